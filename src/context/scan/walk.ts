import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { IgnoreRules } from "./ignore-rules.js";
import { readRuleFile } from "./rule-file.js";
import { isNeverListed } from "./skip-by-name.js";

/** Folders that tools create and that a .gitignore usually names; skipped when there is no git repository. */
export const LEFTOVERS: ReadonlySet<string> = new Set(
  `__pycache__ .venv .tox .nox .mypy_cache .pytest_cache .ruff_cache .eggs .gradle .terraform .next .nuxt .svelte-kit
  .parcel-cache .turbo .cache .direnv .pnpm-store bower_components .dart_tool .build .stack-work dist-newstyle _build
  .ipynb_checkpoints .idea .vs`.split(/\s+/),
);

/** Files that mark a directory as generated: a virtual environment, a cache. */
const CACHE_MARKERS = ["pyvenv.cfg", "CACHEDIR.TAG"];

export interface WalkOptions {
  /**
   * Ignore rules of the folders above, relative to their root; `prefix` leads from that root to the
   * directory.
   */
  readonly rules?: IgnoreRules;
  /** Path from the root of `rules` to the directory: `/` between segments, no final slash. Default "". */
  readonly prefix?: string;
  /**
   * True lists what git would list: a nested repository as `name/`, folders of tools too, and only .gitignore
   * files count. Default false.
   */
  readonly asGit?: boolean;
}

/**
 * Lists the files under a directory without git. Respects nested .gitignore and .ignore files, lists links
 * without following them, and skips unreadable directories.
 * @returns paths relative to the directory, unsorted, `/` separated.
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
          CACHE_MARKERS.some((mark) => existsSync(join(root, path, mark)))
        )
          continue;
        visit(path);
      } else if (!rules.ignoresOne(at(path))) names.push(path);
    }
  };
  visit("");
  return names;
}
