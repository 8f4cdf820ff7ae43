import type { Encoding } from "../../../shared/tokens/vocabulary.js";
import type {
  BucketKey,
  Changes,
  FactName,
  FileRow,
  FileVectors,
  MovedContent,
  SegmentContents,
  SegmentRow,
  SegmentSize,
  Snapshot,
  Store,
  StoreDescription,
} from "../contract.js";
import { corruptIndex } from "../errors.js";
import { type Segment, wordsBucket } from "../segment.js";
import { storable } from "../utf8.js";
import { problemsOf } from "./check.js";
import { Draft } from "./draft.js";
import { type Checkout, emptyCheckout, type MemoryIndex, type State } from "./state.js";

/** The place of one index. A store reads it here and can replace it. */
export interface MemorySlot {
  /** As `StoreDescription.path`. */
  readonly path: string;
  index: MemoryIndex | undefined;
}

/** There is only one format, since an index in memory is never read by another version. */
const FORMAT = 1;

/** An index in the memory of this process. Each method completes within one turn of the event loop. */
export class MemoryStore implements Store {
  readonly readOnly = false;
  readonly damaged = false;
  private index: MemoryIndex;
  private last: Snapshot | undefined;

  constructor(
    private readonly slot: MemorySlot,
    private readonly options: {
      readonly create: boolean;
      readonly checkout: string;
      readonly checkouts?: () => readonly string[];
    },
    private readonly newIndex: () => MemoryIndex,
  ) {
    this.index = this.open();
  }

  private open(): MemoryIndex {
    this.last = undefined;
    this.slot.index ??= this.newIndex();
    return this.slot.index;
  }

  replaced(): boolean {
    return this.slot.index !== this.index;
  }

  async replaceDamaged(): Promise<void> {
    this.slot.index = undefined;
    this.index = this.open();
  }

  private get state(): State {
    return this.index.state;
  }

  private get own(): Checkout {
    return this.state.checkouts.get(this.options.checkout) ?? emptyCheckout;
  }

  /** Applies `work` completely, or not at all when it throws. */
  private change(work: (draft: Draft) => void): void {
    const draft = new Draft(this.state, (what) => corruptIndex(this.slot.path, new Error(what)));
    work(draft);
    this.index.state = draft;
  }

  async snapshot(): Promise<Snapshot> {
    if (this.options.create && this.replaced()) this.index = this.open();
    const { generation = 0, listed, skipped } = this.own;
    if (this.last?.generation === generation) return this.last;
    const files = [...listed.values()].map(({ content, stamp }): FileRow => {
      const { outline: _, released: __, ...row } = this.state.contents.get(content)!;
      return { ...row, stamp };
    });
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    this.last = {
      generation,
      files,
      segments: this.segmentRows([...new Set(files.map(({ segment }) => segment))]),
      skipped: [...skipped.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
    return this.last;
  }

  private segmentRows(ids: readonly number[]): SegmentRow[] {
    const known = new Map(this.last?.segments.map((row) => [row.id, row]));
    return ids
      .toSorted((a, b) => a - b)
      .map((id) => {
        const { documents, bucketBits, bodyLengths } = this.segment(id);
        return known.get(id) ?? { id, documents, bucketBits, bodyLengths };
      });
  }

  private segment(id: number): Segment {
    const segment = this.state.segments.get(id);
    if (!segment) throw corruptIndex(this.slot.path, new Error(`segment ${id} is missing`));
    return segment;
  }

  async buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]> {
    return keys.map(({ segment, bucket }) => {
      const stored = this.state.segments.get(segment);
      const bytes = stored && bucket === wordsBucket(stored) ? stored.words : stored?.buckets[bucket];
      return bytes && bytes.length > 0 ? bytes : undefined;
    });
  }

  async outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]> {
    return fileIds.map((id) => this.state.contents.get(id)?.outline);
  }

  async knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = new Map<string, readonly string[]>();
    for (const path of paths) {
      const ids = this.state.contentsOf.get(storable(path));
      if (ids)
        known.set(
          path,
          ids.map((id) => this.state.contents.get(id)!.hash),
        );
    }
    return known;
  }

  async write(changes: Changes): Promise<void> {
    this.change((draft) => draft.change(this.options.checkout, changes));
  }

  async restart(encoding: Encoding): Promise<void> {
    this.change((draft) => draft.restart(this.options.checkout, encoding));
  }

  async prune(): Promise<void> {
    const { checkout, checkouts } = this.options;
    if (!checkouts) return;
    const there = new Set(["", checkout, ...checkouts()]);
    const gone = [...this.state.checkouts.keys()].filter((name) => !there.has(name));
    if (gone.length > 0) this.change((draft) => draft.dropCheckouts(gone));
  }

  async forget(): Promise<void> {
    this.change((draft) => draft.forget(this.options.checkout));
  }

  async segments(): Promise<readonly SegmentSize[]> {
    return [...this.state.segments].map(([id, { documents }]) => ({ id, documents }));
  }

  async readSegments(ids: readonly number[]): Promise<SegmentContents> {
    const wanted = new Set(ids);
    const contents = [...this.state.contents.values()]
      .filter(({ segment }) => wanted.has(segment))
      .map(({ id, segment, firstDocument, documents }) => ({ id, segment, firstDocument, documents }));
    return { segments: this.segmentRows(ids), contents };
  }

  async replaceSegments(
    old: readonly number[],
    merged: Segment,
    moved: readonly MovedContent[],
  ): Promise<void> {
    this.change((draft) => draft.replaceSegments(old, merged, moved));
  }

  async vectorFiles(model: string): Promise<readonly number[]> {
    return [...(this.state.vectors.get(model)?.keys() ?? [])];
  }

  async vectors(model: string): Promise<readonly FileVectors[]> {
    const listed = new Set([...this.own.listed.values()].map(({ content }) => content));
    return [...(this.state.vectors.get(model)?.values() ?? [])]
      .filter(({ file }) => listed.has(file))
      .sort((a, b) => a.file - b.file);
  }

  async writeVectors(model: string, files: readonly FileVectors[]): Promise<void> {
    this.change((draft) => draft.putVectors(model, files));
  }

  async keepVectors(model?: string): Promise<void> {
    this.change((draft) => draft.keepVectors(this.options.checkout, model));
  }

  async readFact(name: FactName): Promise<string | undefined> {
    return name === "encoding" ? this.state.encoding : this.own.facts.get(name);
  }

  async writeFact(name: FactName, value: string): Promise<void> {
    this.change((draft) => draft.putFact(this.options.checkout, name, value));
  }

  async check(): Promise<readonly string[]> {
    return problemsOf(this.state);
  }

  async describe(): Promise<StoreDescription> {
    return describeState(this.slot.path, this.state);
  }

  async close(): Promise<void> {}
}

/** Counts only the bytes of postings, outlines and vectors, which are most of an index. */
export function describeState(path: string, state: State | undefined): StoreDescription {
  let bytes = 0;
  for (const { buckets, words, bodyLengths } of state?.segments.values() ?? [])
    bytes +=
      words.byteLength +
      bodyLengths.byteLength +
      buckets.reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const { outline } of state?.contents.values() ?? []) bytes += Buffer.byteLength(outline);
  for (const vectors of state?.vectors.values() ?? [])
    for (const { data } of vectors.values()) bytes += data.byteLength;
  return { path, bytes, format: FORMAT };
}
