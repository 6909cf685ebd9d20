/**
 * Sends a file by the official client of tus (`tus-js-client`, as the pages use it) over a line that is cut at random points. One JSON object on standard input:
 * `{ client, endpoint, file, name, headers, seed, breaks, parallel, checksum, chunk }`; one on standard output: `{ cuts, url }`. A cut is the number of
 * bytes after which both sides of a connection were torn down.
 */
import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { createServer, connect } from "node:net";
import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";

const asked = JSON.parse(await text(process.stdin));
const { Upload } = await import(pathToFileURL(asked.client).href);
const random = seeded(asked.seed);
const endpoint = new URL(asked.endpoint);
const size = statSync(asked.file).size;
const cuts = [];

const line = createServer((near) => {
  const far = connect(Number(endpoint.port), endpoint.hostname);
  const end = () => (near.destroy(), far.destroy());
  const most = cuts.length < asked.breaks ? Math.floor((random() * size) / asked.breaks / 2) : Infinity;
  let sent = 0;
  near.on("data", (bytes) => {
    if (sent > most) return;
    sent += bytes.length;
    if (sent <= most) {
      far.write(bytes);
      return;
    }
    cuts.push(most);
    far.write(bytes.subarray(0, bytes.length - (sent - most)), end);
  });
  far.on("data", (bytes) => near.write(bytes));
  for (const side of [near, far]) side.on("error", end).on("close", end);
});
await new Promise((open) => line.listen(0, "127.0.0.1", open));

const url = await new Promise((resolve, reject) => {
  const upload = new Upload(createReadStream(asked.file), {
    endpoint: `http://127.0.0.1:${line.address().port}${endpoint.pathname}`,
    chunkSize: asked.chunk,
    parallelUploads: asked.parallel,
    retryDelays: Array.from({ length: 40 }, () => 100),
    headers: asked.headers,
    metadata: { filename: asked.name },
    onBeforeRequest: (request) => {
      if (asked.checksum && request.getMethod() === "PATCH") request.setHeader("Upload-Checksum", `sha256 ${sumOf(Number(request.getHeader("Upload-Offset")))}`);
    },
    onShouldRetry: () => true,
    onError: reject,
    onSuccess: () => resolve(upload.url),
  });
  upload.start();
});
console.log(JSON.stringify({ cuts, url }));
line.close();
process.exit(0);

/** The SHA-256 of the piece that begins there, in base64. */
function sumOf(offset) {
  const piece = Buffer.alloc(Math.min(asked.chunk, size - offset));
  const file = openSync(asked.file, "r");
  readSync(file, piece, 0, piece.length, offset);
  closeSync(file);
  return createHash("sha256").update(piece).digest("base64");
}

/** mulberry32: the same numbers for the same seed. */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
