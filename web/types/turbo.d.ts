/** The part of `@hotwired/turbo` (which ships no types) that the desk uses. */
declare module "@hotwired/turbo" {
  export const config: { drive: { enabled: boolean; progressBarDelay: number }; forms: { mode: "on" | "off" | "optin" } };
  export const StreamActions: Record<string, (this: StreamElement) => void>;

  export interface StreamElement extends HTMLElement {
    readonly target: string | null;
    readonly targetElements: Element[];
  }

  export class FrameElement extends HTMLElement {
    src: string | null;
    disabled: boolean;
    readonly loaded: Promise<void>;
    reload(): Promise<void>;
  }

  export function visit(location: string | URL, options?: { action?: "advance" | "replace"; frame?: string }): void;
  export function renderStreamMessage(message: string): void;
  export function connectStreamSource(source: EventTarget): void;
  export function disconnectStreamSource(source: EventTarget): void;
}
