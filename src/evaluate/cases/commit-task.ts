import { isCode } from "../../context/languages/index.js";
import { roleOf } from "../../context/scan/role.js";
import { redact } from "../../context/secrets/redact.js";
import type { UnusedCommitReason } from "./unused-commit.js";

/** Whether a path is product code: not a test, a document, an example, or vendored or generated code. */
export function isSourcePath(path: string): boolean {
  if (!isCode(path)) return false;
  const { test, vendored, generated, documentation, example } = roleOf(path, "");
  return !test && !vendored && !generated && !documentation && !example;
}

const PREFIX = /^(?:\[[^\]]*\]|[\w./-]+(?:\([^)]*\))?!?:)\s*/;
const REVERT = /^revert\b/i;
const VERSION =
  /^(?:v?\d+\.\d+[\w.+-]*$|(?:(?:prepare|cut|tag|start|publish|new)\b.*\b)?(?:release|version)\b(?!.*\b(?:fix|bug|notes? page)\b)|bump\b.*\bversion|bump(?:ed)? (?:to )?v?\d|(?:chore\()?release)/i;
const DEPENDENCIES =
  /^(?:(?:bump|upgrade|update)(?:s|d)?\b.*\b(?:from \S*\d|to v?\d|dependenc|deps|requirement|lock ?file|submodule)|(?:build|chore|fix)\(deps)|^(?:update|upgrade) (?:dependencies|deps)\b|\bpre-commit (?:autoupdate|ci)\b|\bdependabot\b|\brenovate\b/i;
const FORMATTING =
  /^(?:(?:re)?formatt(?:ing|ed)\b|(?:re)?format (?:the )?(?:code|all|files?|with|source|everything|imports)\b|run (?:black|prettier|gofmt|rustfmt|isort|ruff|clang-format)|(?:black|prettier|gofmt|go fmt|rustfmt|isort|clang-format|eslint|lint(?:er|ing)?|style|whitespace|white space|pep ?8|flake8|cosmetic)\b|apply (?:black|prettier|formatting)|fix (?:lint|formatting|whitespace|white space|indentation|style|typos?)\b|typos?\b|spelling)/i;

const LONGEST_SUBJECT = 1000;

/** Why a commit message does not describe a task; undefined when it does. */
export function whyNoTask(message: string): UnusedCommitReason | undefined {
  const subject = message.trim().split("\n", 1)[0]!.slice(0, LONGEST_SUBJECT);
  const bare = subject.replace(PREFIX, "");
  for (const text of [subject, bare]) {
    if (REVERT.test(text)) return "revert";
    if (VERSION.test(text)) return "version-bump";
    if (DEPENDENCIES.test(text)) return "dependencies";
    if (FORMATTING.test(text)) return "formatting";
  }
  const words = taskOf(message).match(/\p{L}{2,}/gu) ?? [];
  return words.length < 3 ? "too-few-words" : undefined;
}

/** Trailers: lines that tools add for other tools. */
const TRAILER =
  /^\s*(?:[A-Z][\w-]*-by|Change-Id|Bug|Reviewed-on|PiperOrigin-RevId|git-svn-id|Cc|Link|Ref|Refs|See-also|Commit-Queue|Auto-Submit|\(cherry picked from commit [0-9a-f]+\))\s*:?.*$/i;
const MOST_CHARACTERS = 2000;

/** The text of a task from a commit message: without secrets, trailers, links and issue numbers. */
export function taskOf(message: string): string {
  return redact(message)
    .split("\n")
    .filter((line) => !TRAILER.test(line))
    .join("\n")
    .replace(/https?:\/\/\S+/g, " ")
    .replace(
      /\(?(?:\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|see)\s+)?(?:(?<![\w.-])[\w.-]+\/[\w.-]+)?#\d+\)?/gi,
      " ",
    )
    .replace(/[ \t]+/g, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .slice(0, MOST_CHARACTERS);
}
