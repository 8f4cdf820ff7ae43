import { type Budget, compileName, compilePath, fold, type Glob, toBytes } from "./glob.js";

/**
 * All ignore files of a tree together may have this many bytes; the rest is dropped. A 5-byte rule takes 150
 * in memory.
 */
const MOST_RULE_BYTES = 4 << 20;

/**
 * Matching steps that the patterns of one listing may take together, about a second. 90,000 files under the
 * rules of the Linux kernel take 11 million. Beyond it, patterns with wildcards match nothing: too many files
 * are better than a listing that does not end.
 */
const MOST_STEPS = 100_000_000;

export interface IgnoreOptions {
  /**
   * Default true, as always for `.foveaignore`. For git it depends on the file system (`core.ignoreCase`).
   */
  readonly ignoreCase?: boolean;
}

/**
 * Nested ignore files in gitignore syntax. Rules apply below their directory; those of the deepest directory
 * win.
 */
export class IgnoreRules {
  private readonly byDirectory = new Map<string, RuleList>();
  private readonly fallbacks: RuleList[] = [];
  /** Cached results for directories; cleared when rules are added. */
  private readonly directories = new Map<string, boolean>();
  private readonly budget: Budget = { left: MOST_STEPS };
  private bytesLeft = MOST_RULE_BYTES;
  private readonly ignoreCase: boolean;

  constructor(options: IgnoreOptions = {}) {
    this.ignoreCase = options.ignoreCase ?? true;
  }

  /**
   * Adds the text of an ignore file.
   * @param directory relative to the root, without a final slash; "" for the root itself.
   */
  add(directory: string, rules: string): void {
    let list = this.byDirectory.get(directory);
    if (!list) {
      list = new RuleList(this.ignoreCase);
      this.byDirectory.set(directory, list);
    }
    list.add(this.withinLimit(rules));
  }

  /** Adds rules for the whole tree with the lowest priority, also below rules that are added later. */
  addLast(rules: string): void {
    const list = new RuleList(this.ignoreCase);
    list.add(this.withinLimit(rules));
    this.fallbacks.push(list);
  }

  /** The rules as a byte string, cut at a line end when they exceed the limit. */
  private withinLimit(rules: string): string {
    this.directories.clear();
    let text = toBytes(rules.replace(/^\uFEFF/, ""));
    // Keep whole lines only: a cut pattern would match other files.
    if (text.length > this.bytesLeft)
      text = text.slice(0, Math.max(0, text.lastIndexOf("\n", this.bytesLeft)));
    this.bytesLeft -= text.length;
    return text;
  }

  private get empty(): boolean {
    return this.byDirectory.size === 0 && this.fallbacks.length === 0;
  }

  /**
   * Whether a path, or a directory that contains it, is ignored.
   * @param path relative to the root; a directory ends in a slash.
   */
  ignores(path: string): boolean {
    if (this.empty) return false;
    // As in git: when a directory is ignored, no rule can include a file below it again.
    const slash = path.lastIndexOf("/", path.length - 2);
    return (slash !== -1 && this.ignoresDirectory(path.slice(0, slash + 1))) || this.ignoresOne(path);
  }

  /** `ignores` for a directory, cached for all files in it. */
  private ignoresDirectory(directory: string): boolean {
    let verdict = this.directories.get(directory);
    if (verdict === undefined) {
      verdict = this.ignores(directory);
      this.directories.set(directory, verdict);
    }
    return verdict;
  }

  /** Like `ignores`, for a path whose directories are known not to be ignored. */
  ignoresOne(path: string): boolean {
    const isDirectory = path.endsWith("/");
    const inner = isDirectory ? path.slice(0, -1) : path;
    let directory = inner;
    do {
      const slash = directory.lastIndexOf("/");
      directory = slash === -1 ? "" : directory.slice(0, slash);
      const verdict = this.byDirectory
        .get(directory)
        ?.verdict(directory === "" ? inner : inner.slice(directory.length + 1), isDirectory, this.budget);
      if (verdict !== undefined) return verdict;
    } while (directory !== "");
    for (const list of this.fallbacks) {
      const verdict = list.verdict(inner, isDirectory, this.budget);
      if (verdict !== undefined) return verdict;
    }
    return false;
  }
}

/** Number of the last rule for any file, and of the last rule for directories only; -1 for none. */
interface LastRule {
  any: number;
  directory: number;
}

interface WildRule {
  readonly number: number;
  readonly isDirectoryOnly: boolean;
  /** True when the pattern is compared with the last path segment only. */
  readonly isName: boolean;
  /** Literal prefix of the pattern; the glob matches the rest. */
  readonly start: string;
  readonly glob: Glob;
}

/**
 * The rules of one directory. The last matching rule wins. Rules without wildcards are found by hash lookup.
 */
class RuleList {
  /** By rule number: true when the rule ignores, false when it includes again (`!`). */
  private readonly isIgnoring: boolean[] = [];
  private readonly names = new Map<string, LastRule>();
  private readonly paths = new Map<string, LastRule>();
  /** Rules such as `*.log`: by length of the ending, then by ending. */
  private readonly endings = new Map<number, Map<string, LastRule>>();
  private readonly wild: WildRule[] = [];

  constructor(private readonly ignoreCase: boolean) {}

  add(text: string): void {
    for (const line of text.split("\n")) this.addLine(line.endsWith("\r") ? line.slice(0, -1) : line);
  }

  private addLine(line: string): void {
    if (line.startsWith("#")) return;
    let pattern = withoutTrailingSpaces(line);
    const isNegated = pattern.startsWith("!");
    if (isNegated) pattern = pattern.slice(1);
    const isDirectoryOnly = pattern.endsWith("/");
    if (isDirectoryOnly) pattern = pattern.slice(0, -1);
    if (pattern === "") return;
    const isName = !pattern.includes("/");
    if (pattern.startsWith("/")) pattern = pattern.slice(1);
    const number = this.isIgnoring.push(!isNegated) - 1;
    const special = pattern.search(/[*?[\\]/);
    const note = (rules: Map<string, LastRule>, key: string) => noteLast(rules, key, number, isDirectoryOnly);
    if (special === -1) note(isName ? this.names : this.paths, this.folded(pattern));
    else if (isName && special === 0 && /^\*[^*?[\\]+$/.test(pattern)) {
      const ending = this.folded(pattern.slice(1));
      let ofLength = this.endings.get(ending.length);
      if (!ofLength) {
        ofLength = new Map();
        this.endings.set(ending.length, ofLength);
      }
      note(ofLength, ending);
    } else {
      // Like git, match the literal prefix separately: so the rest of `a**/b` is `**/b`.
      const start = isName ? "" : pattern.slice(0, special);
      const compile = isName ? compileName : compilePath;
      const glob = compile(pattern.slice(start.length), this.ignoreCase);
      if (glob) this.wild.push({ number, isDirectoryOnly, isName, start: this.folded(start), glob });
    }
  }

  /** Whether the path is ignored; undefined when no rule matches. */
  verdict(path: string, isDirectory: boolean, budget: Budget): boolean | undefined {
    const folded = this.folded(toBytes(path));
    const name = folded.slice(folded.lastIndexOf("/") + 1);
    let last = -1;
    const look = (found: LastRule | undefined) => {
      if (found) last = Math.max(last, found.any, isDirectory ? found.directory : -1);
    };
    look(this.names.get(name));
    look(this.paths.get(folded));
    for (const [length, rules] of this.endings)
      if (length <= name.length) look(rules.get(name.slice(name.length - length)));
    for (let at = this.wild.length - 1; at >= 0; at--) {
      const rule = this.wild[at]!;
      if (rule.number < last) break;
      if (rule.isDirectoryOnly && !isDirectory) continue;
      if (budget.left-- <= 0) break;
      const text = rule.isName ? name : folded;
      if (!text.startsWith(rule.start)) continue;
      if (!rule.glob.matches(rule.start === "" ? text : text.slice(rule.start.length), budget)) continue;
      last = rule.number;
      break;
    }
    return last === -1 ? undefined : this.isIgnoring[last];
  }

  private folded(text: string): string {
    if (!this.ignoreCase || !/[A-Z]/.test(text)) return text;
    return text.replace(/[A-Z]/g, (letter) => String.fromCharCode(fold(letter.charCodeAt(0), true)));
  }
}

function noteLast(rules: Map<string, LastRule>, key: string, number: number, isDirectoryOnly: boolean): void {
  let last = rules.get(key);
  if (!last) {
    last = { any: -1, directory: -1 };
    rules.set(key, last);
  }
  if (isDirectoryOnly) last.directory = number;
  else last.any = number;
}

/** Removes trailing spaces, except an escaped one. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " ") end--;
  if (end === line.length) return line;
  let escapes = 0;
  while (escapes < end && line[end - 1 - escapes] === "\\") escapes++;
  return line.slice(0, escapes % 2 === 1 ? end + 1 : end);
}
