import { spawn } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { ARTICLE_HEAD_DIM, type PythonRun, pythonRun } from "../../bench/index.js";
import { assetPath } from "../../shared/assets.js";
import { currentFolder, findProgram, isInsideFolders } from "../../shared/find-program.js";

/** Measured where Python runs: around the crossovers, and at the article's own sizes up to its cap. */
const SIZES = [64, 100, 128, 256, 512, 1_000, 1_024, 1_536, 2_048, 4_096, 5_000];

/** The article's two sides and the whole of attention, timed as medians over at least 0.2 s, Q and K distinct. */
const SCRIPT = `
import json, platform, sys, time
import numpy as np

def median_seconds(work):
    work()
    samples, start = [], time.perf_counter()
    while len(samples) < 5 or (time.perf_counter() - start < 0.2 and len(samples) < 500):
        began = time.perf_counter()
        work()
        samples.append(time.perf_counter() - began)
    samples.sort()
    return samples[len(samples) // 2]

def attention(q, k, v):
    scores = q @ k.T / np.sqrt(np.float32(q.shape[1]))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ v

def loop(q):
    state = np.zeros(q.shape[1], dtype=np.float32)
    for row in q:
        state = 0.9 * state + row
    return state

d, sizes = int(sys.argv[1]), [int(one) for one in sys.argv[2].split(",")]
random = np.random.default_rng(1)
points = []
for n in sizes:
    q, k, v = (random.standard_normal((n, d), dtype=np.float32) for _ in range(3))
    points.append({
        "n": n,
        "product": median_seconds(lambda: q @ k.T),
        "attention": median_seconds(lambda: attention(q, k, v)),
        "loop": median_seconds(lambda: loop(q)),
    })
try:
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    blas = str(blas.get("name", "unknown")) + " " + str(blas.get("version", ""))
except Exception:
    blas = "unknown"
print(json.dumps({"python": platform.python_version(), "numpy": np.__version__, "blas": blas.strip(), "points": points}))
`;

/** One thread, as the kernels beside it. */
const ONE_THREAD = {
  OPENBLAS_NUM_THREADS: "1",
  OMP_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  VECLIB_MAXIMUM_THREADS: "1",
};

export type PythonOutcome = { readonly run: PythonRun } | { readonly missing: string };

/** Runs the article's side in a real interpreter: python3, or python where that is its name. */
export async function measurePython(signal: AbortSignal): Promise<PythonOutcome> {
  let missing = "";
  for (const program of ["python3", "python"]) {
    const outcome = await runPython(program, signal);
    if ("run" in outcome) return outcome;
    missing ||= outcome.missing;
  }
  return { missing };
}

/** It also imports from `.local` in HOME, before it runs a line: not where that is the repository. */
function withoutUserSite(): Record<string, string> {
  const site = join(homedir(), ".local");
  return isInsideFolders({ file: site, real: site }, currentFolder()) ? { PYTHONNOUSERSITE: "1" } : {};
}

function runPython(program: string, signal: AbortSignal): Promise<PythonOutcome> {
  const file = findProgram(program);
  if (file === undefined)
    return Promise.resolve({ missing: `${program} is not on the PATH outside of this folder` });
  return new Promise((resolve) => {
    const child = spawn(file, ["-c", SCRIPT, String(ARTICLE_HEAD_DIM), SIZES.join(",")], {
      // Python imports from the folder that it runs in: never from a repository, which may hold a numpy.py of its own.
      cwd: assetPath("."),
      env: { ...process.env, ...ONE_THREAD, ...withoutUserSite() },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      signal,
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.once("error", (error) => resolve({ missing: error.message }));
    child.once("close", (code) => {
      if (code === 0) return resolve({ run: pythonRun.parse(JSON.parse(out)) });
      if (/No module named 'numpy'/.test(err)) return resolve({ missing: `${program} has no numpy` });
      const last = err.trim().split("\n").at(-1);
      resolve({ missing: `${program} failed${last ? ` (${last})` : ""}` });
    });
  });
}
