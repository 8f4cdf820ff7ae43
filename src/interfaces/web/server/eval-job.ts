import { type ChildProcess, spawn } from "node:child_process";
import { assetPath } from "../../../shared/assets.js";
import { failure } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { reportError } from "../../../shared/trace.js";
import { isProgress } from "../../progress-message.js";
import type { EvalReport, EvalState } from "../api/contract.js";

/** An evaluation that is cancelled has this long to print the report of the cases that are done. */
const FAREWELL_MILLISECONDS = 2000;
const MOST_ERROR_CHARACTERS = 4000;

/**
 * The evaluation of a repository's history, one at a time. `fovea eval` runs in a process of its own, so that the server
 * stays responsive.
 */
export class EvalJob {
  private current: EvalState = { state: "none" };
  private child: ChildProcess | undefined;

  /** @param onChange called whenever the state changes. */
  constructor(
    private readonly root: string,
    private readonly onChange: (state: EvalState) => void,
  ) {}

  get state(): EvalState {
    return this.current;
  }

  /** Starts an evaluation. @throws FoveaError `evaluation-running`. */
  start(limit: number): EvalState {
    if (this.child)
      throw failure("evaluation-running", "an evaluation is running", "Wait for its end, or cancel it.");
    const args = [assetPath("cli.js"), "eval", this.root, "--limit", String(limit), "--json"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
    this.child = child;
    this.change({ state: "running", done: 0, total: limit });
    const out: Buffer[] = [];
    let err = "";
    child.stdout!.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr!.on("data", (chunk: Buffer) => {
      err = (err + chunk.toString()).slice(-MOST_ERROR_CHARACTERS);
    });
    child.on("message", (message) => {
      if (isProgress(message) && this.child === child)
        this.change({ state: "running", done: message.done, total: message.total });
    });
    child.once("error", (error) => this.end(child, "", error.message));
    child.once("close", () => this.end(child, Buffer.concat(out).toString(), err));
    return this.current;
  }

  /** Ends the evaluation. @returns the state after its end. */
  async cancel(): Promise<EvalState> {
    const { child } = this;
    if (!child) return this.current;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), FAREWELL_MILLISECONDS);
    await ended;
    clearTimeout(timer);
    return this.current;
  }

  /** Ends the evaluation without its report. */
  close(): void {
    const { child } = this;
    this.child = undefined;
    child?.kill("SIGKILL");
  }

  private end(child: ChildProcess, out: string, err: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    try {
      this.change(out === "" ? this.withoutReport(child, err) : { state: "done", report: parse(out) });
    } catch (error) {
      reportError(error as Error);
      this.change(failed("the evaluation printed no report"));
    }
  }

  private withoutReport({ signalCode, exitCode }: ChildProcess, err: string): EvalState {
    const wasCancelled = signalCode !== null || exitCode === INTERRUPTED;
    if (wasCancelled) return { state: "none" };
    return failed(err.trim().replace(/^fovea: /, "") || `it ended with code ${exitCode}`);
  }

  private change(state: EvalState): void {
    this.current = state;
    this.onChange(state);
  }
}

/** Exit code of a command that SIGINT ended. */
const INTERRUPTED = 130;

const parse = (text: string): EvalReport => JSON.parse(text) as EvalReport;

const failed = (message: string): EvalState => ({
  state: "failed",
  error: {
    code: "evaluation-failed",
    message: printable(message),
    mend: "Run `fovea eval` in the repository to see more.",
  },
});
