import { failure } from "../../shared/errors.js";
import { failureOf, type GitProcess, GitRefusal, requireRepository, startGit } from "./run-git.js";

interface Waiting {
  readonly id: string;
  readonly resolve: (content: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Longest time without output from git while a read is pending. */
const SILENT_SECONDS = 10;
/** Far longer than any use: `SILENT_SECONDS` is the limit that matters. */
const LIFE_SECONDS = 24 * 60 * 60;
const MEND = "Check the repository and git, and try again.";

/** Reads git objects by id through one `git cat-file --batch` process, which runs until `close`. */
export class GitObjects {
  private git: GitProcess | undefined;
  private silenceTimer: NodeJS.Timeout | undefined;
  private waiting: Waiting[] = [];
  private chunks: Buffer[] = [];
  private buffered = 0;
  /** Bytes that must be buffered before the next object can be complete. */
  private needed = 1;

  constructor(readonly repository: string) {}

  /**
   * Content of the object.
   * @throws FoveaError `unreadable-file` when the repository lacks the object or git ends; `git-missing`;
   * `git-failed`.
   */
  async read(id: string): Promise<Uint8Array> {
    this.git ??= this.start();
    const { stdin } = this.git;
    return new Promise((resolve, reject) => {
      this.waiting.push({ id, resolve, reject });
      this.restartSilenceTimer();
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
    // An idle git must not keep this process alive.
    git.unref();
    return git;
  }

  /**
   * Ends git when it stays silent while a read is pending, for example blocked on a pipe in place of an
   * object.
   */
  private restartSilenceTimer(): void {
    clearTimeout(this.silenceTimer);
    if (this.waiting.length === 0) return;
    const { git } = this;
    this.silenceTimer = setTimeout(() => git?.end(), SILENT_SECONDS * 1000);
    this.silenceTimer.unref();
  }

  private receive(chunk: Buffer): void {
    this.parse(chunk);
    this.restartSilenceTimer();
  }

  private parse(chunk: Buffer): void {
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
      // A newline follows the content.
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
    clearTimeout(this.silenceTimer);
    this.chunks = [];
    this.buffered = 0;
    this.needed = 1;
  }

  private missing(id: string): Error {
    return failure(
      "unreadable-file",
      `the repository ${this.repository} has no object ${id}`,
      "Fetch its whole history (git fetch --unshallow, or clone without a filter) and try again.",
    );
  }

  /** Ends git. A later read starts it again. */
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
