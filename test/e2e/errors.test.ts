import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stateFolder } from "../../src/context/state/state-folder.js";
import {
  forgetReportSchema,
  indexReportSchema,
  searchReportSchema,
} from "../../src/interfaces/schema/index.js";
import { cliFile, fovea, type Outcome } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { canMount, withMount } from "../support/disturbed.js";
import { expectOneLine } from "../support/one-line.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

const files = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `src/part${index}.ts`,
    `/** Part ${index} of the marmot colony. */\nexport function marmot${index}(burrow: number): number {\n  return burrow * ${index};\n}\n`.repeat(
      4,
    ),
  ]),
);
const query = "marmot7";

describe("wrong usage", () => {
  const scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const run = (...args: string[]) => runHere(args, { cwd: scratch.root });
  beforeAll(() => run("index"));
  afterAll(() => scratch[Symbol.dispose]());

  const count = (flag: string, got: string, example: string) =>
    `${flag} must be a positive whole number, got "${got}". Write ${example}.`;
  it.each([
    [["index", "nowhere"], /there is no .*nowhere\. Give the path of a folder that exists\./],
    [["search", "a", "--repo", "nowhere"], /there is no .*nowhere\./],
    [["index", ""], "the path is empty. Give a folder, or leave it out."],
    [["index", "a.ts"], /a\.ts is a file\. Give the folder that holds it\./],
    [["pack", "a", "--budget", "0"], count("--budget", "0", "--budget 8000 or --budget 8k")],
    [["pack", "a", "--budget", "-5"], count("--budget", "-5", "--budget 8000 or --budget 8k")],
    [["pack", "a", "--budget", "NaN"], count("--budget", "NaN", "--budget 8000 or --budget 8k")],
    [["pack", "a", "--budget", "Infinity"], count("--budget", "Infinity", "--budget 8000 or --budget 8k")],
    [["pack", "a", "--budget", "1.5"], count("--budget", "1.5", "--budget 8000 or --budget 8k")],
    [["search", "a", "-k", "0"], count("--limit", "0", "--limit 10")],
    [["graph", "a.ts", "-k", "0"], count("--limit", "0", "--limit 20")],
    [["graph", "a.ts", "--depth", "0"], count("--depth", "0", "--depth 3")],
    [["eval", "-n", "0"], count("--limit", "0", "--limit 100")],
    [["bench", "--heads", "0"], count("--heads", "0", "--heads 8")],
    [["index", "--threads", "x"], count("--threads", "x", "--threads 2")],
    [
      ["pack", "a", "--encoding", "gpt9"],
      'there is no encoding "gpt9". Choose one of o200k_base, cl100k_base, p50k_base.',
    ],
    [["search"], "missing required argument 'query'. `fovea search --help` shows the usage."],
    [["search", " "], 'the query is empty. Say what to look for: fovea search "how are sessions stored".'],
    [["pack", ""], 'the task is empty. Describe the task: fovea pack "add a --verbose flag".'],
    [["search", "a", "--bogus"], "unknown option '--bogus'. `fovea search --help` shows the usage."],
    [
      ["search", "a", "--fles"],
      "unknown option '--fles'. Did you mean --files? `fovea search --help` shows the usage.",
    ],
    [["serach", "a"], "unknown command 'serach'. Did you mean search? `fovea --help` shows the usage."],
    [["status", "a", "b"], /too many arguments for 'status'.*`fovea status --help` shows the usage\./],
    [["pack", "a", "--format", "pdf"], /'pdf' is invalid\. Allowed choices are markdown, xml, json\./],
    [
      ["forget"],
      /forget would delete .*[/\\]fovea-test-\w+-[0-9a-f]{16}, and there is no terminal to ask on\. Write fovea forget --yes\./,
    ],
  ] as const)("fovea %j", async (args, line) => {
    expectOneLine(await run(...args), 2, line);
    expect((await run("doctor")).code).toBe(0);
  });
});

describe("a refusing system", () => {
  const made = new Scratch().write(files);
  const at = { cwd: made.root };
  beforeAll(() => runHere(["index"], at));
  afterAll(() => made[Symbol.dispose]());

  it("reports a missing index when a command does not create one", async () => {
    using scratch = new Scratch().write({ "a.ts": "a" });
    const none = /there is no index at .*\. Run `fovea index` first\./;
    for (const args of [["status"], ["doctor"], ["search", "a", "--no-update"]])
      expectOneLine(await runHere(args, { cwd: scratch.root }), 1, none);
    expect(existsSync(stateFolder(scratch.root))).toBe(false);
  });

  it("reports that an empty repository holds nothing", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    const nothing = /holds no file to index\. Check the path, \.gitignore and \.foveaignore\./;
    for (const args of [["index"], ["search", "a"], ["pack", "a"]])
      expectOneLine(await runHere(args, { cwd: scratch.root }), 1, nothing);
  });

  it("reports that the current folder no longer exists", () => {
    using scratch = new Scratch();
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `mkdir gone; cd gone; rmdir ../gone; "${process.execPath}" "${cliFile}" status`],
      { cwd: scratch.root, encoding: "utf8" },
    );
    expect(stderr).toMatch(/\bfovea: the current folder no longer exists\. Change to one that exists\.\n$/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
  });

  it("skips a file that may not be read, and indexes it when it may", async () => {
    using scratch = new Scratch().write({
      "open.ts": "export const ermine = 1;\n",
      "closed.ts": "export const stoat = 1;\n",
    });
    const closed = join(scratch.root, "closed.ts");
    chmodSync(closed, 0);
    using cache = new Scratch();
    const run = asNobody(scratch.root, cache.root);
    const first = await run("index", "--json");
    expect([first.code, first.err]).toEqual([0, ""]);
    expect(indexReportSchema.parse(JSON.parse(first.out))).toMatchObject({
      files: 1,
      skipped: 1,
      changed: 1,
    });
    chmodSync(closed, 0o644);
    const second = await run("index", "--json");
    expect(indexReportSchema.parse(JSON.parse(second.out))).toMatchObject({
      files: 2,
      skipped: 0,
      changed: 1,
    });
  });

  it("reports that a folder may not be written", async () => {
    using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
    using cache = new Scratch();
    const run = asNobody(scratch.root, cache.root);
    chmodSync(cache.root, 0o555);
    const outcome = await run("index");
    expectOneLine(
      outcome,
      1,
      /cannot be created\. Make the folder above it writable, or set FOVEA_CACHE_DIR/,
    );
  });

  it("reports a directory at the index's path, and replaces it by an index", async () => {
    using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
    const at = { cwd: scratch.root };
    mkdirSync(join(databaseFile(scratch.root), "x"), { recursive: true });
    expectOneLine(await runHere(["status"], at), 1, /the index .* is damaged\./);
    expect((await runHere(["index"], at)).code).toBe(0);
    expect((await runHere(["doctor"], at)).code).toBe(0);
  });

  it("answers from an index whose folder or files may not be written", async () => {
    using scratch = new Scratch().write(files);
    using cache = new Scratch();
    const run = asNobody(scratch.root, cache.root);
    expect((await run("index")).code).toBe(0);
    const state = readdirSync(cache.root).find((name) => !name.startsWith("."))!;
    const folder = join(cache.root, state);
    const expected = (await run("search", query, "--json")).out;
    const protectFiles = () => {
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
    };
    const protections: [string, () => void, string[][]][] = [
      ["its files", protectFiles, [["graph", "marmot7"], ["status"]]],
      ["its folder", () => chmodSync(folder, 0o555), [["pack", query], ["doctor"]]],
    ];
    for (const [what, protect, others] of protections) {
      protect();
      expect([what, await run("search", query, "--json")]).toEqual([
        what,
        { code: 0, signal: null, out: expected, err: "" },
      ]);
      for (const args of others) expect([what, args, (await run(...args)).code]).toEqual([what, args, 0]);
    }
    scratch.write({ "src/part7.ts": "export const mole = 7;\n" });
    const late = await run("search", "mole", "--json");
    expect(late.code).toBeLessThan(2);
    expect(late.err).toMatch(
      /^fovea: the index .* cannot be written; the answer may miss the latest changes\.\n(?:fovea: nothing in the index .*\n)?$/,
    );
    expectOneLine(await run("index"), 1, /the index .* cannot be written\. Check the owner and mode/);
    chmodSync(folder, 0o755);
  });

  it("stops quietly when the pipe's reader has closed it", async () => {
    const outcome = await fovea(["search", "marmot", "-k", "40"], {
      ...at,
      onStart: (child: ChildProcess) => child.stdout!.destroy(),
    });
    expect([outcome.code, outcome.err]).toEqual([0, ""]);
    const sh = spawn(
      "sh",
      ["-c", `"${process.execPath}" "${cliFile}" pack "marmot burrow" --json | head -c 1`],
      at,
    );
    const chunks: Buffer[] = [];
    sh.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    await new Promise((resolve) => sh.once("close", resolve));
    expect(Buffer.concat(chunks).toString()).toBe("");
  });

  it.runIf(existsSync("/dev/full"))("reports that its output cannot be written", () => {
    const sh = (command: string) =>
      spawnSync("sh", ["-c", `"${process.execPath}" "${cliFile}" ${command}`], { ...at, encoding: "utf8" });
    const outcome = sh("search marmot > /dev/full");
    expect(outcome.stderr).toMatch(
      /^fovea: the output cannot be written: .*ENOSPC.*\. Check where it goes\.\n$/,
    );
    expect(outcome.status).toBe(1);
    expect(sh("bogus 2> /dev/full").status).toBe(2);
  });

  it.runIf(canMount)(
    "reports a full disk, keeps the index valid, and continues when there is room",
    async () => {
      const script = `
      mount -t tmpfs -o size=3m tmpfs "$1"; cd "$1"; mkdir src; export FOVEA_CACHE_DIR="$1/cache"
      printf 'export const ferret = 1;\\n' > a.ts
      "$2" "$3" index >&2
      "$2" -e 'for (let i = 1; i <= 400; i++) fs.writeFileSync("src/" + i + ".ts", "export function badger" + i + "(sett) { return sett * " + i + "; } // " + Array.from({ length: 60 }, (_, n) => "word" + n).join(" ") + "\\n")'
      dd if=/dev/zero of=ballast bs=1k 2>/dev/null || true
      code=0; "$2" "$3" index 2> /tmp/err.$$ || code=$?
      cat /tmp/err.$$ >&1; rm /tmp/err.$$; echo "exit $code"
      "$2" "$3" search ferret --json 2>&1
      rm ballast
      "$2" "$3" doctor; "$2" "$3" search badger77 --json`;
      using scratch = new Scratch();
      const { out } = withMount(script, [scratch.root, process.execPath, cliFile]);
      const [line, exit, warning, old, , doctor, found] = out.split("\n");
      expect(line).toMatch(
        /^fovea: the disk is full while writing .*\. Free some space and run the command again; the index is unharmed\.$/,
      );
      expect(exit).toBe("exit 1");
      expect(warning).toMatch(
        /^fovea: the disk is full while writing .*; the answer may miss the latest changes\.$/,
      );
      expect(searchReportSchema.parse(JSON.parse(old!)).results[0]!.path).toBe("a.ts");
      expect(doctor).toMatch(/^Sound: \d+ files/);
      expect(searchReportSchema.parse(JSON.parse(found!)).results[0]!.path).toBe("src/77.ts");
    },
  );

  it.runIf(canMount)(
    "answers from the index on a read-only disk, and reports why it cannot update it",
    async () => {
      const script = `
      mount -t tmpfs -o size=8m tmpfs "$1"; mkdir "$1/code"; cd "$1/code"; cp -r "$4/src" .
      export FOVEA_CACHE_DIR="$1/cache"
      "$2" "$3" index > /dev/null
      mount -o remount,ro "$1"
      "$2" "$3" search ${query} --json
      "$2" "$3" status --json
      mount -o remount,rw "$1"; echo 'export const gopher = 1;' > gopher.ts; mount -o remount,ro "$1"
      code=0; "$2" "$3" search gopher 2>&1 || code=$?
      echo "exit $code"
      code=0; "$2" "$3" index 2>&1 || code=$?
      echo "exit $code"`;
      using scratch = new Scratch();
      const { out, err } = withMount(script, [scratch.root, process.execPath, cliFile, made.root]);
      expect(err).toBe("");
      const lines = out.split("\n");
      expect(searchReportSchema.parse(JSON.parse(lines[0]!)).results[0]!.path).toBe("src/part7.ts");
      expect(JSON.parse(lines[1]!).fresh).toBe(true);
      expect(out).toMatch(
        /\nfovea: the index .* cannot be written; the answer may miss the latest changes\.\nfovea: nothing in the index contains a word of this query\. .*\nexit 1\nfovea: the index .* cannot be written\. Check .*\.\nexit 1\n$/,
      );
    },
  );

  it("forget deletes the index and nothing else", async () => {
    using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n", "keep/.fovea-notes": "mine" });
    const at = { cwd: scratch.root };
    await jsonHere(["index"], indexReportSchema, at);
    mkdirSync(join(scratch.root, "sub"));
    const report = await jsonHere(["forget", "--yes"], forgetReportSchema, at);
    expect(report).toMatchObject({ root: scratch.root, forgotten: true });
    expect(report.bytes).toBeGreaterThan(1000);
    expect(existsSync(stateFolder(scratch.root))).toBe(false);
    expect(readFileSync(join(scratch.root, "keep/.fovea-notes"), "utf8")).toBe("mine");
    expect(await jsonHere(["forget", "--yes"], forgetReportSchema, at)).toMatchObject({ forgotten: false });
    // Nothing is kept, so there is no question.
    expect(await jsonHere(["forget"], forgetReportSchema, at)).toMatchObject({ forgotten: false });
  });

  it("exits with 130 at Ctrl-C, and keeps the files indexed so far", async () => {
    using scratch = new Scratch().write(manyFiles(700));
    const at = { cwd: scratch.root };
    const outcome = await fovea(["index"], {
      ...at,
      // The index is created first; indexing the files takes longer, so the process is still running.
      onStart: (child) => {
        const watching = setInterval(() => {
          if (!existsSync(databaseFile(scratch.root))) return;
          clearInterval(watching);
          child.kill("SIGINT");
        }, 20);
      },
    });
    expect([outcome.code, outcome.signal]).toEqual([130, null]);
    expect(outcome.err).toBe("");
    const { results } = await jsonHere(["search", "weasel77"], searchReportSchema, at);
    expect(results[0]!.path).toBe("src/77.ts");
    expect((await runHere(["doctor"], at)).code).toBe(0);
  });
});

const manyFiles = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `src/${index}.ts`,
      `export function weasel${index}(den: number): number {\n  const hole${index} = den + ${index};\n  return hole${index};\n}\n`.repeat(
        6,
      ),
    ]),
  );

/** Runs fovea as an unprivileged user, for whom permissions apply, with its own cache folder. */
function asNobody(root: string, cache: string) {
  const NOBODY = 65534;
  const env = { FOVEA_CACHE_DIR: cache };
  if (process.getuid?.() !== 0) return (...args: string[]) => fovea(args, { cwd: root, env });
  for (const folder of [root, cache]) chownSync(folder, NOBODY, NOBODY);
  return (...args: string[]): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [cliFile, ...args], {
        cwd: root,
        env: { ...process.env, ...env },
        uid: NOBODY,
        gid: NOBODY,
      });
      let out = "";
      let err = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk;
      });
      child.stderr.on("data", (chunk: Buffer) => {
        err += chunk;
      });
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal, out, err }));
    });
}
