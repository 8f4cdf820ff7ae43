import { CodeUnits } from "../../shared/code-units.js";
import { type TokenCounter, tokenCounter } from "../../shared/tokens/count.js";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { documentParserFor } from "../parse/documents/index.js";
import type { Parser } from "../parse/parsed.js";
import { classifyContent, roleOf } from "../scan/classify.js";
import type { SkipReason } from "../scan/source.js";
import { redact } from "../secrets/redact.js";
import type { NewFile, SkippedRow } from "../store/contract.js";
import type { Segment } from "../store/segment.js";
import { decodeText } from "../text/decode.js";
import { analyseFile } from "./analyse.js";
import { type FilePlace, hashOf, readOrNothing } from "./content.js";
import { encodeOutline } from "./outline.js";
import { contentKey, type RefusedContents } from "./refused.js";
import { SegmentBuilder } from "./segment.js";

/** A file to index. Has an absolute path and a root, or its content when it is not in a working tree. */
export interface Job extends FilePlace {
  readonly path: string;
  readonly stamp: string;
  readonly content?: Uint8Array;
}

/** The result of indexing some files: one segment, its files, and the files that were skipped. */
export interface IndexBatch {
  readonly segment: Segment;
  readonly files: readonly NewFile[];
  readonly skipped: readonly SkippedRow[];
}

/** Work done since the last `takeWork`. Milliseconds are wall time in this thread. */
export interface IndexingWork {
  files: number;
  /** Total size of the files' contents. */
  bytes: number;
  parseMilliseconds: number;
  /** Reading, redacting, cutting into chunks and adding to the segment. */
  otherMilliseconds: number;
}

const NO_WORK: IndexingWork = { files: 0, bytes: 0, parseMilliseconds: 0, otherMilliseconds: 0 };

/** Reads, parses and analyses files one at a time. Keeps the results until `takeBatch` returns them. */
export class FileIndexer {
  readonly segment = new SegmentBuilder();
  readonly counter: TokenCounter;
  readonly units = new CodeUnits();
  private files: NewFile[] = [];
  private skipped: SkippedRow[] = [];
  private work: IndexingWork = { ...NO_WORK };

  constructor(
    private readonly parser: Parser,
    encoding: Encoding,
    /** Called with the SHA-256 of each content before it is parsed. */
    private readonly begin: (hash: Uint8Array) => void = () => {},
    /** Called when a part of a long document is done. */
    private readonly step: () => void = () => {},
  ) {
    this.counter = tokenCounter(encoding);
  }

  /** True when the segment is large enough that the caller should take the batch. */
  get full(): boolean {
    return this.segment.full;
  }

  async add(job: Job, refused: RefusedContents = new Map()): Promise<void> {
    const start = performance.now();
    const parsedBefore = this.work.parseMilliseconds;
    await this.index(job, refused);
    const parsing = this.work.parseMilliseconds - parsedBefore;
    this.work.otherMilliseconds += performance.now() - start - parsing;
  }

  private async index(job: Job, refused: RefusedContents): Promise<void> {
    const { path, stamp } = job;
    const bytes = job.content ?? readOrNothing(job);
    if (!bytes) {
      this.skip(path, stamp, "unreadable");
      return;
    }
    const reason = classifyContent(path, bytes);
    if (reason) {
      this.skip(path, stamp, reason);
      return;
    }
    const hash = hashOf(bytes);
    const before = refused.get(contentKey(path, hash));
    if (before) {
      this.skip(path, stamp, before);
      return;
    }
    this.begin(Buffer.from(hash, "hex"));
    // Redact first, so that no name, signature or term in the index holds a secret.
    const document = documentParserFor(path, bytes);
    const redacted = document?.ownText ? undefined : redact(decodeText(bytes));
    const start = performance.now();
    const parsed = await this.parser.parse(path, redacted ?? bytes, this.step, document?.id ?? "");
    this.work.parseMilliseconds += performance.now() - start;
    this.work.files++;
    this.work.bytes += bytes.length;
    if (parsed.unread) {
      this.skip(path, stamp, parsed.unread);
      return;
    }
    const text = parsed.text ?? redacted ?? redact(decodeText(bytes));
    const firstDocument = this.segment.documents;
    const { outline, lines } = analyseFile(path, text, parsed, this);
    this.files.push({
      path,
      stamp,
      hash,
      bytes: bytes.length,
      lines,
      tokens: outline.chunks.reduce((sum, chunk) => sum + chunk.ownTokens, 0),
      symbols: outline.chunks.filter((chunk) => chunk.name !== "").length,
      edges: outline.references.length + outline.imports.length,
      language: parsed.language,
      role: roleOf(path, parsed.head ?? text.slice(0, 2000)),
      firstDocument,
      documents: this.segment.documents - firstDocument,
      outline: encodeOutline(outline),
    });
  }

  private skip(path: string, stamp: string, reason: SkipReason): void {
    this.skipped.push({ path, stamp, reason });
  }

  takeWork(): IndexingWork {
    const { work } = this;
    this.work = { ...NO_WORK };
    return work;
  }

  takeBatch(): IndexBatch {
    const { files, skipped } = this;
    this.files = [];
    this.skipped = [];
    return { segment: this.segment.take(), files, skipped };
  }
}
