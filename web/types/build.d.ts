/** Addresses that `build.mjs` writes in. */
declare const MAP_WORKER: string;
declare const MAP_STYLES: string;
declare const HASH_WORKER: string;

/** The part of `govuk-frontend` (which ships no types) that the pages use. */
declare module "govuk-frontend" {
  type Component = new ($root: Element, config?: object) => object;
  export const Button: Component;
  export const CharacterCount: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const ExitThisPage: Component;
  export const NotificationBanner: Component;
  export class Radios {
    constructor($root: Element, config?: object);
    syncConditionalRevealWithInputState($input: HTMLInputElement): void;
  }
  export const SkipLink: Component;
  export function createAll(component: Component, config?: object, scope?: Element | Document): object[];
}
