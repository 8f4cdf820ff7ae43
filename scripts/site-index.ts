// Makes the page's index.html that of the static site: node scripts/run-ts.mjs scripts/site-index.ts <file>
import { readFileSync, writeFileSync } from "node:fs";
import { siteIndex } from "../src/interfaces/web/record/site-index.js";

const [file] = process.argv.slice(2);
if (!file) {
  console.error(
    "site-index: no file is given. Write: node scripts/run-ts.mjs scripts/site-index.ts dist/site/index.html",
  );
  process.exit(2);
}
writeFileSync(file, siteIndex(readFileSync(file, "utf8"), "data/"));
