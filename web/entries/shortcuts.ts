const off = "bl-shortcuts-off";

/** Single keys may be switched off (WCAG 2.1.4): speech input and shaky hands press them by accident. */
export function shortcutsOn(): boolean {
  return localStorage.getItem(off) === null;
}

/** A key pressed alone, outside of anything that takes text. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !shortcutsOn()) return false;
  const at = event.target as HTMLElement;
  return !at.isContentEditable && at.closest("input:not([type=checkbox], [type=radio]), textarea, select, .bl-map__canvas") === null;
}

/** Keys of the whole desk: any control with `data-bl-key` is focused or clicked by its key, and the first field of what it opens is focused; `?` opens the help. */
export function startShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    if (event.key === "?") help()?.showModal();
    else if (!use(document.querySelector<HTMLElement>(`[data-bl-key="${CSS.escape(event.key)}"]`))) return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-bl-help]")) help()?.showModal();
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-bl-shortcuts]")) remember(event.target.checked);
  });
}

function help(): HTMLDialogElement | null {
  const dialog = document.querySelector<HTMLDialogElement>("#bl-help");
  const on = dialog?.querySelector<HTMLInputElement>("[data-bl-shortcuts]");
  if (on) on.checked = shortcutsOn();
  return dialog?.open ? null : dialog;
}

function remember(on: boolean): void {
  if (on) localStorage.removeItem(off);
  else localStorage.setItem(off, "");
}

function use(control: HTMLElement | null): boolean {
  if (!control) return false;
  if (control.matches("input:not([type=checkbox], [type=radio]), textarea, select")) control.focus();
  else control.click();
  if (control.matches("summary")) enter(control);
  return true;
}

/** Whoever opened a part of the page by its key goes on in its first field; whoever closed it stays at its summary. */
function enter(summary: HTMLElement): void {
  const field = summary.closest("details[open]")?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
  (field ?? summary).focus();
}
