import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** How much is read between two words of how far it is. */
const STEP = 8_000_000;

/** Makes the SHA-256 of a file of any size, a piece at a time, beside the page. Asked with a `File`; says `{ done }` on the way and `{ sha256 }` at the end. */
self.addEventListener("message", (event: MessageEvent<File>) => {
  void hash(event.data).then(
    (hex) => self.postMessage({ sha256: hex }),
    () => self.postMessage({ failed: true }), // a file that is gone, or may not be read
  );
});

async function hash(file: File): Promise<string> {
  const sum = sha256.create();
  const reader = file.stream().getReader();
  let said = 0;
  for (let done = 0; ; ) {
    const { value, done: isEnd } = await reader.read();
    if (isEnd) return bytesToHex(sum.digest());
    sum.update(value);
    done += value.byteLength;
    if (done - said < STEP) continue;
    said = done;
    self.postMessage({ done });
  }
}
