import type { Corpus } from "../retrieve/corpus.js";
import { ComparedText, mayBeAlike } from "../text/likeness.js";
import { mayHaveSlot, type Slot, slotBetween, withoutWords } from "../text/sibling-paths.js";
import type { AskedWords, Relation } from "./asked-words.js";
import { KnownLikeness, type UnreadText } from "./known-likeness.js";
import { type ComparedPath, comparedPath } from "./path-parts.js";

/** Reads the lines of a file by its number; empty when the file no longer exists. */
export type LinesOf = (file: number) => Promise<readonly string[]>;

/** A result: a file or a part of it. */
export interface Piece {
  readonly file: number;
  /** Its lines; absent for a whole file. 1-based and inclusive. */
  readonly lines?: { readonly startLine: number; readonly endLine: number };
  /** Qualified name; "" without one. */
  readonly name: string;
}

/** A result with others that are like it. */
export interface Alike<T> {
  readonly shown: T;
  /** The best of all, in whose place `shown` is. */
  readonly best: T;
  /** Best first. */
  readonly others: readonly T[];
}

export interface AlikeSources {
  readonly corpus: Corpus;
  readonly asked: AskedWords;
  readonly linesOf: LinesOf;
}

/** Texts that are compared in vain for one task. In most searches it is none, in a list of sixty files at most thirty. */
const MOST_UNLIKE = 100;

type TextOf = (of: Piece) => UnreadText;

interface Group<T> {
  shown: T;
  readonly all: T[];
  /** Of the shown result. */
  piece: Piece;
  /** Of the last result. */
  last: Piece;
}

/**
 * Folds results that are variants of one: the same in other languages, versions, charts or platforms. Two are alike
 * when their paths differ by one substitution and their texts by little more, or when they are data with the same
 * keys. One that the task asks for more than for the other stays: by a word of its path, or by a word of its text
 * that the other lacks. A file is read only when a better result has a similar path.
 */
export class AlikeFolder {
  private readonly texts = new Map<string, ComparedText>();
  private readonly paths = new Map<number, ComparedPath>();

  private readonly likeness: KnownLikeness;
  private unlike = 0;

  constructor(private readonly sources: AlikeSources) {
    this.likeness = KnownLikeness.of(sources.corpus);
  }

  /**
   * Groups results until there are more than `limit` groups.
   * @param results best first.
   * @returns at most `limit` groups, in the order of their best results.
   */
  async fold<T>(
    results: readonly T[],
    pieceOf: (result: T) => Piece,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<Alike<T>[]> {
    const groups: Group<T>[] = [];
    for (const result of results) {
      const piece = pieceOf(result);
      const group = await this.groupOf(piece, result, groups);
      if (!group && groups.length === limit) break;
      if (group) {
        group.all.push(result);
        group.last = piece;
      } else groups.push({ shown: result, all: [result], piece, last: piece });
    }
    return groups.map(({ shown, all }) => ({
      shown,
      best: all[0]!,
      others: all.filter((each) => each !== shown),
    }));
  }

  /** The first group that a result is folded into, whose shown result it may become. */
  private async groupOf<T>(piece: Piece, result: T, groups: Group<T>[]): Promise<Group<T> | undefined> {
    for (const group of groups) {
      // Most pairs of results end here, so this must cost little.
      if (!this.mayBeVariants(piece, group.piece, group.last)) continue;
      const relation = await this.relate(piece, group.piece, group.last);
      if (relation === "apart") continue;
      if (relation === "better") {
        group.shown = result;
        group.piece = piece;
      }
      return group;
    }
    return undefined;
  }

  /** Whether paths and sizes allow that a piece is a variant of the shown one of a group or of the one before it. */
  private mayBeVariants(piece: Piece, shown: Piece, before: Piece): boolean {
    const { parts, isCode } = this.path(piece);
    const other = this.path(shown);
    if (!mayHaveSlot(parts, other.parts)) return false;
    if (isCode) return parts.name === other.parts.name || this.mayBeTranslated(piece, shown);
    return this.haveSimilarSizes(piece, shown) || (before !== shown && this.haveSimilarSizes(piece, before));
  }

  private mayBeTranslated(piece: Piece, other: Piece): boolean {
    return (this.path(piece).parts.language ?? this.path(other).parts.language) !== undefined;
  }

  private haveSimilarSizes(piece: Piece, other: Piece): boolean {
    const translated = this.mayBeTranslated(piece, other);
    const sameName = this.path(piece).parts.name === this.path(other).parts.name;
    const { isCode } = this.path(piece);
    return this.kindsOf(piece, other).some(({ sizes }) =>
      mayBeAlike(...sizes, isCode, { translated, sameName }),
    );
  }

  /**
   * How a piece relates to the shown one of a group. Other than code, it may also be like the one before it: of
   * twenty versions of a page, the first is little like the last.
   */
  private async relate(piece: Piece, shown: Piece, before: Piece): Promise<Relation> {
    const slot = this.slotOf(piece, shown);
    if (!slot) return "apart";
    const relation = this.sources.asked.relate(slot);
    if (relation === "apart") return "apart";
    const { isCode } = this.path(piece);
    if (!isCode && this.rowOf(piece).hash === this.rowOf(shown).hash) return relation;
    const members = isCode || before === shown ? [shown] : [shown, before];
    for (const member of members) {
      const textOf = await this.alikeTexts(
        piece,
        member,
        member === shown ? slot : this.slotOf(piece, member),
      );
      if (!textOf) continue;
      const { sameKeys, furtherWords } = await this.likeness.difference(textOf(piece), textOf(shown), slot);
      // Words of another language are the same by chance.
      const isTranslation = slot.translated && sameKeys;
      return isTranslation || !this.sources.asked.searchesForOne(furtherWords) ? relation : "apart";
    }
    return "apart";
  }

  private slotOf(piece: Piece, other: Piece): Slot | undefined {
    const { parts, isCode } = this.path(piece);
    const slot = slotBetween(parts, this.path(other).parts);
    if (!slot || !isCode) return slot;
    // Two definitions of code are different when their names are, however alike their texts.
    const isNamedAlike = withoutWords(piece.name, slot.first) === withoutWords(other.name, slot.second);
    return isNamedAlike ? slot : undefined;
  }

  /** The texts by which two pieces are alike: those of their files or their own; undefined when they are not alike. */
  private async alikeTexts(piece: Piece, other: Piece, slot: Slot | undefined): Promise<TextOf | undefined> {
    if (!slot) return undefined;
    const { isCode } = this.path(piece);
    for (const { textOf, sizes } of this.kindsOf(piece, other)) {
      if (this.unlike >= MOST_UNLIKE || !mayBeAlike(...sizes, isCode, slot)) continue;
      if (await this.likeness.areAlike(textOf(piece), textOf(other), slot)) return textOf;
      this.unlike++;
    }
    return undefined;
  }

  /** The texts by which two pieces may be alike, with their sizes. */
  private kindsOf(
    piece: Piece,
    other: Piece,
  ): { readonly textOf: TextOf; readonly sizes: readonly [number, number] }[] {
    const { isCode } = this.path(piece);
    const kinds: { textOf: TextOf; sizes: readonly [number, number] }[] = [];
    // A part of a page or of data stands for all of it. Of code, what is around definitions says little.
    if (!isCode || piece.name === "")
      kinds.push({ textOf: this.wholeText, sizes: [this.rowOf(piece).tokens, this.rowOf(other).tokens] });
    if (piece.lines && other.lines && (!isCode || piece.name !== ""))
      kinds.push({ textOf: this.ownText, sizes: [lengthOf(piece.lines), lengthOf(other.lines)] });
    return kinds;
  }

  private readonly wholeText: TextOf = ({ file }) => this.text(file);
  private readonly ownText: TextOf = ({ file, lines }) => this.text(file, lines);

  private rowOf({ file }: Piece) {
    return this.sources.corpus.files[file]!;
  }

  private path({ file }: Piece): ComparedPath {
    const known = this.paths.get(file) ?? comparedPath(this.sources.corpus, file);
    this.paths.set(file, known);
    return known;
  }

  private text(file: number, range?: Piece["lines"]): UnreadText {
    const key = range ? `${file}:${range.startLine}-${range.endLine}` : `${file}`;
    return { key, read: () => this.read(key, file, range) };
  }

  private async read(key: string, file: number, range: Piece["lines"]): Promise<ComparedText> {
    const known = this.texts.get(key);
    if (known) return known;
    const all = await this.sources.linesOf(file);
    const lines = range ? all.slice(range.startLine - 1, range.endLine) : all;
    const text = new ComparedText(lines, comparedPath(this.sources.corpus, file).isCode);
    this.texts.set(key, text);
    return text;
  }
}

const lengthOf = ({ startLine, endLine }: NonNullable<Piece["lines"]>): number => endLine - startLine + 1;
