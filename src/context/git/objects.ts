import { failure } from "../../shared/errors.js";
import { failureOf, type GitProcess, GitRefusal, requireRepository, startGit } from "./run-git.js";

interface Waiting {
  readonly id: string;
  readonly resolve: (content: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** The longest that git may say nothing while an object is waited for. */
const SILENT_SECONDS = 10;
/** Far longer than anything reads: the limit that matters is the one above. */
const LIFE_SECONDS = 24 * 60 * 60;
const MEND = "Check the repository and git, and try again.";

/** Contents of git objects by id, through one `git cat-file --batch` that lives until `close`. */
export class GitObjects {
  private git: GitProcess | undefined;
  private alarm: NodeJS.Timeout | undefined;
  private waiting: Waiting[] = [];
  private chunks: Buffer[] = [];
  private buffered = 0;
  /** Bytes that must have come before the next look at the buffer is worth it. */
  private needed = 1;

  constructor(readonly repository: string) {}

  /** @throws FoveaError `unreadable-file` when the repository lacks the object or git ends; `git-failed`. */
  async read(id: string): Promise<Uint8Array> {
    this.git ??= this.start();
    const { stdin } = this.git;
    return new Promise((resolve, reject) => {
      this.waiting.push({ id, resolve, reject });
      this.watch();
      stdin.write(`${id}\n`);
    });
  }

  private start(): GitProcess {
    const repository = requireRepository(this.repository, MEND);
    let git: GitProcess;
    try {
      git = startGit(repository, ["cat-file", "--batch"], { needs: "objects", seconds: LIFE_SECONDS });
    } catch (error) {
      throw error instanceof GitRefusal ? failureOf(error, this.repository, MEND) : error;
    }
    git.stdout.on("data", (chunk: Buffer) => {
      if (this.git === git) this.receive(chunk);
    });
    git.stderr.resume();
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

  /** Ends a git that says nothing more, on a pipe in an object's place say. */
  private watch(): void {
    clearTimeout(this.alarm);
    if (this.waiting.length === 0) return;
    const { git } = this;
    this.alarm = setTimeout(() => git?.end(), SILENT_SECONDS * 1000);
    this.alarm.unref();
  }

  private receive(chunk: Buffer): void {
    this.take(chunk);
    this.watch();
  }

  private take(chunk: Buffer): void {
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
    clearTimeout(this.alarm);
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

  /** Ends git. Reading starts it again. */
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
