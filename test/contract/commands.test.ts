import { describe, expect, it } from "vitest";
import type { CommandEntry, CommandSpec } from "../../src/interfaces/cli/command.js";
import { commands } from "../../src/interfaces/cli/commands/index.js";
import { jsonOutputs } from "../../src/interfaces/schema/index.js";
import { runHere } from "../support/terminal.js";

interface Member {
  readonly path: string;
  readonly entry: CommandEntry;
  readonly spec: CommandSpec;
}

async function membersOf(list: readonly CommandEntry[], prefix = ""): Promise<Member[]> {
  const found: Member[] = [];
  for (const entry of list) {
    const { command: spec } = await entry.load();
    const path = `${prefix}${entry.name}`;
    found.push({ path, entry, spec }, ...(await membersOf(spec.subcommands ?? [], `${path} `)));
  }
  return found;
}

const members = await membersOf(commands);
/** Commands without a single result: they run until they are stopped. */
const WITHOUT_JSON: Readonly<Record<string, string>> = {
  watch: "prints a line for each update until it is stopped",
  mcp: "speaks the protocol on stdout",
  serve: "prints the address of the page, and runs until it is stopped",
};

it("every command is named once", () => {
  const paths = members.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

it("every exception from JSON output is a command", () => {
  const paths = members.map(({ path }) => path);
  expect(Object.keys(WITHOUT_JSON).filter((path) => !paths.includes(path))).toEqual([]);
});

describe.each(members)("fovea $path", ({ path, entry, spec }) => {
  const flags = spec.flags ?? [];

  it("has the same summary in the list and in its help", () => {
    expect(entry.name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(entry.summary).toBe(spec.summary);
    expect(spec.summary).toMatch(/^[^A-Z].{9,}[^.]$/);
  });

  it("has details or examples, and its examples name it", () => {
    expect((spec.details ?? "").length + (spec.examples ?? []).length).toBeGreaterThan(0);
    for (const example of spec.examples ?? []) expect(example).toContain(`fovea ${path}`);
  });

  it("describes each flag once", () => {
    const names = flags.map((flag) => flag.flags.match(/--[a-z-]+/)?.[0]);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
    for (const flag of flags) expect(flag.description.length).toBeGreaterThan(5);
  });

  it("prints JSON when asked, unless it has no single result", () => {
    if (!spec.run || WITHOUT_JSON[path]) return;
    expect(flags.some((flag) => flag.flags.includes("--json"))).toBe(true);
  });

  it("prints its help, with summary and every flag", async () => {
    const { code, out, err } = await runHere([...path.split(" "), "--help"], { cwd: "/" });
    expect([code, err]).toEqual([0, ""]);
    const flat = out.replace(/\s+/g, " ");
    expect(flat).toContain(spec.summary.replace(/\s+/g, " "));
    for (const flag of flags) expect(flat).toContain(flag.flags.replace(/\s+/g, " "));
  });
});

it("every command that prints JSON has its output documented", () => {
  for (const { path, spec } of members)
    if (spec.flags?.some(({ flags }) => flags === "--json"))
      expect(
        jsonOutputs.some(({ command }) => command.startsWith(`fovea ${path} --`)),
        path,
      ).toBe(true);
});

it("every documented JSON output belongs to a command", () => {
  for (const { command } of jsonOutputs) {
    const member = members
      .toSorted((a, b) => b.path.length - a.path.length)
      .find(({ path }) => command.startsWith(`fovea ${path} `));
    expect(member, command).toBeDefined();
    for (const flag of command.match(/--[a-z-]+/g) ?? [])
      expect(
        member!.spec.flags?.some(({ flags }) => flags.includes(flag)),
        command,
      ).toBe(true);
  }
});
