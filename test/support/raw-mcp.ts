import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { cliFile } from "./cli.js";

export const initialize = {
  jsonrpc: "2.0",
  id: "init",
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "1" } },
};
export const initialized = { jsonrpc: "2.0", method: "notifications/initialized" };

export const getContext = (id: number | string, task: string, session: string) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name: "get_context", arguments: { task, session } },
});

/** A client that decides itself what it reads and when: of a real `fovea mcp` of the built CLI. */
export class RawStdio {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  private readonly answers = new Map<unknown, string>();
  private lines: Interface | undefined;

  constructor(root: string, ...flags: string[]) {
    this.child = spawn(process.execPath, [cliFile, "mcp", ...flags], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.exited = once(this.child, "exit");
    this.child.stdin?.on("error", () => {});
    this.say(initialize, initialized);
  }

  say(...messages: readonly unknown[]): void {
    this.child.stdin?.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
  }

  /** Reads on until the answer to a call has come. */
  async answer(id: number | string): Promise<string> {
    this.lines ??= createInterface({ input: this.child.stdout! }).on("line", (line) => {
      this.answers.set((JSON.parse(line) as { id?: unknown }).id, line);
    });
    while (!this.answers.has(id)) await once(this.lines, "line");
    return this.answers.get(id)!;
  }
}
