import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, NotificationBanner, Radios, SkipLink } from "govuk-frontend";

/** Starts the components of govuk-frontend that stand in a part of the page. Those already started are left alone. */
export function startForms(scope: Element | Document): void {
  createAll(Button, { preventDoubleClick: true }, scope);
  for (const component of [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios]) createAll(component, undefined, scope);
  if (scope === document) createAll(SkipLink);
}
