// An S3 server for the tests: node server.mjs FOLDER PORT. Says its port when it is open. The store is s3rver; added here is what it lacks or has in part: each
// request's signature (AWS Signature Version 4) is verified, a body is compared with the SHA-256 that was signed and with x-amz-checksum-sha256, and uploads in
// parts are listed and aborted.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import S3rver from "@20minutes/s3rver";

// The source of a copy may be encoded whole: it has no stroke then, unlike a path, and no sign of a query.
const decode = globalThis.decodeURI;
globalThis.decodeURI = (text) => (/[/=&]/.test(text) ? decode(text) : decodeURIComponent(text));

const keys = { S3RVER: "S3RVER" };
const [folder, port] = process.argv.slice(2);
const bucket = "evidence";
const uploads = join(folder, bucket, "._S3rver_uploads");
const server = new S3rver({ address: "127.0.0.1", port: Number(port), silent: true, allowMismatchedSignatures: true, directory: folder, configureBuckets: [{ name: bucket }] });

const error = (ctx, status, code) => {
  ctx.status = status;
  ctx.type = "application/xml";
  ctx.body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
};

const mac = (key, text) => createHmac("sha256", key).update(text).digest();

/** Refuses whoever does not know the secret of their key. */
async function signed(ctx, next) {
  const said = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(ctx.get("authorization"));
  if (!said) return error(ctx, 403, "AccessDenied");
  const [, key, scope, names, signature] = said;
  if (!keys[key]) return error(ctx, 403, "InvalidAccessKeyId");
  const [path, query = ""] = ctx.req.url.split("?");
  const parts = query.split("&").filter(Boolean).map((part) => (part.includes("=") ? part : `${part}=`)).sort();
  const heads = names.split(";").map((name) => `${name}:${ctx.get(name).trim().replace(/ +/g, " ")}\n`);
  const request = [ctx.method, path, parts.join("&"), heads.join(""), names, ctx.get("x-amz-content-sha256")].join("\n");
  const text = ["AWS4-HMAC-SHA256", ctx.get("x-amz-date"), scope, createHash("sha256").update(request).digest("hex")].join("\n");
  const right = mac(scope.split("/").reduce(mac, `AWS4${keys[key]}`), text);
  return timingSafeEqual(right, Buffer.from(signature, "hex")) ? next() : error(ctx, 403, "SignatureDoesNotMatch");
}

/** Lets the body through but for its last piece, which follows only when the whole of it is what the headers say. */
async function compared(ctx, next) {
  if (ctx.method !== "PUT" || !Number(ctx.get("content-length"))) return next();
  const [from, to, sha256] = [ctx.req, new PassThrough(), createHash("sha256")];
  let wrong;
  const reading = (async () => {
    let held;
    for await (const piece of from) {
      sha256.update(piece);
      if (held && !to.write(held)) await once(to, "drain");
      held = piece;
    }
    const found = sha256.digest();
    const [signed, said] = [ctx.get("x-amz-content-sha256"), ctx.get("x-amz-checksum-sha256")];
    if (/^[0-9a-f]{64}$/.test(signed) && signed !== found.toString("hex")) wrong = "XAmzContentSHA256Mismatch";
    else if (said && said !== found.toString("base64")) wrong = "BadDigest";
    if (wrong) to.destroy(new Error(wrong));
    else to.end(held);
  })().catch((e) => to.destroy(e));
  ctx.req = Object.assign(to, { headers: from.headers, method: from.method, url: from.url, socket: from.socket });
  const reject = new Promise((_, no) => to.on("error", no));
  try {
    await Promise.race([next(), reject]);
    await reading;
  } catch (e) {
    if (!wrong) throw e;
    error(ctx, 400, wrong);
  } finally {
    ctx.req = from;
  }
}

async function listed(ctx, next) {
  if (ctx.method === "DELETE" && ctx.query.uploadId) {
    await rm(join(uploads, ctx.query.uploadId), { recursive: true, force: true });
    ctx.status = 204;
    return;
  }
  if (ctx.method !== "GET" || !("uploads" in ctx.query)) return next();
  const items = [];
  for (const id of await readdir(uploads).catch(() => [])) {
    const key = await readFile(join(uploads, id, "key"), "utf8");
    const begun = (await stat(join(uploads, id, "key"))).mtime.toISOString();
    if (key.startsWith(ctx.query.prefix ?? ""))
      items.push(`<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begun}</Initiated></Upload>`);
  }
  ctx.type = "application/xml";
  ctx.body = `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Bucket>${bucket}</Bucket><IsTruncated>false</IsTruncated>${items.join("")}</ListMultipartUploadsResult>`;
}

server.middleware.unshift(signed, listed, compared);
console.log((await server.run()).port);
