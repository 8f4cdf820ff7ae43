import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { IgnoreRules } from "./ignore-rules.js";
import { isNeverListed } from "./names.js";
import { readRuleFile } from "./rule-file.js";

/** What tools leave in a directory and a .gitignore would name, were there one. */
export const LEFTOVERS: ReadonlySet<string> = new Set(
  `__pycache__ .venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .eggs .gradle .terraform .next .nuxt .svelte-kit
  .parcel-cache .turbo .cache .direnv .pnpm-store bower_components .dart_tool .build .stack-work dist-newstyle _build
  .ipynb_checkpoints .idea .vs`.split(/\s+/),
);

/** Files by which a directory says that it can be made again: a virtual environment, a cache. */
const DISPOSABLE_MARKS = ["pyvenv.cfg", "CACHEDIR.TAG"];

export interface WalkOptions {
  /** Rules that hold already, with the directory's own place below where they hold; see `prefix`. */
  readonly rules?: IgnoreRules;
  /** From where the rules hold to the directory: `/` between segments, no final slash. Default "". */
  readonly prefix?: string;
  /** True names what git would: a repository inside as `name/`, leftovers too, and only .gitignore files count. */
  readonly asGit?: boolean;
}

/**
 * Names of the files under a directory that is in no git repository: nested .gitignore and .ignore files are heeded,
 * links are listed but not followed, directories that may not be read are passed over. Unsorted, `/` separated.
 */
export function walkDirectory(root: string, options: WalkOptions = {}): string[] {
  const { rules = new IgnoreRules(), prefix = "", asGit = false } = options;
  const ignoreFiles = asGit ? [".gitignore"] : [".gitignore", ".ignore"];
  const at = (path: string) => (prefix === "" || path === "" ? prefix + path : `${prefix}/${path}`);
  const names: string[] = [];
  const visit = (directory: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, directory), { withFileTypes: true });
    } catch {
      return;
    }
    for (const file of ignoreFiles) {
      if (!entries.some((entry) => entry.name === file && entry.isFile())) continue;
      const path = directory === "" ? file : `${directory}/${file}`;
      const text = readRuleFile(root, path);
      if (text !== undefined) rules.add(at(directory), text);
    }
    for (const entry of entries) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      if (isNeverListed(path)) continue;
      if (entry.isDirectory()) {
        if (rules.ignoresOne(`${at(path)}/`)) continue;
        if (asGit) {
          if (existsSync(join(root, path, ".git"))) {
            names.push(`${path}/`);
            continue;
          }
        } else if (
          LEFTOVERS.has(entry.name) ||
          DISPOSABLE_MARKS.some((mark) => existsSync(join(root, path, mark)))
        )
          continue;
        visit(path);
      } else if (!rules.ignoresOne(at(path))) names.push(path);
    }
  };
  visit("");
  return names;
}
