import { setImmediate as nextTurn } from "node:timers/promises";
import type {
  BucketKey,
  Changes,
  FactName,
  FileVectors,
  MovedContent,
  Store,
  StoreDriver,
} from "../../src/context/store/contract.js";
import { memoryDriver } from "../../src/context/store/memory/driver.js";
import type { Segment } from "../../src/context/store/segment.js";
import type { Encoding } from "../../src/shared/tokens/vocabulary.js";

/**
 * A store that behaves as one across a network may: each answer takes a turn of the event loop, `open` connects and fails
 * only at the first read, `exists` is missing, and a store notices that its index was replaced only when it reads. The
 * contract suite runs over it, so that the suite asks nothing of a driver that only a local one can do.
 */
export function delayedDriver(): StoreDriver {
  const { exists: _, ...inner } = memoryDriver();
  return {
    ...inner,
    name: "delayed memory",
    open: (place, options) => new DelayedStore(() => inner.open(place, options)),
    describe: (location) => nextTurn().then(() => inner.describe(location)),
    drop: (location) => nextTurn().then(() => inner.drop(location)),
    lock: async (location, waitMilliseconds) => {
      await nextTurn();
      const lock = await inner.lock(location, waitMilliseconds);
      return { release: () => nextTurn().then(() => lock.release()) };
    },
  };
}

class DelayedStore implements Store {
  private connected: Store | undefined;
  private wasReplaced = false;

  constructor(private readonly connect: () => Store) {}

  private async ask<T>(question: (store: Store) => Promise<T>): Promise<T> {
    await nextTurn();
    this.connected ??= this.connect();
    const answer = await question(this.connected);
    this.wasReplaced = this.connected.replaced();
    return answer;
  }

  get readOnly(): boolean {
    return this.connected?.readOnly ?? false;
  }

  get damaged(): boolean {
    return this.connected?.damaged ?? false;
  }

  replaced(): boolean {
    return this.wasReplaced;
  }

  async close(): Promise<void> {
    await nextTurn();
    await this.connected?.close();
  }

  snapshot = () => this.ask((store) => store.snapshot());
  buckets = (keys: readonly BucketKey[]) => this.ask((store) => store.buckets(keys));
  outlines = (fileIds: readonly number[]) => this.ask((store) => store.outlines(fileIds));
  knownHashes = (paths: readonly string[]) => this.ask((store) => store.knownHashes(paths));
  write = (changes: Changes) => this.ask((store) => store.write(changes));
  restart = (encoding: Encoding) => this.ask((store) => store.restart(encoding));
  prune = () => this.ask((store) => store.prune());
  forget = () => this.ask((store) => store.forget());
  segments = () => this.ask((store) => store.segments());
  readSegments = (ids: readonly number[]) => this.ask((store) => store.readSegments(ids));
  replaceSegments = (old: readonly number[], merged: Segment, moved: readonly MovedContent[]) =>
    this.ask((store) => store.replaceSegments(old, merged, moved));
  vectorFiles = (model: string) => this.ask((store) => store.vectorFiles(model));
  vectors = (model: string) => this.ask((store) => store.vectors(model));
  writeVectors = (model: string, files: readonly FileVectors[]) =>
    this.ask((store) => store.writeVectors(model, files));
  keepVectors = (model?: string) => this.ask((store) => store.keepVectors(model));
  readFact = (name: FactName) => this.ask((store) => store.readFact(name));
  writeFact = (name: FactName, value: string) => this.ask((store) => store.writeFact(name, value));
  check = () => this.ask((store) => store.check());
  describe = () => this.ask((store) => store.describe());
  replaceDamaged = () => this.ask((store) => store.replaceDamaged());
}
