/**
 * Builds the styles, the scripts and the lamp into `src/Host/wwwroot/assets`: names carry a hash of the content, every text file
 * lies beside its `.br` and `.gz`, and `manifest.json` says which name is the current one.
 */
import { build } from "esbuild";
import { compileAsync } from "sass";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, watch, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/Host/wwwroot/assets");
const base = "/assets/";

await makeAll();
if (process.argv.includes("--watch")) await makeAgainOnChange();

async function makeAll() {
  const started = performance.now();
  await promisify(execFile)(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--noEmit"], { cwd: here }).catch((failed) => {
    throw new Error(failed.stdout || failed.message);
  });
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });

  const manifest = { ...(await makePictures()), ...(await makeStyles()) };
  // What the map needs besides its own chunk: a worker that the policy `worker-src 'self'` allows, and its style sheet.
  const map = await makeScripts({ "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs", map: "maplibre-gl/dist/maplibre-gl.css" }, {});
  const workers = await makeScripts({ "hash-worker": "./workers/sha256.ts" }, {});
  const scripts = await makeScripts(
    { public: "./entries/public.ts", desk: "./entries/desk.ts" },
    {
      MAP_WORKER: JSON.stringify(base + map["map-worker.js"]),
      MAP_STYLES: JSON.stringify(base + map["map.css"]),
      HASH_WORKER: JSON.stringify(base + workers["hash-worker.js"]),
    },
  );
  Object.assign(manifest, map, workers, scripts);
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
  await compressAll();
  console.log(`Built ${Object.keys(manifest).length} assets in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** @returns {Promise<Record<string, string>>} logical name → file name with hash */
async function makeScripts(entryPoints, define) {
  const result = await build({
    absWorkingDir: here,
    entryPoints,
    define,
    outdir: out,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2022"],
    minify: true,
    legalComments: "linked",
    metafile: true,
    logLevel: "warning",
  });
  const manifest = {};
  for (const [file, { entryPoint }] of Object.entries(result.metafile.outputs)) {
    if (!entryPoint) continue;
    const name = file.split("/").at(-1);
    manifest[name.replace(/-[A-Z0-9]{8}\./, ".")] = name;
  }
  return manifest;
}

async function makeStyles() {
  const manifest = {};
  for (const name of ["public", "desk"]) {
    const { css } = await compileAsync(join(here, `styles/${name}.scss`), {
      loadPaths: [here, join(here, "node_modules")],
      style: "compressed",
      quietDeps: true,
      logger: { warn: (text) => console.warn(text) },
    });
    manifest[`${name}.css`] = await writeHashed(`${name}.css`, css);
  }
  return manifest;
}

async function makePictures() {
  const manifest = {};
  for (const name of await readdir(join(here, "brand"))) {
    manifest[name] = await writeHashed(name, await readFile(join(here, "brand", name)));
  }
  return manifest;
}

async function writeHashed(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const hashed = name.replace(/(\.[a-z0-9]+)$/, `-${hash}$1`);
  await writeFile(join(out, hashed), content);
  return hashed;
}

async function compressAll() {
  const texts = (await readdir(out)).filter((name) => /\.(css|js|svg|json|txt)$/.test(name));
  await Promise.all(
    texts.map(async (name) => {
      const content = await readFile(join(out, name));
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
      await writeFile(join(out, `${name}.br`), await promisify(brotliCompress)(content, quality));
      await writeFile(join(out, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

async function makeAgainOnChange() {
  let waiting;
  for await (const { filename } of watch(here, { recursive: true })) {
    if (!/^(entries|elements|workers|styles|brand|types)\//.test(filename ?? "")) continue;
    clearTimeout(waiting);
    waiting = setTimeout(() => void makeAll().catch((failed) => console.error(failed.message)), 200);
  }
}
