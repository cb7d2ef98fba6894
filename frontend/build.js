// Builds the face: `npm run build` writes one stylesheet, one script, the fonts and the icon into
// src/commonweal/site/static/built/, which git ignores. Nothing is fetched: everything comes from node_modules.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { logical } from "./logical.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const built = join(root, "src/commonweal/site/static/built");
const modules = join(root, "node_modules");
const targets = ["chrome80", "firefox78", "safari14.1"]; // phones of 2020; older ones get the page without script

const subsets = ["latin", "latin-ext"];
const styles = ["400-normal", "400-italic", "700-normal", "700-italic"];

function writeStyles() {
  const { css } = sass.compile(join(here, "scss/app.scss"), {
    loadPaths: [join(modules, "govuk-frontend/dist")],
    quietDeps: true,
  });
  const { code } = esbuild.transformSync(logical(css), { loader: "css", minify: true, target: targets });
  writeFileSync(join(built, "app.css"), code);
}

function writeScript() {
  esbuild.buildSync({
    entryPoints: [join(here, "js/app.js")],
    outfile: join(built, "app.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: targets,
    legalComments: "none",
  });
}

function copyFonts() {
  const files = join(modules, "@fontsource/atkinson-hyperlegible/files");
  for (const subset of subsets) {
    for (const style of styles) {
      const name = `atkinson-hyperlegible-${subset}-${style}.woff2`;
      copyFileSync(join(files, name), join(built, "fonts", name));
    }
  }
  copyFileSync(join(files, "../LICENSE"), join(built, "fonts", "LICENSE.txt"));
}

// The site sends these to every browser that takes them, which is every browser: seven times less on a slow line
function compress(name) {
  writeFileSync(join(built, `${name}.gz`), gzipSync(readFileSync(join(built, name)), { level: 9 }));
}

rmSync(built, { recursive: true, force: true });
mkdirSync(join(built, "fonts"), { recursive: true });
writeStyles();
writeScript();
compress("app.css");
compress("app.js");
copyFonts();
copyFileSync(join(here, "favicon.svg"), join(built, "favicon.svg"));
