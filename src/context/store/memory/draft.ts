import type {
  AdoptedFile,
  Changes,
  FactName,
  FileVectors,
  MovedContent,
  NewFile,
  SkippedRow,
} from "../contract.js";
import { RETAINED_PER_PATH } from "../limits.js";
import type { Segment } from "../segment.js";
import { storable } from "../utf8.js";
import { type Checkout, type Content, emptyCheckout, type Listed, type State } from "./state.js";

/**
 * A new state in construction. Values that are shared with the old state are replaced, never changed in
 * place.
 */
export class Draft implements State {
  encoding: string | undefined;
  lastGeneration: number;
  lastSegment: number;
  lastContent: number;
  readonly segments: Map<number, Segment>;
  readonly contents: Map<number, Content>;
  readonly contentsOf: Map<string, readonly number[]>;
  readonly vectors: Map<string, ReadonlyMap<number, FileVectors>>;
  readonly checkouts: Map<string, Checkout>;

  constructor(
    state: State,
    /** Makes the error for data that is missing although the index refers to it. */
    private readonly damaged: (what: string) => Error,
  ) {
    this.encoding = state.encoding;
    this.lastGeneration = state.lastGeneration;
    this.lastSegment = state.lastSegment;
    this.lastContent = state.lastContent;
    this.segments = new Map(state.segments);
    this.contents = new Map(state.contents);
    this.contentsOf = new Map(state.contentsOf);
    this.vectors = new Map(state.vectors);
    this.checkouts = new Map(state.checkouts);
  }

  /** As `Store.write`. */
  change(
    checkout: string,
    { added, adopted = [], skipped = [], removed = [], excluded = [] }: Changes,
  ): void {
    const skippedRows = skipped.map((row) => ({
      ...row,
      path: storable(row.path),
      stamp: storable(row.stamp),
    }));
    const unwanted = [...skippedRows.map(({ path }) => path), ...excluded.map(storable)];
    if (added) this.add(added.segment, added.files);
    const come = [...(added?.files ?? []), ...adopted].map((file) => this.listedFrom(file));
    const touched = [...come.map(([path]) => path), ...removed.map(storable), ...unwanted];

    const before = this.of(checkout);
    const gone = touched.flatMap((path) => before.listed.get(path)?.content ?? []);
    this.put(checkout, {
      listed: edited(before.listed, touched, come),
      skipped: edited(
        before.skipped,
        touched,
        skippedRows.map((row): [string, SkippedRow] => [row.path, row]),
      ),
    });
    for (const [, { content }] of come) this.relist(content);
    this.release(gone);
    this.drop(unwanted.flatMap((path) => this.retainedOf(path)));
    this.dropExcessRetained(touched);
    this.dropEmptySegments();
    this.renew([checkout]);
  }

  private add(segment: Segment, files: readonly NewFile[]): void {
    const id = this.addSegment(segment);
    for (const { outline, stamp: _, ...row } of files) {
      const file = { ...row, path: storable(row.path), hash: storable(row.hash) };
      if (this.contentWith(file.path, file.hash)) continue;
      const content = ++this.lastContent;
      this.contents.set(content, { ...file, outline: storable(outline), id: content, segment: id });
      this.contentsOf.set(file.path, [...(this.contentsOf.get(file.path) ?? []), content]);
    }
  }

  private listedFrom(file: AdoptedFile): [path: string, Listed] {
    const path = storable(file.path);
    const content = this.contentWith(path, storable(file.hash));
    if (!content) throw this.damaged(`the content of ${path} is missing`);
    return [path, { content: content.id, stamp: storable(file.stamp) }];
  }

  private contentWith(path: string, hash: string): Content | undefined {
    const ids = this.contentsOf.get(path) ?? [];
    return ids.map((id) => this.contents.get(id)!).find((content) => content.hash === hash);
  }

  private relist(id: number): void {
    const { released, ...content } = this.contents.get(id)!;
    if (released !== undefined) this.contents.set(id, content);
  }

  /** Marks those of these contents as unlisted that no checkout lists any more. */
  private release(ids: readonly number[]): void {
    if (ids.length === 0) return;
    const listed = new Set<number>();
    for (const checkout of this.checkouts.values())
      for (const { content } of checkout.listed.values()) listed.add(content);
    for (const id of ids)
      if (!listed.has(id))
        this.contents.set(id, { ...this.contents.get(id)!, released: this.lastGeneration });
  }

  /** Ids of the unlisted contents of a path. */
  private retainedOf(path: string): number[] {
    return (this.contentsOf.get(path) ?? []).filter((id) => this.contents.get(id)!.released !== undefined);
  }

  private drop(ids: readonly number[]): void {
    if (ids.length === 0) return;
    for (const id of new Set(ids)) {
      const { path } = this.contents.get(id)!;
      const rest = this.contentsOf.get(path)!.filter((other) => other !== id);
      if (rest.length > 0) this.contentsOf.set(path, rest);
      else this.contentsOf.delete(path);
      this.contents.delete(id);
    }
    for (const [model, vectors] of this.vectors) this.vectors.set(model, edited(vectors, ids));
  }

  /**
   * Deletes unlisted contents beyond the limits, per path and in all; those that were unlisted first go
   * first.
   */
  private dropExcessRetained(paths: Iterable<string>): void {
    for (const path of new Set(paths))
      this.drop(this.retainedOf(path).sort(this.lastReleasedFirst).slice(RETAINED_PER_PATH));
    const retained: number[] = [];
    let live = 0;
    for (const { id, released, documents } of this.contents.values())
      if (released === undefined) live += documents;
      else retained.push(id);
    let documents = 0;
    const kept = retained.sort(this.lastReleasedFirst).findIndex((id) => {
      documents += this.contents.get(id)!.documents;
      return documents > live;
    });
    if (kept >= 0) this.drop(retained.slice(kept));
  }

  private readonly lastReleasedFirst = (one: number, other: number): number =>
    this.contents.get(other)!.released! - this.contents.get(one)!.released! || other - one;

  private addSegment({ documents, bucketBits, buckets, words, bodyLengths }: Segment): number {
    const id = ++this.lastSegment;
    // Copies the arrays, since they may be views of larger buffers, which would stay in memory.
    this.segments.set(id, {
      documents,
      bucketBits,
      buckets: buckets.map((bytes) => bytes.slice()),
      words: words.slice(),
      bodyLengths: bodyLengths.slice(),
    });
    return id;
  }

  private dropEmptySegments(): void {
    const inUse = new Set<number>();
    for (const { segment } of this.contents.values()) inUse.add(segment);
    for (const id of [...this.segments.keys()]) if (!inUse.has(id)) this.segments.delete(id);
  }

  /** As `Store.replaceSegments`. */
  replaceSegments(old: readonly number[], merged: Segment, moved: readonly MovedContent[]): void {
    const contents = moved.flatMap(({ id, firstDocument }) => {
      const content = this.contents.get(id);
      return content ? [{ ...content, firstDocument }] : [];
    });
    const isThere = old.every((id) => this.segments.has(id));
    if (!isThere || contents.some(({ segment }) => !old.includes(segment))) return;
    const segment = this.addSegment(merged);
    for (const content of contents) this.contents.set(content.id, { ...content, segment });
    for (const id of old) this.segments.delete(id);
    for (const content of this.contents.values())
      if (!this.segments.has(content.segment))
        throw this.damaged(`content ${content.id} was left out of a merge`);
    this.renew(this.listing(new Set(contents.map(({ id }) => id))));
  }

  /** As `Store.restart`. */
  restart(checkout: string, encoding: string): void {
    for (const map of [this.segments, this.contents, this.contentsOf, this.vectors]) map.clear();
    for (const [name, { model, facts }] of this.checkouts)
      this.checkouts.set(name, {
        ...emptyCheckout,
        facts: edited(facts, ["updatedAt"]),
        ...(model === undefined ? {} : { model }),
      });
    this.encoding = encoding;
    this.renew([checkout]);
  }

  /** Deletes the data of checkouts. Contents that only they listed are retained for reuse. */
  dropCheckouts(names: readonly string[]): void {
    const gone = names.flatMap((name) => [...this.of(name).listed.values()].map(({ content }) => content));
    for (const name of names) this.checkouts.delete(name);
    this.release(gone);
    this.dropExcessRetained([]);
    this.dropEmptySegments();
  }

  /** As `Store.forget`. */
  forget(checkout: string): void {
    this.dropCheckouts([checkout]);
    this.drop(
      [...this.contents.values()].filter(({ released }) => released !== undefined).map(({ id }) => id),
    );
    this.dropEmptySegments();
  }

  /** As `Store.writeVectors`. */
  putVectors(model: string, files: readonly FileVectors[]): void {
    const there = files.filter(({ file }) => this.contents.has(file));
    const rows = there.map((row): [number, FileVectors] => [row.file, { ...row, data: row.data.slice() }]);
    this.vectors.set(model, edited(this.vectors.get(model) ?? new Map(), [], rows));
    this.renew(this.listing(new Set(there.map(({ file }) => file))));
  }

  /** As `Store.keepVectors`. */
  keepVectors(checkout: string, model: string | undefined): void {
    const { model: _, ...before } = this.of(checkout);
    this.checkouts.set(checkout, model === undefined ? before : { ...before, model });
    const wanted = new Set([...this.checkouts.values()].map((each) => each.model));
    const losing = new Set<number>();
    for (const [name, vectors] of [...this.vectors]) {
      if (wanted.has(name)) continue;
      for (const file of vectors.keys()) losing.add(file);
      this.vectors.delete(name);
    }
    this.renew(this.listing(losing));
  }

  putFact(checkout: string, name: FactName, value: string): void {
    if (name === "encoding") this.encoding = value;
    else this.put(checkout, { facts: edited(this.of(checkout).facts, [], [[name, value]]) });
  }

  private of(checkout: string): Checkout {
    return this.checkouts.get(checkout) ?? emptyCheckout;
  }

  private put(checkout: string, changed: Partial<Checkout>): void {
    this.checkouts.set(checkout, { ...this.of(checkout), ...changed });
  }

  /** Checkouts that list one of these contents. */
  private listing(contents: ReadonlySet<number>): string[] {
    return [...this.checkouts]
      .filter(([, { listed }]) => [...listed.values()].some(({ content }) => contents.has(content)))
      .map(([name]) => name);
  }

  /** Gives checkouts a new generation, because their data or its place in segments has changed. */
  private renew(checkouts: readonly string[]): void {
    this.lastGeneration++;
    for (const name of checkouts) this.put(name, { generation: this.lastGeneration });
  }
}

/** A copy of a map without some keys and with some entries. */
function edited<K, V>(
  map: ReadonlyMap<K, V>,
  without: readonly K[],
  come: readonly (readonly [K, V])[] = [],
): Map<K, V> {
  const copy = new Map(map);
  for (const key of without) copy.delete(key);
  for (const [key, value] of come) copy.set(key, value);
  return copy;
}
