import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findRepository, type GitRepository } from "../git/find-repository.js";
import { excludesFor } from "../git/run-git.js";
import { ignoresCase, readExclude } from "../git/view.js";
import { IgnoreRules } from "./ignore-rules.js";
import { readRuleFile } from "./rule-file.js";
import type { Source } from "./source.js";

/** The rule by which a path is ignored. */
export interface IgnoringRule {
  /** The ignore file: relative to the root, or absolute where it lies outside of it. */
  readonly source: string;
  /** Line of the rule, from 1. */
  readonly line: number;
  readonly pattern: string;
}

interface RuleFile {
  readonly source: string;
  /** Below which the rules hold: "" for all of the tree. */
  readonly folder: string;
  readonly text: string;
}

/**
 * Finds the rule that ignores a path, for telling of it: a listing asks whether a path is ignored and forgets by which rule.
 * Each line of the ignore files above the path is tried by itself, in the order in which they hold.
 * @param path relative to `root`, the root of a working tree.
 */
export async function ignoringRule(root: string, path: string): Promise<IgnoringRule | undefined> {
  const own = ruleAmong(above(root, path, [".foveaignore"]), path, true);
  if (own) return own;
  const repository = findRepository(root);
  if (!repository) return ruleAmong(above(root, path, [".ignore", ".gitignore"]), path, true);
  const { prefix } = repository;
  const inWorkTree = prefix === "" ? path : `${prefix}/${path}`;
  const top = prefix === "" ? root : (repository.workTree ?? root);
  const files = [...above(top, inWorkTree, [".gitignore"]), ...(await excludes(repository))];
  return ruleAmong(files, inWorkTree, ignoresCase(repository));
}

/** As `ignoringRule`, for a path of a source, which may be a workspace. */
export function ignoringRuleIn({ root, members }: Source, path: string): Promise<IgnoringRule | undefined> {
  const member = members?.find(({ name }) => path.startsWith(`${name}/`));
  return member ? ignoringRule(member.root, path.slice(member.name.length + 1)) : ignoringRule(root, path);
}

/** Ignore files of the folders above a path, the deepest first. */
function above(root: string, path: string, names: readonly string[]): RuleFile[] {
  const files: RuleFile[] = [];
  for (let folder = path; folder !== ""; ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    for (const name of names) {
      const source = folder === "" ? name : `${folder}/${name}`;
      const text = readRuleFile(root, source);
      if (text !== undefined) files.push({ source, folder, text });
    }
  }
  return files;
}

/** What the repository and the user ignore everywhere. */
async function excludes(repository: GitRepository): Promise<RuleFile[]> {
  const exclude = { source: join(repository.common, "info", "exclude"), folder: "" };
  const files: RuleFile[] = [{ ...exclude, text: readExclude(repository.common) }];
  const source = await excludesFor(repository);
  if (source === undefined) return files;
  try {
    files.push({ source, folder: "", text: readFileSync(source, "utf8") });
  } catch {
    // Named in the user's configuration and not there: it ignores nothing.
  }
  return files;
}

function ruleAmong(files: readonly RuleFile[], path: string, ignoreCase: boolean): IgnoringRule | undefined {
  // As git does: once a folder is ignored, nothing below it can be taken back.
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
    const rule = ruleFor(files, path.slice(0, slash + 1), ignoreCase);
    if (rule) return rule;
  }
  return ruleFor(files, path, ignoreCase);
}

/** @param target a path; that of a folder ends in a slash. */
function ruleFor(files: readonly RuleFile[], target: string, ignoreCase: boolean): IgnoringRule | undefined {
  for (const { source, folder, text } of files) {
    if (folder !== "" && !target.startsWith(`${folder}/`)) continue;
    const lines = text.replace(/^\uFEFF/, "").split("\n");
    for (let index = lines.length - 1; index >= 0; index--) {
      const pattern = lines[index]!.replace(/\r$/, "");
      const isNegated = pattern.startsWith("!");
      const rules = new IgnoreRules({ ignoreCase });
      rules.add(folder, isNegated ? pattern.slice(1) : pattern);
      if (rules.ignoresOne(target)) return isNegated ? undefined : { source, line: index + 1, pattern };
    }
  }
  return undefined;
}
