import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, NotificationBanner, Radios, SkipLink } from "govuk-frontend";

/** Radio buttons that open a part of the form, without `aria-expanded`, which ARIA does not allow on them. */
class PlainRadios extends Radios {
  override syncConditionalRevealWithInputState($input: HTMLInputElement): void {
    super.syncConditionalRevealWithInputState($input);
    $input.removeAttribute("aria-expanded");
  }
}

/** Starts the components of govuk-frontend that stand in a part of the page. Those already started are left alone. */
export function startForms(scope: Element | Document): void {
  createAll(Button, { preventDoubleClick: true }, scope);
  for (const component of [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PlainRadios]) createAll(component, undefined, scope);
  if (scope === document) createAll(SkipLink);
}
