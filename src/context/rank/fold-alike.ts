import { isCode } from "../languages/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import { areAlike, ComparedText, haveSameKeys, mayBeAlike } from "../text/likeness.js";
import { type Slot, slotBetween, withoutWords } from "../text/sibling-paths.js";
import type { AskedWords, Relation } from "./asked-words.js";

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

/**
 * Folds results that are variants of one: the same in other languages, versions, charts or platforms. Two are alike
 * when their paths differ by one substitution and their texts by little more, or when they are data with the same
 * keys. One that the task asks for more than for the other stays: by a word of its path, or by a word of its text
 * that the other lacks. A file is read only when a better result has a similar path.
 */
export class AlikeFolder {
  private readonly texts = new Map<string, ComparedText>();

  constructor(private readonly sources: AlikeSources) {}

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
    const groups: { shown: T; readonly all: T[] }[] = [];
    for (const result of results) {
      const group = await this.groupOf(result, groups, pieceOf);
      if (!group && groups.length === limit) break;
      if (group) group.all.push(result);
      else groups.push({ shown: result, all: [result] });
    }
    return groups.map(({ shown, all }) => ({
      shown,
      best: all[0]!,
      others: all.filter((each) => each !== shown),
    }));
  }

  /** The first group that a result is folded into, whose shown result it may become. */
  private async groupOf<T, G extends { shown: T; readonly all: readonly T[] }>(
    result: T,
    groups: readonly G[],
    pieceOf: (result: T) => Piece,
  ): Promise<G | undefined> {
    const piece = pieceOf(result);
    for (const group of groups) {
      const relation = await this.relate(piece, pieceOf(group.shown), pieceOf(group.all.at(-1)!));
      if (relation === "apart") continue;
      if (relation === "better") group.shown = result;
      return group;
    }
    return undefined;
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
    if (!this.isCode(piece) && this.rowOf(piece).hash === this.rowOf(shown).hash) return relation;
    const members = this.isCode(piece) || before === shown ? [shown] : [shown, before];
    for (const member of members) {
      const textOf = await this.alikeTexts(piece, member);
      if (!textOf) continue;
      const own = await textOf(piece);
      const other = await textOf(shown);
      // Words of another language are the same by chance.
      const isTranslation = slot.translated && haveSameKeys(own, other, slot);
      return isTranslation || !this.sources.asked.tellApart(own.words, other.words) ? relation : "apart";
    }
    return "apart";
  }

  private slotOf(piece: Piece, other: Piece): Slot | undefined {
    const { files } = this.sources.corpus;
    const slot = slotBetween(files[piece.file]!.path, files[other.file]!.path);
    if (!slot || !this.isCode(piece)) return slot;
    // Two definitions of code are different when their names are, however alike their texts.
    const isNamedAlike = withoutWords(piece.name, slot.first) === withoutWords(other.name, slot.second);
    return isNamedAlike ? slot : undefined;
  }

  /** The texts by which two pieces are alike: those of their files or their own; undefined when they are not alike. */
  private async alikeTexts(
    piece: Piece,
    other: Piece,
  ): Promise<((of: Piece) => Promise<ComparedText>) | undefined> {
    const slot = this.slotOf(piece, other);
    if (!slot) return undefined;
    const ofCode = this.isCode(piece);
    const kinds: { textOf: (of: Piece) => Promise<ComparedText>; sizes: readonly [number, number] }[] = [];
    // A part of a page or of data stands for all of it. Of code, what is around definitions says little.
    if (!ofCode || piece.name === "")
      kinds.push({
        textOf: ({ file }) => this.text(file),
        sizes: [this.rowOf(piece).tokens, this.rowOf(other).tokens],
      });
    if (piece.lines && other.lines && (!ofCode || piece.name !== ""))
      kinds.push({
        textOf: ({ file, lines }) => this.text(file, lines),
        sizes: [lengthOf(piece.lines), lengthOf(other.lines)],
      });
    for (const { textOf, sizes } of kinds)
      if (mayBeAlike(...sizes, ofCode, slot) && areAlike(await textOf(piece), await textOf(other), slot))
        return textOf;
    return undefined;
  }

  private rowOf({ file }: Piece) {
    return this.sources.corpus.files[file]!;
  }

  private isCode({ file }: Piece): boolean {
    return isCode(this.sources.corpus.files[file]!.path);
  }

  private async text(file: number, range?: Piece["lines"]): Promise<ComparedText> {
    const key = range ? `${file}:${range.startLine}-${range.endLine}` : `${file}`;
    const known = this.texts.get(key);
    if (known) return known;
    const all = await this.sources.linesOf(file);
    const lines = range ? all.slice(range.startLine - 1, range.endLine) : all;
    const text = new ComparedText(lines, isCode(this.sources.corpus.files[file]!.path));
    this.texts.set(key, text);
    return text;
  }
}

const lengthOf = ({ startLine, endLine }: NonNullable<Piece["lines"]>): number => endLine - startLine + 1;
