// The test page: loads the built module of the browser, measures what the address asks for, shows the report.
// ?kernels=flash,linear&sizes=64,128&backends=wasm&threads=1,2&limit=0.5
import { benchPlot } from "../../src/interfaces/bench/plot.js";
import { renderReport } from "../../src/interfaces/bench/table.js";
import { svgPlot } from "../../src/interfaces/plot/index.js";

type Bench = typeof import("../../src/bench/index.js");

const asked = new URLSearchParams(location.search);
const list = (name: string, otherwise: string) => (asked.get(name) ?? otherwise).split(",");
const element = (id: string) => document.getElementById(id)!;
const built = "/fovea/bench.js";

try {
  const { backends, benchmark, kernels } = (await import(built)) as Bench;
  const pick = <T extends { readonly name: string }>(all: readonly T[], names: readonly string[]) =>
    names.map((name) => all.find((one) => one.name === name)!);
  const report = await benchmark({
    kernels: pick(kernels, list("kernels", "naive,flash,linear,recurrence")),
    backends: pick(backends, list("backends", "wasm")),
    threads: list("threads", "1").map(Number),
    sizes: list("sizes", "64,128,256,512,1024,2048").map(Number),
    headDim: 64,
    heads: 1,
    causal: asked.get("causal") === "yes",
    window: 64,
    limitSeconds: Number(asked.get("limit") ?? "1"),
    extrapolate: false,
    onProgress: ({ now }) => {
      element("status").textContent = `Measuring ${now}`;
    },
  });
  element("report").textContent = renderReport(report);
  element("plot").innerHTML = svgPlot(benchPlot(report));
  Object.assign(globalThis, { outcome: { report } });
  element("status").textContent = "Done.";
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  Object.assign(globalThis, { outcome: { error: { code, message } } });
  element("status").textContent = `Failed: ${message}`;
}
