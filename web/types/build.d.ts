/** Addresses that `build.mjs` writes in. */
declare const MAP_WORKER: string;
declare const MAP_STYLES: string;

declare module "govuk-frontend";
