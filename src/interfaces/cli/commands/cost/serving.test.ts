import { describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { costFitReportSchema, costReportSchema } from "../../../schema/cost-report.js";

const run = (line: string) => runHere(["cost", ...line.split(" ")], { cwd: ".", answer: () => "" });

async function report(line: string) {
  const { code, out } = await run(`${line} --json`);
  expect(code).toBe(0);
  return costReportSchema.parse(JSON.parse(out));
}

const only = async (line: string) => (await report(line)).rows[0]!;

/** Cells of the row that begins with `start`. */
const cells = (out: string, start: string): string[] =>
  out
    .split("\n")
    .find((line) => line.trim().startsWith(start))!
    .trim()
    .split(/ {2,}/);

const llama = "--model llama-3.1-8b --gpus 1 --hardware h100";

describe("fovea cost --concurrency", () => {
  it("has a row for each context and concurrency", async () => {
    const { rows } = await report(`${llama} --context 1k,8k --output 256 --concurrency 1,8,64`);
    expect(rows.map(({ context, concurrency }) => [context, concurrency])).toEqual(
      [1000, 8000].flatMap((context) => [1, 8, 64].map((concurrency) => [context, concurrency])),
    );
    for (const one of rows)
      expect(one.tokensPerSecondPerUser! * one.timePerOutputTokenSeconds!).toBeCloseTo(1, 12);
    // More users: slower for each, more in all.
    expect(rows[2]!.timePerOutputTokenSeconds!).toBeGreaterThan(rows[0]!.timePerOutputTokenSeconds!);
    expect(rows[2]!.tokensPerSecond!).toBeGreaterThan(10 * rows[0]!.tokensPerSecond!);
    expect(rows[2]!.dollarsPerMillionOutputTokens!).toBeLessThan(
      rows[0]!.dollarsPerMillionOutputTokens! / 10,
    );
  });

  it("counts the memory of an accelerator", async () => {
    const { memoryPerAccelerator: held, largestConcurrency } = await only(
      `${llama} --dtype bf16 --context 1k --output 256 --concurrency 64`,
    );
    // 131,072 bytes a token: 32 layers, keys and values of 8 heads of 128, 16 bits.
    const sequence = (1000 + 255) * 131_072;
    // 8,192 tokens: the residual stream twice, gate and up projections of 14,336, 16 bits.
    const activations = 8192 * (2 * 4096 + 2 * 14_336) * 2;
    const capacity = 81_559 * 2 ** 20;
    expect(held).toMatchObject({
      weights: 2 * 8_030_261_248,
      kvCache: 64 * sequence,
      activations,
      capacity,
    });
    expect(held.reserve).toBe(Math.ceil(0.1 * capacity));
    expect(largestConcurrency).toBe(
      Math.floor((0.9 * capacity - 2 * 8_030_261_248 - activations) / sequence),
    );
  });

  it("prints TTFT, TPOT, rates, memory and dollars in at most 100 columns", async () => {
    const { out, err } = await run(`${llama} --context 8k --output 256 --concurrency 1,32`);
    expect(err).toBe("");
    expect(cells(out, "context")).toEqual(
      "context,users,TTFT,TPOT,tok/s/user,tok/s,in+out/s/GPU,memory,holds,$/M in,$/M out".split(","),
    );
    expect(out).toMatch(
      /^Memory of each accelerator, 85\.5 GB: weights 16\.1 GB, KV cache 1\.1 GB to 34\.6 GB, /m,
    );
    const table = out.split("\n").slice(-4);
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(100);
    const markdown = await run(`${llama} --context 8k --output 256 --markdown`);
    expect(markdown.out).toContain("| weights | KV each | activations | reserve |");
  });

  it("says how many requests memory holds when the others wait", async () => {
    const { out, err } = await run(`${llama} --context 8k,32k --output 256 --concurrency 1,64`);
    expect(err).toMatch(
      /^fovea: \* memory holds 55 requests of 8,000 tokens, 14 of 32,000 tokens at once; the others wait, .*\.\n$/,
    );
    expect(out.match(/\d\*/g)).toHaveLength(2);
    // Those that run fill the memory; what waits takes none.
    const row = (await report(`${llama} --context 8k --output 256 --concurrency 64`)).rows[0]!;
    const full = (await report(`${llama} --context 8k --output 256 --concurrency 55`)).rows[0]!;
    expect([row.fits, full.fits]).toEqual([false, true]);
    expect(row.memoryPerAccelerator).toEqual(full.memoryPerAccelerator);
    expect(row.memoryPerAccelerator.total).toBeLessThanOrEqual(row.memoryPerAccelerator.capacity);
    const large = await run("--model llama-3.1-70b --gpus 1 --context 1k --concurrency 4");
    expect(large.err).toBe(
      "fovea: * does not fit in the memory of these accelerators; the weights alone are too large: raise --gpus, lower --dtype, or give --offload cpu.\n",
    );
  });

  it("keeps the table of FLOP one flag away, and CSV has both", async () => {
    const flags = "--model llama-3.1-8b --context 8k --output 100 --concurrency 2";
    expect(cells((await run(`${flags} --table flop`)).out, "context")).toContain("attention share");
    const titles = (await run(`${flags} --csv`)).out.split("\n")[0]!.split(",");
    for (const title of [
      "attention share",
      "total ×",
      "decode",
      "TTFT",
      "KV each",
      "$/M out",
      "dollars",
      "fits",
    ])
      expect(titles).toContain(title);
  });

  it("refuses what is no number of requests", async () => {
    const { code, err } = await run("--concurrency 1,x");
    expect(code).toBe(2);
    expect(err).toContain('--concurrency must be a positive whole number, got "x"');
  });
});

describe("limits of latency", () => {
  it("give the most users of each context", async () => {
    const line = `${llama} --context 1k,8k --output 256 --concurrency 4 --ttft 0.3 --tpot 0.02`;
    const { serving } = await report(line);
    expect(serving!.map(({ context }) => context)).toEqual([1000, 8000]);
    const { memory, ttft, tpot, all } = serving![1]!.largestConcurrency;
    expect(memory).toBe(55);
    expect(all).toBe(Math.min(memory!, ttft!, tpot!));
    const { rows } = await report(`${llama} --context 8k --output 256 --concurrency ${tpot},${tpot! + 1}`);
    expect(rows[0]!.timePerOutputTokenSeconds!).toBeLessThanOrEqual(0.02);
    expect(rows[1]!.timePerOutputTokenSeconds!).toBeGreaterThan(0.02);
    expect((await run(line)).out).toContain(
      `Most users at 8,000 tokens: ${all} (memory holds 55, TTFT is within 300 ms up to ${ttft}, TPOT is within 20.0 ms up to ${tpot}).`,
    );
  });

  it("give the longest context of fit, at a concurrency", async () => {
    const fitting = async (line: string) =>
      costFitReportSchema.parse(JSON.parse((await run(`fit ${line} --json`)).out));
    const found = await fitting(`${llama} --output 256 --concurrency 4 --ttft 2 --tpot 0.02 --context 8k`);
    expect(found.concurrency).toBe(4);
    expect(found.serving![0]!.largestConcurrency.memory).toBe(55);
    const at = (context: number) => only(`${llama} --output 256 --concurrency 4 --context ${context}`);
    expect((await at(found.ttft!)).timeToFirstTokenSeconds!).toBeLessThanOrEqual(2);
    expect((await at(found.ttft! + 1)).timeToFirstTokenSeconds!).toBeGreaterThan(2);
    expect((await at(found.tpot!)).timePerOutputTokenSeconds!).toBeLessThanOrEqual(0.02);
    expect((await at(found.tpot! + 1)).timePerOutputTokenSeconds!).toBeGreaterThan(0.02);
    // Four requests share what one could have.
    const alone = await fitting(`${llama} --output 256`);
    expect(alone.memory / found.memory).toBeCloseTo(4, 1);
    for (const line of ["fit --model bert-base --tpot 1", "--model bert-base --frontier --context 512"]) {
      const { code, err } = await run(line);
      expect(code).toBe(2);
      expect(err).toContain("generates no tokens");
    }
  });
});

describe("fovea cost --frontier", () => {
  const flags = `${llama} --context 1k,8k --output 256`;

  it("is a table of loads with their dollars a token", async () => {
    const { out, err } = await run(`${flags} --frontier --csv`);
    expect(err).toBe("");
    const [titles, ...rows] = out
      .trim()
      .split("\n")
      .map((row) => row.split(","));
    expect(titles!.slice(0, 3)).toEqual(["context", "users", "requests/s"]);
    expect(rows.filter(([context]) => context === "8000").map(([, users]) => users)).toEqual(
      "1,2,4,8,16,32,55".split(","),
    );
    for (const cell of rows.flat()) expect(Number(cell)).toBeGreaterThan(0);
    const none = await run(`${llama} --context 8k --frontier`);
    expect(none.err).toMatch(/^fovea: .* give --output\.\n$/);
  });

  it("is in JSON, and drawn with --plot", async () => {
    const { frontier } = await report(`${flags} --frontier`);
    expect(frontier!.map(({ context, points }) => [context, points.at(-1)!.concurrency])).toEqual([
      [1000, 366],
      [8000, 55],
    ]);
    const { out } = await run(`${flags} --concurrency 1 --plot -`);
    expect(out).toContain("tokens/s of one user");
    expect(out).toContain("● 1,000 tokens   ■ 8,000 tokens");
    expect((await run(`${flags} --plot -`)).out).toContain("Prefill of");
  });
});

describe("speculative decoding", () => {
  const flags = "--model llama-3.1-70b --gpus 4 --context 8k --output 500";

  it("has the draft's steps, the check and what both gain", async () => {
    const { speculation, rows } = await report(
      `${flags} --concurrency 1,8 --draft-model llama-3.2-1b --draft-tokens 4 --acceptance 0.7`,
    );
    for (const [index, one] of speculation!.entries()) {
      // 1 + 0.7 + 0.49 + 0.343 + 0.2401 tokens.
      expect(one.tokensPerStep).toBeCloseTo(2.7731, 10);
      expect(one.secondsPerStep).toBeCloseTo(4 * one.draftSeconds + one.verifySeconds, 12);
      const { timePerOutputTokenSeconds: plain } = rows[index]!;
      expect(one.plainTimePerOutputTokenSeconds).toBeCloseTo(plain!, 12);
      expect(one.speedup).toBeCloseTo(plain! / one.timePerOutputTokenSeconds, 12);
      expect(one.fits).toBe(true);
    }
    // A quarter of 1,235,814,400 parameters in 16 bits, and its norms.
    expect(speculation![0]!.draftWeights / ((2 * 1_235_814_400) / 4)).toBeCloseTo(1, 3);
    // A busy server has less to gain.
    expect(speculation![1]!.speedup).toBeLessThan(speculation![0]!.speedup);
  });

  it("of DeepSeek-V3's own layer is near the 1.8 times that its authors measured", async () => {
    // arXiv:2412.19437 §5.4.3: one token, accepted 85 to 90 times of 100.
    const { speculation } = await report(
      "--model deepseek-v3 --hardware h200 --gpus 8 --context 1k --output 1k --draft-model mtp --draft-tokens 1 --acceptance 0.875",
    );
    expect(speculation![0]!.speedup).toBeGreaterThan(1.6);
    expect(speculation![0]!.speedup).toBeLessThan(1.9);
  });

  it("is a table below the rows, with the best number of drafted tokens", async () => {
    const { out } = await run(`${flags} --draft-model llama-3.2-1b --acceptance 0.7`);
    expect(out).toMatch(
      /^With tokens drafted by meta-llama\/Llama-3\.2-1B, one more accepted at a chance of 70 %; /m,
    );
    const drafted = async (acceptance: number) =>
      (await report(`${flags} --draft-model llama-3.2-1b --acceptance ${acceptance}`)).speculation![0]!
        .draftTokens;
    expect(await drafted(0.3)).toBeLessThan(await drafted(0.9));
  });

  it("drafts at most as many tokens as the model has prediction layers, unless it is told", async () => {
    const mtp = "--hardware h200 --gpus 8 --context 1k --output 100 --draft-model mtp --acceptance 0.9";
    const drafted = async (line: string) => (await report(line)).speculation![0]!.draftTokens;
    expect(await drafted(`--model deepseek-v3 ${mtp}`)).toBe(1);
    expect(await drafted(`--model deepseek-v3 ${mtp} --draft-tokens 3`)).toBe(3);
    const minimax = await drafted(`--model minimax-m2 ${mtp}`);
    expect(minimax).toBeGreaterThan(1);
    expect(minimax).toBeLessThanOrEqual(3);
  });

  it.each(["llama-3.1-70b", "gemma-3-27b", "mamba2-2.7b", "gpt-oss-120b", "kimi-k2"])(
    "finds no prediction layer in %s",
    async (model) => {
      const { code, out, err } = await run(
        `--model ${model} --gpus 8 --context 4k --output 100 --draft-model mtp --acceptance 0.8`,
      );
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain("has no prediction layer");
    },
  );

  it("says which chance it takes, and how to get it from what a server reports", async () => {
    const { out } = await run("--help");
    const help = out.replace(/\s+/g, " ");
    expect(help).toContain("one more proposed token is accepted given that those before it were");
    expect(help).toContain("(a + a² + … + aᵏ) / k");
    const { err } = await run(`${flags} --draft-model llama-3.2-1b`);
    expect(err).toContain("needs the chance that one more proposed token is accepted");
    expect(err).not.toContain("as your server reports it");
  });

  it("is part of the one table of CSV, and a second table of Markdown", async () => {
    const line = `${flags} --concurrency 1,8 --draft-model llama-3.2-1b --draft-tokens 4 --acceptance 0.7`;
    const { speculation } = await report(line);
    const csv = await run(`${line} --csv`);
    const [titles, ...rows] = csv.out
      .trimEnd()
      .split("\n")
      .map((row) => row.split(","));
    expect(rows).toHaveLength(2);
    expect(new Set(titles).size).toBe(titles!.length);
    for (const [index, row] of rows.entries()) {
      expect(row).toHaveLength(titles!.length);
      const cell = (title: string) => Number(row[titles!.indexOf(title)]);
      const one = speculation![index]!;
      expect(cell("drafted (draft)")).toBe(4);
      expect(cell("TPOT (draft)")).toBe(one.timePerOutputTokenSeconds);
      expect(cell("speed-up (draft)")).toBe(one.speedup);
      expect(cell("weights (draft)")).toBe(one.draftWeights);
    }
    const markdown = await run(`${line} --markdown`);
    expect(markdown.out).toContain(
      ":\n\n| context | users | drafted | gained a step | draft token | check | TPOT | tok/s/user | speed-up | breaks even |\n| --: |",
    );
    expect(markdown.out.match(/^\| --:/gm)).toHaveLength(2);
    const frontier = await run(`${line} --frontier --csv`);
    expect(frontier.out).not.toContain("draft");
    expect(frontier.err).toContain("leaves out the figures with drafted tokens");
  });

  it("needs a model, its acceptance, and one vocabulary", async () => {
    for (const [line, mend] of [
      ["--acceptance 0.7", "--draft-model"],
      ["--draft-model mtp", "--acceptance"],
      ["--draft-model mtp --acceptance 2", "between 0 and 1"],
      ["--draft-model mtp --acceptance 0.7 --draft-tokens 16", "Write 15 or less"],
      ["--draft-model bert-base --acceptance 0.7", "generates no tokens"],
    ] as const) {
      const { code, err } = await run(`${flags} ${line}`);
      expect(code).toBe(2);
      expect(err).toContain(mend);
    }
    const { err } = await run(`${flags} --draft-model qwen2.5-0.5b --acceptance 0.7`);
    expect(err).toContain("engines draft with one vocabulary");
  });
});

it("a frontier of a model that does not fit is that of a machine set up with --offload", async () => {
  const flags = "--model llama-3.1-70b --hardware rtx-4090 --dtype q4_k_m --context 4k --output 200 --gpus 1";
  const none = await run(`${flags} --frontier`);
  expect(none.err).toContain("4,000 tokens do not fit");
  const { frontier, serving } = await report(`${flags} --offload cpu --concurrency 2 --frontier`);
  const most = frontier![0]!.points.at(-1)!;
  expect(most.concurrency).toBe(serving![0]!.largestConcurrency.memory);
  expect(most.concurrency).toBeGreaterThanOrEqual(2);
  const { rows } = await report(`${flags} --offload cpu --concurrency 2`);
  const two = frontier![0]!.points.find(({ concurrency }) => concurrency === 2)!;
  expect(two.timePerOutputTokenSeconds).toBeCloseTo(rows[0]!.timePerOutputTokenSeconds!, 9);
});

describe("a time that was not measured", () => {
  it("is a range, and the assumptions say why", async () => {
    // Nothing was measured on Trainium 2.
    const line = "--model llama-3.1-8b --hardware trn2 --gpus 1 --gpu-price 2 --context 8k --output 256";
    const { rows, assumptions } = await report(line);
    expect(rows[0]!.timeErrorFactor).toBe(3);
    expect(assumptions).toMatch(/times within a factor of 3: nothing was measured on this architecture$/);
    const { out } = await run(line);
    const row = cells(out, "8,000");
    expect(row[2]).toMatch(/^[\d.,]+–[\d.,]+ m?s$/);
    const [low, high] = row[3]!.split(" ")[0]!.split("–").map(Number);
    expect(high! / low!).toBeCloseTo(9, 0);
    // Ranges are wide: what is the same in every row stands above the table.
    expect(out).toMatch(/^Most users that it holds: \d+ of 8,000 tokens\.$/m);
    expect(
      Math.max(
        ...out
          .trim()
          .split("\n")
          .slice(-2)
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(100);
    const compared = await run("compare --model llama-3.1-8b --hardware trn2,h100 --gpus 1");
    expect(compared.out).toMatch(/^trainium2 .*–/m);
    expect(compared.out).toMatch(/^h100-sxm [^–]*$/m);
    const measured = await run(`${llama} --context 8k --output 256`);
    expect(measured.out).toContain("within a factor of 1.5: vLLM was measured on this architecture");
    expect(measured.out).not.toContain("–");
  });
});

describe("rates of one user that were published", () => {
  // 150 to 250 tok/s of vLLM on one H100.
  it("gpt-oss-120b on one H100", async () => {
    const { timePerOutputTokenSeconds: tpot } = await only(
      "--model gpt-oss-120b --hardware h100 --gpus 1 --context 1k --output 256",
    );
    expect(tpot).toBeGreaterThan(4e-3);
    expect(tpot).toBeLessThan(7e-3);
  });

  it("Qwen3-30B-A3B in 4 bits on an M4 Max", async () => {
    const { tokensPerSecondPerUser: rate } = await only(
      "--model qwen3-30b-a3b --dtype int4 --hardware m4-max --context 1k --output 256",
    );
    expect(rate).toBeGreaterThan(60);
    expect(rate).toBeLessThan(190);
  });

  it("DeepSeek-V3 on 8 × H200", async () => {
    const line = "--model deepseek-v3 --hardware h200 --gpus 8 --context 1k --output 1k";
    // 37.6 billion parameters of 8 bits over 8 × 4.8 TB/s are 1 ms; 61 layers of launches and reductions the rest.
    const { timePerOutputTokenSeconds: tpot } = await only(line);
    expect(tpot).toBeGreaterThan(6e-3);
    expect(tpot).toBeLessThan(20e-3);
  });
});
