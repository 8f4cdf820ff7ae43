import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { failure } from "../../shared/errors.js";
import { spawnGit } from "./run-git.js";

interface Waiting {
  readonly id: string;
  readonly resolve: (content: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Contents of git objects by id, through one `git cat-file --batch` that lives until `close`. */
export class GitObjects {
  private git: ChildProcessWithoutNullStreams | undefined;
  private waiting: Waiting[] = [];
  private chunks: Buffer[] = [];
  private buffered = 0;
  /** Bytes that must have come before the next look at the buffer is worth it. */
  private needed = 1;

  constructor(readonly repository: string) {}

  /** @throws FoveaError `unreadable-file` when the repository lacks the object or git ends. */
  read(id: string): Promise<Uint8Array> {
    this.git ??= this.start();
    const { stdin } = this.git;
    return new Promise((resolve, reject) => {
      this.waiting.push({ id, resolve, reject });
      stdin.write(`${id}\n`);
    });
  }

  private start(): ChildProcessWithoutNullStreams {
    const git = spawnGit(this.repository, ["cat-file", "--batch"]);
    git.stdout.on("data", (chunk: Buffer) => {
      if (this.git === git) this.receive(chunk);
    });
    git.stderr.resume();
    // A write to a process that has just ended fails here; `close` says so to those who wait.
    git.stdin.on("error", () => {});
    const end = () => {
      if (this.git !== git) return;
      this.git = undefined;
      this.reset();
      for (const { id, reject } of this.waiting.splice(0)) reject(this.missing(id));
    };
    git.on("error", end);
    git.on("close", end);
    // Idle, it must not keep the process alive.
    git.unref();
    return git;
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    if (this.buffered < this.needed) return;
    let data = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.needed = 1;
    while (this.waiting.length > 0) {
      const headEnd = data.indexOf(10);
      if (headEnd === -1) break;
      const head = data.toString("latin1", 0, headEnd);
      const [, kind, bytes] = head.split(" ");
      if (kind === "missing" || bytes === undefined) {
        const { id, reject } = this.waiting.shift()!;
        reject(this.missing(id));
        data = data.subarray(headEnd + 1);
        continue;
      }
      // After the content stands one newline.
      const end = headEnd + 1 + Number(bytes) + 1;
      if (data.length < end) {
        this.needed = end;
        break;
      }
      this.waiting.shift()!.resolve(new Uint8Array(data.subarray(headEnd + 1, end - 1)));
      data = data.subarray(end);
    }
    this.chunks = data.length > 0 ? [data] : [];
    this.buffered = data.length;
  }

  private reset(): void {
    this.chunks = [];
    this.buffered = 0;
    this.needed = 1;
  }

  private missing(id: string): Error {
    return failure(
      "unreadable-file",
      `the repository ${this.repository} has no object ${id}`,
      "Fetch its whole history (git fetch --unshallow, or without a filter) and try again.",
    );
  }

  /** Ends git. Reading again starts it anew. */
  async close(): Promise<void> {
    const { git } = this;
    if (!git) return;
    await new Promise<void>((resolve) => {
      git.once("close", () => resolve());
      git.ref();
      git.stdin.end();
    });
  }
}
