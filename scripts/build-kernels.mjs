// Compiles src/bench/kernels/*/kernel.as.ts into two modules: one for a single thread, one with shared memory.
import { readdirSync } from "node:fs";
import asc from "assemblyscript/asc";

const COMMON = "-O3 --noAssert --runtime stub --enable simd --importMemory --maximumMemory 65536".split(" ");
const VARIANTS = [
  { file: "dist/kernels.wasm", flags: [] },
  { file: "dist/kernels-threads.wasm", flags: ["--enable", "threads", "--sharedMemory"] },
];

export async function buildKernels() {
  const folder = "src/bench/kernels";
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(`${folder}/${entry.name}`).includes("kernel.as.ts"))
    .map((entry) => `${folder}/${entry.name}/kernel.as.ts`);
  for (const { file, flags } of VARIANTS) {
    const { error, stderr } = await asc.main([...entries, ...COMMON, ...flags, "-o", file]);
    if (error) throw new Error(`${file}: ${error.message}\n${stderr.toString()}`);
  }
}
