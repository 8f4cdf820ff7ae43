/**
 * Patterns of ignore files with the semantics of git's `wildmatch`. Matching backtracks to the last star
 * only, so it takes at most pattern length × path length steps; equivalent regular expressions take
 * exponential time (`*a` thirty times). Git compares bytes, so patterns and paths are byte strings: one
 * character per byte (`toBytes`).
 */

/** A byte string: one character for each UTF-8 byte of the text. */
export const toBytes = (text: string): string =>
  /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");

/** One element of a pattern: a literal byte, `?` ("any"), `*` ("star") or a character class. */
type Token = number | "any" | "star" | ((byte: number) => boolean);

/** The pattern of one path segment; `anyDepth` is `**` between slashes. */
type Segment = readonly Token[] | "anyDepth";

/** A shared limit of matching steps; `left` counts down. */
export interface Budget {
  left: number;
}

/** A pattern with stars, question marks, classes or escapes. */
export interface Glob {
  /** @param text a whole name (`compileName`), or the part of a path after the pattern's literal prefix. */
  matches(text: string, budget: Budget): boolean;
}

/**
 * Compiles a pattern for names without slashes. Undefined when it can match nothing, such as one with an open
 * `[`.
 */
export function compileName(pattern: string, ignoreCase: boolean): Glob | undefined {
  const tokens = tokenise(pattern, ignoreCase);
  if (!tokens) return undefined;
  const joined = joinStars(tokens);
  const least = leastLength(joined);
  return {
    matches: (text, budget) => text.length >= least && matchSegment(joined, text, 0, text.length, budget),
  };
}

/** Compiles a pattern for paths with slashes. Undefined when it can match nothing. */
export function compilePath(pattern: string, ignoreCase: boolean): Glob | undefined {
  const tokens = tokenise(pattern, ignoreCase);
  if (!tokens) return undefined;
  const segments: Segment[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at++) {
    if (at < tokens.length && tokens[at] !== SLASH) continue;
    const part = tokens.slice(from, at);
    const isAnyDepth = part.length >= 2 && part.every((token) => token === "star");
    if (!isAnyDepth) segments.push(joinStars(part));
    else if (segments.at(-1) !== "anyDepth") segments.push("anyDepth");
    from = at + 1;
  }
  const least = segments.reduce((sum, one) => sum + (one === "anyDepth" ? 0 : leastLength(one)), 0);
  return { matches: (text, budget) => text.length >= least && matchPath(segments, text, budget) };
}

const SLASH = 47;

/**
 * Matches segment by segment, with the algorithm of `matchSegment`: `anyDepth` plays the part of the star.
 */
function matchPath(pattern: readonly Segment[], text: string, budget: Budget): boolean {
  const starts = [0];
  for (let slash = text.indexOf("/"); slash !== -1; slash = text.indexOf("/", slash + 1))
    starts.push(slash + 1);
  const count = starts.length;
  const endOf = (segment: number) => (segment + 1 < count ? starts[segment + 1]! - 1 : text.length);
  let at = 0;
  let segment = 0;
  let retryAt = -1;
  let retrySegment = -1;
  while (segment < count) {
    if (budget.left-- <= 0) return false;
    const wanted = pattern[at];
    if (wanted === "anyDepth") {
      // At the end of the pattern it matches everything that follows.
      if (at === pattern.length - 1) return true;
      retryAt = ++at;
      retrySegment = segment;
    } else if (wanted && matchSegment(wanted, text, starts[segment]!, endOf(segment), budget)) {
      at++;
      segment++;
    } else if (retryAt !== -1) {
      at = retryAt;
      segment = ++retrySegment;
    } else return false;
  }
  // `a/**` does not match `a` itself.
  return at === pattern.length;
}

/**
 * Matches tokens against text[from, to). Backtracking to the last star is enough: an earlier one cannot do
 * better.
 */
function matchSegment(
  pattern: readonly Token[],
  text: string,
  from: number,
  to: number,
  budget: Budget,
): boolean {
  let at = 0;
  let character = from;
  let retryAt = -1;
  let retryCharacter = -1;
  let steps = 0;
  let isMatch = true;
  while (character < to) {
    steps++;
    const token = pattern[at];
    if (token === "star") {
      retryAt = ++at;
      retryCharacter = character;
      if (at === pattern.length) {
        budget.left -= steps;
        return true;
      }
    } else if (token !== undefined && matchesToken(token, text.charCodeAt(character))) {
      at++;
      character++;
    } else if (retryAt !== -1) {
      at = retryAt;
      character = ++retryCharacter;
    } else {
      isMatch = false;
      break;
    }
  }
  budget.left -= steps;
  while (pattern[at] === "star") at++;
  return isMatch && at === pattern.length;
}

const matchesToken = (token: Exclude<Token, "star">, byte: number): boolean =>
  typeof token === "number" ? token === byte : token === "any" ? byte !== SLASH : token(byte);

const leastLength = (tokens: readonly Token[]): number => tokens.filter((token) => token !== "star").length;

const joinStars = (tokens: readonly Token[]): Token[] =>
  tokens.filter((token, index) => token !== "star" || tokens[index - 1] !== "star");

function tokenise(pattern: string, ignoreCase: boolean): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === "*") tokens.push("star");
    else if (character === "?") tokens.push("any");
    else if (character === "[") {
      const set = readClass(pattern, at, ignoreCase);
      if (!set) return undefined;
      tokens.push(set.test);
      at = set.end;
    } else {
      const literal = character === "\\" ? pattern[++at] : character;
      // A pattern that ends in a backslash matches nothing.
      if (literal === undefined) return undefined;
      tokens.push(fold(literal.charCodeAt(0), ignoreCase));
    }
  }
  return tokens;
}

const isUpper = (byte: number) => byte >= 65 && byte <= 90;
const isLower = (byte: number) => byte >= 97 && byte <= 122;
const isDigit = (byte: number) => byte >= 48 && byte <= 57;
const isAlpha = (byte: number) => isUpper(byte) || isLower(byte);
const isGraph = (byte: number) => byte > 32 && byte < 127;
const NAMED: Readonly<Record<string, (byte: number) => boolean>> = {
  alnum: (byte) => isAlpha(byte) || isDigit(byte),
  alpha: isAlpha,
  blank: (byte) => byte === 32 || byte === 9,
  cntrl: (byte) => byte < 32 || byte === 127,
  digit: isDigit,
  graph: isGraph,
  lower: isLower,
  print: (byte) => byte >= 32 && byte < 127,
  punct: (byte) => isGraph(byte) && !isAlpha(byte) && !isDigit(byte),
  space: (byte) => byte === 32 || (byte >= 9 && byte <= 13),
  upper: isUpper,
  xdigit: (byte) => isDigit(byte) || (byte >= 97 && byte <= 102) || (byte >= 65 && byte <= 70),
};

/** Folds case like git: ASCII letters to lower case. */
export const fold = (byte: number, ignoreCase: boolean): number =>
  ignoreCase && isUpper(byte) ? byte + 32 : byte;

/**
 * Reads the character class that begins at a bracket; undefined when it is not closed or names an unknown
 * class.
 */
function readClass(
  pattern: string,
  open: number,
  ignoreCase: boolean,
): { readonly test: (byte: number) => boolean; readonly end: number } | undefined {
  const table = new Uint8Array(256);
  const add = (from: number, to: number) => {
    for (let byte = from; byte <= to; byte++) table[byte] = 1;
  };
  let at = open + 1;
  const isNegated = pattern[at] === "!" || pattern[at] === "^";
  if (isNegated) at++;
  let previous = 0;
  // A `]` in first place is a member of the class.
  for (let isFirst = true; isFirst || pattern[at] !== "]"; isFirst = false, at++) {
    if (at >= pattern.length) return undefined;
    const character = pattern[at]!;
    let byte = pattern.charCodeAt(at);
    if (character === "\\") {
      if (++at >= pattern.length) return undefined;
      byte = pattern.charCodeAt(at);
      add(byte, byte);
    } else if (
      character === "-" &&
      previous !== 0 &&
      pattern[at + 1] !== undefined &&
      pattern[at + 1] !== "]"
    ) {
      if (pattern[++at] === "\\") at++;
      if (at >= pattern.length) return undefined;
      const last = pattern.charCodeAt(at);
      add(previous, last);
      if (ignoreCase)
        for (let lower = 97; lower <= 122; lower++)
          if (lower - 32 >= previous && lower - 32 <= last) table[lower] = 1;
      byte = 0;
    } else if (character === "[" && pattern[at + 1] === ":") {
      const close = pattern.indexOf("]", at + 2);
      if (close === -1) return undefined;
      if (close - 1 < at + 2 || pattern[close - 1] !== ":") add(byte, byte);
      else {
        const name = pattern.slice(at + 2, close - 1);
        const has = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
        if (!has) return undefined;
        for (let one = 0; one < 256; one++)
          if (has(one) || (ignoreCase && name === "upper" && isLower(one))) table[one] = 1;
        at = close;
        byte = 0;
      }
    } else {
      byte = fold(byte, ignoreCase);
      add(byte, byte);
    }
    previous = byte;
  }
  return { end: at, test: (byte) => byte !== SLASH && (table[byte] === 1) !== isNegated };
}
