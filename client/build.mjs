// Bundles the scripts of the pages into kommunegraf/web/static/built; no page asks any other site for anything.
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../kommunegraf/web/static/built/", import.meta.url));

// The licences of all packages that are part of the bundles, as each asks to be handed on.
async function licences() {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  const folders = Object.keys(packages).filter((folder) => folder && !packages[folder].dev && existsSync(folder));
  const told = folders.sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version}: ${license}\n\n${file ? await readFile(`${folder}/${file}`, "utf8") : ""}`;
  });
  return (await Promise.all(told)).join("\n---\n\n");
}

if (existsSync(built)) await rm(built, { recursive: true });
await build({
  entryPoints: ["src/graph.js", "src/editor.js"],
  outdir: built,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
await writeFile(`${built}licences.txt`, await licences());
