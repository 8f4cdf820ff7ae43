import { chmodSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { fovea } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";

// Programs and modules that Fovea may start or load, supplied by a repository. Each writes a marker file.
test.skipIf(process.platform === "win32")(
  "no program or module of a repository is started or loaded",
  async () => {
    using scratch = new Scratch();
    const marker = (name: string) => JSON.stringify(join(scratch.root, "ran", name));
    const script = (name: string) => `#!/bin/sh\ntouch ${marker(name)}\n`;
    const programs = ["python3", "python", "git", "sh"];
    const modules = ["numpy", "json", "platform", "time", "sitecustomize", "usercustomize"];
    scratch.write({
      "ran/none": "",
      "repository/src/app.py": "def main():\n    return 1\n",
      "repository/package.json": "{}",
      ...Object.fromEntries(
        ["onnxruntime-node", "libsql", "yaml"].map((name) => [
          `repository/node_modules/${name}/index.js`,
          `require("node:fs").writeFileSync(${marker(name)}, "");\n`,
        ]),
      ),
      "repository/.node_modules/onnxruntime-node/index.js": `require("node:fs").writeFileSync(${marker("home")}, "");\n`,
      ...Object.fromEntries(
        programs.flatMap((name) =>
          ["repository", "repository/node_modules/.bin"].map((folder) => [`${folder}/${name}`, script(name)]),
        ),
      ),
      ...Object.fromEntries(
        modules.map((name) => [`repository/${name}.py`, `open(${marker(`${name}.py`)}, "w")\n`]),
      ),
    });
    const cwd = join(scratch.root, "repository");
    const packages = join(cwd, "node_modules/.bin");
    for (const name of programs) for (const folder of [cwd, packages]) chmodSync(join(folder, name), 0o755);
    // A repository inside it, whose own folder holds no program.
    scratch.write({ "repository/inner/a.ts": "export const inner = 1;\n" });
    scratch.git("init", "-q", "repository/inner");
    // PATH as set by npx, and HOME as on some build machines.
    const env = {
      PATH: ["", ".", packages, cwd, process.env.PATH].join(delimiter),
      NODE_PATH: ["", ".", "node_modules"].join(delimiter),
      HOME: cwd,
    };
    const limit = ["--time-limit", "0.01"];
    for (const args of [
      ["bench", "--backend", "ort,js", "--kernels", "naive", "--sizes", "64", ...limit],
      ["cost", "--model", "llama-3.1-8b", "--plot", join(scratch.root, "plot.svg")],
      ["search", "main"],
      ["search", "inner", "--repo", "inner"],
    ])
      await fovea(args, { cwd, env });
    // By then Python has finished its imports.
    await fovea(["bench", "article"], {
      cwd,
      env,
      onStart: (child) => setTimeout(() => child.kill("SIGINT"), 2000),
    });
    expect(readdirSync(join(scratch.root, "ran"))).toEqual(["none"]);
  },
);

test("a file in the current folder does not replace a model of the catalogue", async () => {
  using scratch = new Scratch();
  const args = ["cost", "--model", "meta-llama/Meta-Llama-3.1-8B", "--context", "1k", "--json"];
  const elsewhere = await fovea(args, { cwd: scratch.root });
  scratch.write({ "meta-llama/Meta-Llama-3.1-8B": "{}" });
  expect(await fovea(args, { cwd: scratch.root })).toEqual(elsewhere);
  expect(elsewhere.code).toBe(0);
});

test.skipIf(process.platform === "win32")(
  "no output is written through a symlink of a checkout",
  async () => {
    using scratch = new Scratch();
    scratch.write({ "mine.svg": "mine", "repository/.git/HEAD": "", "outside/keep": "" });
    const cwd = join(scratch.root, "repository");
    symlinkSync("../mine.svg", join(cwd, "plot.svg"));
    symlinkSync("../outside", join(cwd, "charts"));
    const plot = (file: string) =>
      fovea(["cost", "--model", "llama-3.1-8b", "--context", "1k,8k", "--plot", file], { cwd });
    for (const file of ["plot.svg", "charts/new.svg"]) {
      const { code, err } = await plot(file);
      expect(code).toBe(1);
      expect(err).toMatch(/is a link, or lies behind one\. Name a file that is not\.\n$/);
    }
    expect(readFileSync(join(scratch.root, "mine.svg"), "utf8")).toBe("mine");
    expect(readdirSync(join(scratch.root, "outside"))).toEqual(["keep"]);
    expect((await plot("real.svg")).code).toBe(0);
  },
);
