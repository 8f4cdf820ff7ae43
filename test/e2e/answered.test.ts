import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { renderers } from "../../src/context/render/index.js";
import { packReportSchema, searchReportSchema, whyReportSchema } from "../../src/interfaces/schema/index.js";
import { tokenCounter } from "../../src/shared/tokens/count.js";
import { callTool, connectStdio, textOf } from "../support/mcp-client.js";
import { jsonHere, runHere } from "../support/terminal.js";

// A real tree: the sources of this project's own index, ranking and packing.
const folder = mkdtempSync(join(tmpdir(), "fovea-answered-"));
const here = { cwd: folder };
for (const part of ["rank", "retrieve", "pack", "store", "refresh"])
  cpSync(join(import.meta.dirname, "../../src/context", part), join(folder, "src", part), {
    recursive: true,
    filter: (path) => !path.endsWith(".test.ts"),
  });
execFileSync("git", ["init", "-q"], here);
beforeAll(() => runHere(["index"], here), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const answerable = [
  "where are the candidates of a query chosen by word score",
  "how are copies of a definition folded into one hit",
  "which lines of a session's earlier packs are stale",
  "typing errors are corrected to the nearest word",
  "Corpus.postings",
  "rankFiles",
  "src/rank/rank.ts",
  "writer lock of the sqlite store\n\nTwo processes write the index at once. The second one should wait for the lock of the\nfirst, or say who holds it.\n\nTraceback:\n  at openStore (src/store/drivers.ts:20:3)\n  at Corpus (src/retrieve/corpus.ts:60:5)",
];
const unanswerable = [
  "where are GraphQL subscriptions pushed to websocket clients",
  "how is a Celery task queued after the response",
  "OAuth login of users with refresh of bearer tokens",
  "prometheus histogram of request latency",
  "wibbleQuux",
  "Corpus.wibble",
  "src/payments/stripe.ts",
  "puma worker is killed by a timeout while booting\n\n/usr/local/bundle/gems/puma-6.4.0/lib/puma/cluster.rb:233:in `wakeup!'\n/usr/local/bundle/gems/puma-6.4.0/lib/puma/cluster/worker_handle.rb:64:in `ping_timeout'\nTerminating timed out worker (worker failed to check in within 60 seconds)",
];

describe("fovea search", () => {
  test.each(answerable)("answers: %s", async (task) => {
    const report = await jsonHere(["search", task], searchReportSchema, here);
    expect([report.answered, report.doubt, report.results.length > 0]).toEqual([true, undefined, true]);
    expect((await runHere(["search", task], here)).err).not.toContain("no confident match");
  });

  test.each(unanswerable)("lists guesses below the line that says so: %s", async (task) => {
    const report = await jsonHere(["search", task], searchReportSchema, here);
    expect(report.answered).toBe(false);
    expect(report.confidence).toBeLessThan(0.2);
    const { code, out, err } = await runHere(["search", task], here);
    expect(code).toBe(report.results.length > 0 ? 0 : 1);
    if (report.results.length === 0) return;
    expect(err).toMatch(
      /^fovea: no confident match \(confidence 0\.\d\d\): .+\. Try other words, or a name, .+\.$/m,
    );
    expect(out).toContain(report.results[0]!.path);
    const files = await runHere(["search", task, "--files"], here);
    expect([files.code, files.err]).toEqual([code, err]);
  });

  it("says which words no file has, and what the best file has", async () => {
    const task = "OAuth wibbleQuux of the payroll ledger";
    const { doubt } = await jsonHere(["search", task], searchReportSchema, here);
    expect(doubt!.unknown.toSorted()).toEqual(["OAuth", "payroll", "wibbleQuux"]);
    expect(doubt!.best).toMatchObject({ has: 1, of: 4 });
    const { err } = await runHere(["search", task], here);
    expect(err).toMatch(/no file has "\w+", "\w+" or "\w+"; the best, \S+, has 1 of 4 words\. /);
  });
});

describe("fovea pack", () => {
  const [task] = unanswerable as [string];

  it.each(renderers.map(({ name }) => name))(
    "as %s says why in place of a pack, in little room",
    async (format) => {
      const report = await jsonHere(["pack", task, "--format", format], packReportSchema, here);
      expect(report).toMatchObject({ answered: false, items: [] });
      expect(report.tokens).toBeLessThan(400);
      expect(tokenCounter().count(report.text)).toBe(report.tokens);
      expect(report.map.length).toBeGreaterThan(0);
      expect(report.map.length).toBeLessThanOrEqual(5);
      for (const { path } of report.map) expect(report.text).toContain(path);
      const { code, out, err } = await runHere(["pack", task, "--format", format], here);
      expect([code, out]).toEqual([0, report.text]);
      expect(out).toContain("No confident match");
      expect(out).toContain("--anyway");
      expect(err).toContain("fovea: no confident match");
    },
  );

  it("makes the pack anyway when asked to, and says so", async () => {
    const report = await jsonHere(["pack", task, "--anyway", "--budget", "2000"], packReportSchema, here);
    expect(report.answered).toBe(false);
    expect(report.items.length).toBeGreaterThan(0);
    expect(report.text).not.toContain("No confident match");
    expect((await runHere(["pack", task, "--anyway"], here)).err).toContain("fovea: no confident match");
  });

  it.each([100, 200, 300])("stays within %i tokens", async (budget) => {
    const { out } = await runHere(["pack", task, "--budget", String(budget), "--json"], here);
    expect(packReportSchema.parse(JSON.parse(out)).tokens).toBeLessThanOrEqual(budget);
  });

  it("records no piece as sent in a session", async () => {
    const args = ["pack", task, "--session", "unsent", "--budget", "2000"];
    await runHere(args, here);
    const report = await jsonHere([...args, "--anyway"], packReportSchema, here);
    expect(report.items.length).toBeGreaterThan(0);
    expect(report.held.unchanged).toEqual([]);
  });

  it.each(answerable)("holds code when it is here: %s", async (asked) => {
    const report = await jsonHere(["pack", asked, "--budget", "2000"], packReportSchema, here);
    expect(report.answered).toBe(true);
    expect(report.items.length).toBeGreaterThan(0);
  });
});

it("fovea why says that the task is not answered", async () => {
  const [task] = unanswerable as [string];
  const report = await jsonHere(["why", "src/rank/rank.ts", task], whyReportSchema, here);
  expect(report.answered).toBe(false);
  const { out } = await runHere(["why", "src/rank/rank.ts", task], here);
  expect(out).toContain("no confident match");
});

describe("get_context", () => {
  let client: Client;
  beforeAll(async () => {
    client = await connectStdio(folder);
  });
  afterAll(() => client.close());
  const ask = (args: Record<string, unknown>) => callTool(client, "get_context", args);

  test.each(answerable)("answers: %s", async (task) => {
    const { structuredContent } = await ask({ task, session: "answers", budget: 3000 });
    expect(structuredContent).toMatchObject({ answered: true });
  });

  test.each(unanswerable)("gives a short answer: %s", async (task) => {
    const result = await ask({ task, session: "short" });
    // Without a word that any file has there is nothing to guess: an error says so.
    if (result.isError) expect(textOf(result)).toMatch(/^nothing-matched: /);
    else {
      const { answered, confidence, tokens, text } = result.structuredContent as Record<string, unknown>;
      expect([answered, Number(confidence) < 0.2, Number(tokens) < 500]).toEqual([false, true, true]);
      expect(text).toContain("No confident match");
    }
  });

  it("sends the pack anyway when asked to, as if the short answer had sent nothing", async () => {
    const [task] = unanswerable as [string];
    const short = await ask({ task, session: "anyway", budget: 300 });
    expect(tokenCounter().count(JSON.stringify(short.structuredContent))).toBeLessThanOrEqual(300);
    const full = await ask({ task, session: "anyway", budget: 3000, anyway: true });
    const { answered, tokens, text } = full.structuredContent as Record<string, unknown>;
    expect([answered, Number(tokens) > 500]).toEqual([false, true]);
    expect(text).not.toContain("Sent before");
  });

  it.each([300, 500, 3000])(
    "says above a pack sent anyway that nothing fits, within %i tokens",
    async (budget) => {
      const [task] = unanswerable as [string];
      const answer = await ask({ task, session: `doubt${budget}`, budget, anyway: true });
      const { text, tokens } = answer.structuredContent as Record<string, unknown>;
      expect(text).toMatch(/^No confident match \(confidence 0\.\d\d\).*\.\n/);
      expect(Number(tokens)).toBeLessThanOrEqual(budget);
      expect(tokenCounter().count(JSON.stringify(answer.structuredContent))).toBeLessThanOrEqual(budget);
      expect(textOf(answer)).toContain("No confident match");
      const sure = await ask({ task: "rankFiles", session: "sure", budget, anyway: true });
      expect((sure.structuredContent as Record<string, unknown>).text).not.toContain("No confident match");
    },
  );
});
