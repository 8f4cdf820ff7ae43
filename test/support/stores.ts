import { join } from "node:path";
import { BODY, NAME } from "../../src/context/indexing/fields.js";
import { eachPosting, findEntry, termHash } from "../../src/context/indexing/postings.js";
import { SegmentBuilder } from "../../src/context/indexing/segment.js";
import type { NewFile, Snapshot, Store } from "../../src/context/store/contract.js";
import { storeDrivers } from "../../src/context/store/drivers.js";
import { delayedDriver } from "./delayed-driver.js";
import type { Scratch } from "./scratch.js";

/** Which checkout to open the index for, and what others there are. */
interface Checkout {
  readonly checkout?: string;
  readonly checkouts?: () => readonly string[];
}

/** Every store, and one that answers late: how to open the one index of a scratch folder. */
export const stores = [...storeDrivers, delayedDriver].map((make) => {
  const driver = make();
  return {
    name: driver.name,
    driver,
    open: (scratch: Scratch, checkout: Checkout = {}): Store =>
      driver.open({ location: locationIn(scratch), checkout: "", ...checkout }, { create: true }),
  };
});

export const locationIn = (scratch: Scratch): string => join(scratch.root, "index");

const role = { test: false, vendored: false, generated: false, documentation: false, example: false };

/** A segment of one-chunk files that hold the given words, and the rows of those files. */
export function added(words: Readonly<Record<string, string>>) {
  const builder = new SegmentBuilder();
  const files = Object.entries(words).map(([path, text], index): NewFile => {
    builder.addText(text, BODY);
    builder.addText(path, NAME);
    builder.endDocument();
    return {
      path,
      stamp: `stamp of ${text}`,
      hash: hashOf(text),
      bytes: text.length,
      lines: 1,
      tokens: 3,
      symbols: 1,
      edges: 2,
      language: "text",
      role: { ...role, test: path.includes("test") },
      firstDocument: index,
      documents: 1,
      outline: `outline of ${path}: ${text}`,
    };
  });
  return { segment: builder.take(), files };
}

export const hashOf = (word: string): string => `hash of ${word}`;

/** That file with that word, as its checkout may find it. */
export const file = (path: string, word: string) => ({ path, stamp: `again ${word}`, hash: hashOf(word) });

export const pathsOf = (snapshot: Snapshot): string[] => snapshot.files.map(({ path }) => path);

/** Documents of a term over all segments, as file paths. */
export async function having(store: Store, term: string): Promise<string[]> {
  const { segments, files } = await store.snapshot();
  const keys = segments.map(({ id, bucketBits }) => ({
    segment: id,
    bucket: termHash(term) & ((1 << bucketBits) - 1),
  }));
  const buckets = await store.buckets(keys);
  const found = segments.flatMap(({ id }, index) => {
    const documents: string[] = [];
    const entry = buckets[index] && findEntry(buckets[index], term);
    if (entry)
      eachPosting(entry.postings, (document) => {
        const file = files.find((each) => each.segment === id && each.firstDocument === document);
        if (file) documents.push(file.path);
      });
    return documents;
  });
  return found.toSorted();
}
