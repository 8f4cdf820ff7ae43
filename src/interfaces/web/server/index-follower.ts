import type { ContextService } from "../../service/service.js";
import type { Events } from "./events.js";
import type { Versions } from "./version.js";

/** An index may also be written by another process, of which no event tells. */
const LOOK_MILLISECONDS = 500;
const AFTER_ERROR_MILLISECONDS = 2000;
/** In place of a version. */
const NOT_READABLE = "not-readable";

/** Tells pages of new states of the index, while there is a page. */
export class IndexFollower {
  private isRunning = false;
  private wake = (): void => {};
  private readonly stopped = new AbortController();
  /** The state that was last told; undefined before the index was first looked at. */
  version: string | undefined;

  constructor(
    private readonly service: ContextService,
    private readonly versions: Versions,
    private readonly events: Events,
  ) {}

  /** Call it when a page comes. */
  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    void this.run();
  }

  /** Looks at the index at once: it has just been written. */
  look(): void {
    this.wake();
  }

  private async run(): Promise<void> {
    while (this.events.hasClients && !this.stopped.signal.aborted)
      await this.pause((await this.lookOnce()) ? LOOK_MILLISECONDS : AFTER_ERROR_MILLISECONDS);
    this.isRunning = false;
  }

  /** @returns false when the index cannot be read: pages then ask, get that error too, and show it. */
  private async lookOnce(): Promise<boolean> {
    const progress = (done: number, total: number, what: string): void =>
      this.events.tell({ type: "indexing", done, total, what });
    try {
      const repository = await this.service.ready({ signal: this.stopped.signal, progress });
      this.tellVersion(await this.versions.of(repository));
      return true;
    } catch {
      this.tellVersion(NOT_READABLE);
      return false;
    }
  }

  private tellVersion(version: string): void {
    if (version !== this.version && !this.stopped.signal.aborted)
      this.events.tell({ type: "index", version });
    this.version = version;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  stop(): void {
    this.stopped.abort();
    this.wake();
  }
}
