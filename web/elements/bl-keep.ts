const prefix = "bl-keep:";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * `<bl-keep of="whose">` round the forms of a page keeps what is typed in each of them until that form was sent: whoever sends another one of the page is led
 * to it afresh, and so is whoever signs in again after their session was over. It is kept in this tab, for this person at this address, until they sign out;
 * hidden fields, passwords and files are not. Without script each form has what it came with.
 */
export class Keep extends HTMLElement {
  #leaving?: AbortController;

  connectedCallback(): void {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    forget((key) => !key.startsWith(this.#mine));
    this.#fill();
    for (const typed of ["input", "change"]) this.addEventListener(typed, this.#note, { signal });
    document.addEventListener("turbo:submit-end", this.#sent, { signal });
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }

  get #mine(): string {
    return `${prefix}${this.getAttribute("of") ?? ""}:`;
  }

  get #key(): string {
    return this.#mine + location.pathname;
  }

  get #kept(): Record<string, string> {
    return JSON.parse(sessionStorage.getItem(this.#key) ?? "{}") as Record<string, string>;
  }

  set #kept(kept: Record<string, string>) {
    if (Object.keys(kept).length === 0) sessionStorage.removeItem(this.#key);
    else sessionStorage.setItem(this.#key, JSON.stringify(kept));
  }

  /** What belongs to a form or field that the page no longer has is forgotten. */
  #fill(): void {
    const before = this.#kept;
    const still: Record<string, string> = {};
    for (const field of this.#fields()) {
      const words = before[nameOf(field)];
      if (words === undefined) continue;
      still[nameOf(field)] = words;
      if (valueOf(field) === words) continue;
      set(field, words);
      field.closest("details")?.setAttribute("open", "");
    }
    this.#kept = still;
  }

  #note = (event: Event): void => {
    const form = (event.target as Field).form;
    if (!form) return;
    const kept = this.#kept;
    for (const field of this.#fields(form)) {
      const [name, words] = [nameOf(field), valueOf(field)];
      if (words !== givenIn(field)) kept[name] = words;
      else if (kept[name] !== words) delete kept[name];
    }
    this.#kept = kept;
  };

  /** Sent is what led on, and not to the way in: there it was lost with the session. */
  #sent = (event: Event): void => {
    const { success, fetchResponse } = (event as CustomEvent<{ success: boolean; fetchResponse?: { redirected: boolean; location: URL } }>).detail;
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !success || !fetchResponse?.redirected || isWayIn(fetchResponse.location)) return;
    const sent = formOf(form);
    this.#kept = Object.fromEntries(Object.entries(this.#kept).filter(([name]) => !name.startsWith(sent)));
  };

  #fields(within: ParentNode = this): Field[] {
    const all = within.querySelectorAll<Field>("input, textarea, select");
    return [...all].filter((field) => field.form?.method === "post" && field.name && !["hidden", "password", "file", "submit"].includes(field.type));
  }
}

/** Whoever signs out leaves nothing behind. */
export function forgetOnSignOut(): void {
  document.addEventListener("submit", (event) => {
    if ((event.target as Element).getAttribute("action")?.startsWith("sign-out")) forget(() => true);
  });
}

function forget(which: (key: string) => boolean): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix) && which(key)) sessionStorage.removeItem(key);
}

function isWayIn(address: URL): boolean {
  return address.pathname.endsWith("/sign-in");
}

/** Forms of one address tell themselves apart by their handler. */
function formOf(form: HTMLFormElement): string {
  return `${form.querySelector<HTMLInputElement>("input[name=_handler]")?.value ?? form.getAttribute("action") ?? ""} `;
}

function nameOf(field: Field): string {
  return (field.form ? formOf(field.form) : "") + field.name + (isTick(field) ? ` ${field.value}` : "");
}

function isTick(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

function valueOf(field: Field): string {
  return isTick(field) ? String(field.checked) : field.value;
}

/** The value that the page came with. */
function givenIn(field: Field): string {
  if (isTick(field)) return String(field.defaultChecked);
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
}

function set(field: Field, words: string): void {
  if (isTick(field)) field.checked = words === "true";
  else field.value = words;
}
