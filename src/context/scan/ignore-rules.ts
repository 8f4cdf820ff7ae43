import { type Budget, compileName, compilePath, fold, type Glob, toBytes } from "./glob.js";

/** What the ignore files of a tree hold together beyond this holds no more: rules of 5 bytes take 150 in memory. */
const MOST_RULE_BYTES = 4 << 20;

/**
 * Steps that the patterns of one listing may take together, about a second; 90,000 files under the rules of Linux take
 * 11 million. Once they are used up, patterns with wildcards in the middle match nothing: rather a file too many than a
 * listing that does not end.
 */
const MOST_STEPS = 100_000_000;

export interface IgnoreOptions {
  /** Default true, as Fovea always did for its own ignore files; git does where the file system does. */
  readonly ignoreCase?: boolean;
}

/** Nested ignore files in gitignore syntax: the rules of a directory hold for what is below it, the deepest first. */
export class IgnoreRules {
  private readonly byDirectory = new Map<string, RuleList>();
  private readonly fallbacks: RuleList[] = [];
  /** What was found of directories, until there are more rules. */
  private readonly directories = new Map<string, boolean>();
  private readonly budget: Budget = { left: MOST_STEPS };
  private bytesLeft = MOST_RULE_BYTES;
  private readonly ignoreCase: boolean;

  constructor(options: IgnoreOptions = {}) {
    this.ignoreCase = options.ignoreCase ?? true;
  }

  /** @param directory relative to the root, without a final slash; "" for the root itself. */
  add(directory: string, rules: string): void {
    let list = this.byDirectory.get(directory);
    if (!list) {
      list = new RuleList(this.ignoreCase);
      this.byDirectory.set(directory, list);
    }
    list.add(this.take(rules));
  }

  /** Rules for the whole tree that all others come before, and those added later too. */
  addLast(rules: string): void {
    const list = new RuleList(this.ignoreCase);
    list.add(this.take(rules));
    this.fallbacks.push(list);
  }

  /** The rules as bytes, or as many whole ones as there is room for. */
  private take(rules: string): string {
    this.directories.clear();
    let text = toBytes(rules.replace(/^\uFEFF/, ""));
    // A pattern that is cut short would match something else.
    if (text.length > this.bytesLeft)
      text = text.slice(0, Math.max(0, text.lastIndexOf("\n", this.bytesLeft)));
    this.bytesLeft -= text.length;
    return text;
  }

  get empty(): boolean {
    return this.byDirectory.size === 0 && this.fallbacks.length === 0;
  }

  /**
   * True when a path, or a directory that holds it, is ignored.
   * @param path relative to the root; a directory ends in a slash.
   */
  ignores(path: string): boolean {
    if (this.empty) return false;
    // As git does: once a directory is ignored, nothing below it can be taken back.
    const slash = path.lastIndexOf("/", path.length - 2);
    return (slash !== -1 && this.ignoresDirectory(path.slice(0, slash + 1))) || this.ignoresOne(path);
  }

  /** Asked once for all that a directory holds. */
  private ignoresDirectory(directory: string): boolean {
    let verdict = this.directories.get(directory);
    if (verdict === undefined) {
      verdict = this.ignores(directory);
      this.directories.set(directory, verdict);
    }
    return verdict;
  }

  /** As `ignores`, for a path whose directories are known not to be ignored. */
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

/** Numbers of the last rule for anything and of the last for directories alone; -1 for none. */
interface Last {
  any: number;
  directory: number;
}

interface WildRule {
  readonly number: number;
  readonly isDirectoryOnly: boolean;
  /** Compared with the last segment alone. */
  readonly isName: boolean;
  /** What a path must begin with; the glob is for what follows. */
  readonly start: string;
  readonly glob: Glob;
}

/** The rules of one directory. The last that matches holds; those without wildcards are looked up, not tried. */
class RuleList {
  /** By number: whether the rule ignores, or takes back. */
  private readonly isIgnoring: boolean[] = [];
  private readonly names = new Map<string, Last>();
  private readonly paths = new Map<string, Last>();
  /** `*.log` by the length of what follows the star, then by it. */
  private readonly endings = new Map<number, Map<string, Last>>();
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
    const note = (rules: Map<string, Last>, key: string) => noteLast(rules, key, number, isDirectoryOnly);
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
      // Git compares the literal start by itself, so that `a**/b` has the star of `**/b`.
      const start = isName ? "" : pattern.slice(0, special);
      const compile = isName ? compileName : compilePath;
      const glob = compile(pattern.slice(start.length), this.ignoreCase);
      if (glob) this.wild.push({ number, isDirectoryOnly, isName, start: this.folded(start), glob });
    }
  }

  /** Whether the path is ignored; undefined where no rule says anything of it. */
  verdict(path: string, isDirectory: boolean, budget: Budget): boolean | undefined {
    const folded = this.folded(toBytes(path));
    const name = folded.slice(folded.lastIndexOf("/") + 1);
    let last = -1;
    const look = (found: Last | undefined) => {
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

function noteLast(rules: Map<string, Last>, key: string, number: number, isDirectoryOnly: boolean): void {
  let last = rules.get(key);
  if (!last) {
    last = { any: -1, directory: -1 };
    rules.set(key, last);
  }
  if (isDirectoryOnly) last.directory = number;
  else last.any = number;
}

/** Spaces at the end mean nothing unless the last of them is escaped. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " ") end--;
  if (end === line.length) return line;
  let escapes = 0;
  while (escapes < end && line[end - 1 - escapes] === "\\") escapes++;
  return line.slice(0, escapes % 2 === 1 ? end + 1 : end);
}
