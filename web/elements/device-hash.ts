/** What the worker says. */
interface Said {
  done?: number;
  sha256?: string;
}

/**
 * The SHA-256 of a file, made on this device in a worker, a piece at a time: a file of any size, and also where the browser's own cryptography is shut (no
 * secure connection). Nothing when the file cannot be read; it is sent then as it is, and the server's own sum stands alone.
 */
export class DeviceHash {
  /** Bytes that are through. */
  done = 0;

  readonly value: Promise<string | undefined>;
  #worker: Worker | undefined;
  #give: (sha256: string | undefined) => void = () => undefined;

  /** @param onStep called whenever it is a piece further */
  constructor(file: File, onStep: () => void) {
    this.value = new Promise((give) => (this.#give = give));
    try {
      this.#worker = new Worker(HASH_WORKER, { type: "module" });
    } catch {
      this.#give(undefined);
      return;
    }
    this.#worker.addEventListener("message", (event: MessageEvent<Said>) => {
      if (event.data.done === undefined) this.#end(event.data.sha256);
      else {
        this.done = event.data.done;
        onStep();
      }
    });
    this.#worker.addEventListener("error", () => this.#end(undefined));
    this.#worker.postMessage(file);
  }

  /** Nobody waits for it any more. */
  stop(): void {
    this.#end(undefined);
  }

  #end(sha256: string | undefined): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#give(sha256);
  }
}
