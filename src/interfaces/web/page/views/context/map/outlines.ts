import { type ReadonlySignal, signal } from "@preact/signals";
import type { FileOutline } from "../../../../api/contract.js";

const AT_ONCE = 4;
const KEPT = 500;

/** The definitions of the files that are looked at, fetched when they are first needed and again when the index changed. */
export class Outlines {
  readonly #fetch: (path: string) => Promise<FileOutline>;
  readonly #changed = signal(0);
  readonly #known = new Map<
    string,
    { readonly version: string; readonly outline: FileOutline | undefined }
  >();
  /** The last asked for is fetched first: it is what is looked at now. */
  readonly #waiting = new Map<string, string>();
  readonly #running = new Set<string>();

  constructor(fetch: (path: string) => Promise<FileOutline>) {
    this.#fetch = fetch;
  }

  /** Grows whenever an outline has come. */
  get changed(): ReadonlySignal<number> {
    return this.#changed;
  }

  get size(): number {
    return this.#known.size;
  }

  /** The outline as far as it is known. */
  peek(path: string): FileOutline | undefined {
    return this.#known.get(path)?.outline;
  }

  /** As `peek`; a component or effect runs again when an outline has come. */
  follow(path: string): FileOutline | undefined {
    this.#changed.value;
    return this.peek(path);
  }

  /** Fetches the outline, unless that of this version of the index is known or on its way. */
  want(path: string, version: string): void {
    if (this.#known.get(path)?.version === version || this.#running.has(path)) return;
    this.#waiting.delete(path);
    this.#waiting.set(path, version);
    if (this.#waiting.size > KEPT) this.#waiting.delete(this.#waiting.keys().next().value!);
    this.#next();
  }

  /** Forgets what waits. */
  stop(): void {
    this.#waiting.clear();
  }

  #next(): void {
    while (this.#running.size < AT_ONCE && this.#waiting.size > 0) {
      const [path, version] = [...this.#waiting].at(-1)!;
      this.#waiting.delete(path);
      this.#running.add(path);
      // A file that has gone, or whose text cannot be read, has no outline: its area stays whole.
      this.#fetch(path).then(
        (outline) => this.#keep(path, version, outline),
        () => this.#keep(path, version, undefined),
      );
    }
  }

  #keep(path: string, version: string, outline: FileOutline | undefined): void {
    this.#running.delete(path);
    this.#known.delete(path);
    this.#known.set(path, { version, outline });
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value!);
    this.#changed.value++;
    this.#next();
  }
}
