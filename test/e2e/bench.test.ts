import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchComparison, benchReport } from "../../src/bench/index.js";
import { fovea, foveaJson } from "../support/cli.js";
import { runHere } from "../support/terminal.js";

describe("fovea bench, as a user runs it", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "fovea-bench-"));
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  it("measures, saves, plots, and compares saved reports", async () => {
    const flags = ["--kernels", "flash,linear", "--sizes", "64,128", "--time-limit", "0.2"];
    const report = await foveaJson(["bench", ...flags, "--save", "a.json", "--plot", "a.svg"], benchReport, {
      cwd,
    });
    expect(report.rows.map(({ kernel, n, measured }) => [kernel, n, measured])).toEqual([
      ["flash", 64, true],
      ["flash", 128, true],
      ["linear", 64, true],
      ["linear", 128, true],
    ]);
    for (const row of report.rows) {
      expect(row.maxError).toBeLessThan(1e-5);
      expect(row.secondsLow).toBeLessThanOrEqual(row.seconds);
      expect(row.seconds).toBeLessThanOrEqual(row.secondsHigh);
    }
    expect(benchReport.parse(JSON.parse(readFileSync(join(cwd, "a.json"), "utf8")))).toEqual(report);
    expect(readFileSync(join(cwd, "a.svg"), "utf8")).toMatch(/^<svg[\s\S]*flash, wasm × 1[\s\S]*<\/svg>/);

    const same = await foveaJson(["bench", "compare", "a.json", "a.json"], benchComparison, { cwd });
    expect(same.rows.map(({ ratio }) => ratio)).toEqual([1, 1, 1, 1]);
    expect(same.machineDifferences).toEqual([]);
  }, 60_000);

  it("reports what it omits, and marks extrapolated rows when asked to extrapolate", async () => {
    const plain = await fovea(["bench", "--kernels", "naive", "--sizes", "64,65536", "--time-limit", "0.1"], {
      cwd,
    });
    expect(plain.code).toBe(0);
    expect(plain.out).toMatch(/naive n = 65,536 .*needs 17\.\d GB.*wasm32 addresses end at 4 GiB/);
    const flags = ["--kernels", "naive", "--sizes", "256,1024,1500,2048,65536", "--time-limit", "0.3"];
    const report = await foveaJson(["bench", ...flags, "--extrapolate"], benchReport, { cwd });
    const guessed = report.rows.filter(({ measured }) => !measured);
    // On a busy machine fewer than the three sizes needed for a fit may be measured; then nothing is
    // extrapolated.
    expect(guessed.map(({ n }) => n)).toEqual(report.fits.length > 0 ? expect.arrayContaining([65_536]) : []);
    for (const row of guessed) expect([row.maxError, row.samples, row.ceilingShare]).toEqual([null, 0, null]);
  }, 60_000);

  it.skipIf(process.platform === "win32")(
    "prints the rows measured so far when interrupted, and exits with 130",
    async () => {
      const row = /recurrence +wasm × 1 +causal +64/;
      const interrupted = (milliseconds: number) =>
        fovea(["bench", "--kernels", "recurrence,flash", "--sizes", "64,65536", "--time-limit", "600"], {
          cwd,
          onStart: (child) => setTimeout(() => child.kill("SIGINT"), milliseconds),
        });
      // Nothing is printed before the end, and the time of the first row depends on the machine's load.
      let outcome = await interrupted(4000);
      for (const patience of [8000, 16_000, 32_000])
        if (!row.test(outcome.out)) outcome = await interrupted(patience);
      expect(outcome.code).toBe(130);
      expect(outcome.out).toContain("Interrupted");
      expect(outcome.out).toMatch(row);
    },
  );

  it.each([
    [["--kernels", "nave"], /"nave" is not known\. Choose from naive, flash/],
    [["--backend", "webgpu"], /no WebGPU adapter here; open the page in a browser/],
    [["--causal", "--full"], /exclude each other/],
    [["--threads", "4096"], /more than the \d+ of this machine/],
    [["--plot", "a.png"], /does not end in \.svg/],
    [["--time-limit", "0"], /must be a positive number/],
    [["--sizes", "0"], /positive whole number/],
  ])("refuses %j with the mend", async (flags, message) => {
    const outcome = await runHere(
      ["bench", ...flags, ...(flags.includes("--sizes") ? [] : ["--sizes", "64"])],
      { cwd },
    );
    expect(outcome.code).toBeGreaterThan(0);
    expect(outcome.err).toMatch(message);
    expect(outcome.out).toBe("");
  });

  it("refuses to compare a file that is not a report", async () => {
    await writeFile(join(cwd, "other.json"), '{"version":1}');
    const outcome = await runHere(["bench", "compare", "other.json", "missing.json"], { cwd });
    expect(outcome.code).toBe(2);
    expect(outcome.err).toContain("is not a report of fovea bench");
  });
});
