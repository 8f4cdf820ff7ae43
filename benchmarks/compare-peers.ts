// Compares Fovea with its peers in one run: index, refresh, query, recall at equal tokens. Writes raw results and
// docs/comparison.md.
//   node scripts/run-ts.mjs benchmarks/compare-peers.ts --peers <folder> --time repo,repo --recall repo,repo [--rounds 3] [--cases 25]
// Run `npm install @optave/codegraph @colbymchenry/codegraph repomix` in the folder first. Repositories are git checkouts
// with their history. Commands run on copies in a temporary folder, each in a new process under /usr/bin/time. The order
// of the tools is reversed every other round. With --page only, the page is written from existing results.
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { arch, cpus, loadavg, tmpdir, totalmem } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { casesFromGit } from "../src/evaluate/cases/from-git.js";
import { tokenCounter } from "../src/shared/tokens/count.js";
import { type Comparison, comparisonPage, type RecallRow, type Timing } from "./compare-peers/page.js";
import { FOVEA_CACHE, type Peer, peers } from "./compare-peers/peers.js";

const { values: flags } = parseArgs({
  options: {
    peers: { type: "string" },
    time: { type: "string", default: "" },
    recall: { type: "string", default: "" },
    rounds: { type: "string", default: "3" },
    cases: { type: "string", default: "25" },
    results: { type: "string" },
    page: { type: "boolean", default: false },
  },
});
const root = process.cwd();
const machine = `${cpus().length}-core-${arch()}`;
const folder =
  flags.results ?? join(root, "benchmarks/results", `${new Date().toISOString().slice(0, 10)}-${machine}`);
const rawFile = join(folder, "compare-peers.json");
mkdirSync(folder, { recursive: true });

const comparison: Comparison = existsSync(rawFile)
  ? (JSON.parse(readFileSync(rawFile, "utf8")) as Comparison)
  : { machine: "", node: "", command: "", versions: {}, timings: [], recall: [] };
comparison.machine = `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}-${arch()}`;
comparison.node = process.version;
comparison.command =
  "node scripts/run-ts.mjs benchmarks/compare-peers.ts --peers <folder> --time … --recall …";
const save = () => {
  writeFileSync(rawFile, `${JSON.stringify(comparison, null, 1)}\n`);
  writeFileSync(join(root, "docs/comparison.md"), comparisonPage(comparison, basename(folder)));
};
if (!flags.page) {
  if (!flags.peers) {
    console.error("compare-peers: --peers <folder with the peers installed> is needed");
    process.exit(2);
  }
}

interface Ran {
  readonly seconds: number;
  /** User and system time of the process and the children it waited for. */
  readonly cpuSeconds: number;
  readonly rssMb: number;
  readonly out: string;
  readonly code: number;
}

const scratch = mkdtempSync(join(tmpdir(), "fovea-peers-"));
const home = join(scratch, "home");
mkdirSync(home);

/**
 * Runs one command in a new process. Measures wall-clock seconds and the largest resident size of a single
 * process.
 */
function run(command: readonly string[], cwd: string): Ran {
  const report = join(scratch, "time.txt");
  const { status, stdout } = spawnSync("/usr/bin/time", ["-f", "%e %M %U %S", "-o", report, ...command], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    timeout: 300_000,
    // Turns telemetry of peers off, and keeps them away from the user's own settings.
    env: {
      ...process.env,
      HOME: home,
      FOVEA_CACHE_DIR: join(scratch, FOVEA_CACHE),
      CODEGRAPH_TELEMETRY: "0",
      DO_NOT_TRACK: "1",
      NO_COLOR: "1",
    },
  });
  const text = existsSync(report) ? readFileSync(report, "utf8") : "";
  const [seconds, kilobytes, user, system] = text.trim().split("\n").pop()!.split(" ").map(Number);
  return {
    seconds: seconds ?? Number.NaN,
    cpuSeconds: (user ?? Number.NaN) + (system ?? Number.NaN),
    rssMb: (kilobytes ?? Number.NaN) / 1024,
    out: stdout ?? "",
    code: status ?? -1,
  };
}

function megabytes(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size / 1e6;
  return readdirSync(path).reduce((sum, name) => sum + megabytes(join(path, name)), 0);
}

const copyOf = (repository: string): string => {
  const copy = join(scratch, basename(repository));
  if (!existsSync(copy)) execFileSync("git", ["clone", "-q", "--no-hardlinks", repository, copy]);
  return copy;
};
const drop = (peer: Peer, repository: string) => {
  if (peer.folder) rmSync(join(repository, peer.folder), { recursive: true, force: true });
};

/** A source file of medium size to edit, and a name that it defines. */
function subject(repository: string): { readonly file: string; readonly symbol: string } {
  const files = execFileSync("git", ["-C", repository, "ls-files", "*.ts", "*.py", "*.go", "*.js"])
    .toString()
    .trim()
    .split("\n");
  const sized = files
    .filter((file) => !/test|spec|example|docs?\/|playground|\.d\.ts/.test(file))
    .map((file) => ({ file, text: readFileSync(join(repository, file), "utf8") }))
    .sort((a, b) => a.text.length - b.text.length);
  for (let at = Math.floor(sized.length * 0.75); at < sized.length; at++) {
    const found = /^(?:export )?(?:async )?(?:function|def|func|class)\s+([A-Za-z]\w{5,})/m.exec(
      sized[at]!.text,
    );
    if (found) return { file: sized[at]!.file, symbol: found[1]! };
  }
  throw new Error(`${repository}: no function found to ask about`);
}

function timeTools(repository: string): void {
  const copy = copyOf(repository);
  const { file, symbol } = subject(copy);
  const sentence = "where is a configuration value checked before it is used";
  const original = readFileSync(join(copy, file));
  for (let round = 0; round < Number(flags.rounds); round++) {
    for (const peer of round % 2 === 0 ? peers : [...peers].reverse()) {
      const bin = peer.command(flags.peers!, root);
      comparison.versions[peer.name] = peer.version(flags.peers!, root);
      drop(peer, copy);
      const step = (what: Timing["what"], args: readonly string[] | undefined) => {
        if (!args) return;
        const { seconds, cpuSeconds, rssMb, code } = run([...bin, ...args], copy);
        const diskMb = what === "index" && peer.folder ? megabytes(join(copy, peer.folder)) : undefined;
        comparison.timings.push({
          repository: basename(repository),
          tool: peer.name,
          what,
          round,
          seconds,
          cpuSeconds,
          rssMb,
          load: loadavg()[0]!,
          code,
          ...(diskMb === undefined ? {} : { diskMb }),
        });
      };
      step("index", peer.index);
      step("unchanged", peer.refresh);
      const comment = /\.py$/.test(file) ? "# changed" : "// changed";
      appendFileSync(join(copy, file), `\n${comment} ${round}\n`);
      step("one file", peer.refresh);
      writeFileSync(join(copy, file), original);
      if (peer.refresh) run([...bin, ...peer.refresh], copy);
      step("symbol", peer.symbol?.(symbol));
      step("sentence", peer.sentence?.(sentence));
      drop(peer, copy);
      console.error(`${basename(repository)} round ${round + 1}: ${peer.name}`);
    }
    save();
  }
}

/**
 * For cases from the history: recall of each peer's answer to the message, and of Fovea's pack of as many
 * tokens.
 */
async function recallAtEqualTokens(repository: string): Promise<void> {
  const copy = copyOf(repository);
  const { cases } = await casesFromGit(repository, { limit: Number(flags.cases) });
  const counter = await tokenCounter();
  const fovea = peers.find(({ name }) => name === "fovea")!;
  const ours = fovea.command(flags.peers!, root);
  for (const peer of peers) if (peer.context || peer.name === "fovea") drop(peer, copy);
  for (const one of cases) {
    if (
      peers.every(
        ({ name, context }) =>
          !context || comparison.recall.some((row) => row.id === one.id && row.peer === name),
      )
    )
      continue;
    execFileSync("git", ["-C", copy, "checkout", "-q", "--force", one.commit!]);
    for (const peer of peers) {
      const done = comparison.recall.some((row) => row.id === one.id && row.peer === peer.name);
      if (!peer.context || done) continue;
      const bin = peer.command(flags.peers!, root);
      const prepare = peer.folder && existsSync(join(copy, peer.folder)) ? peer.refresh : peer.index;
      if (prepare) run([...bin, ...prepare], copy);
      const answer = run([...bin, ...peer.context(one.query)], copy);
      const tokens = counter.count(answer.out);
      const gold = one.targets.map(({ path }) => path);
      const share = (text: string) => gold.filter((path) => text.includes(path)).length / gold.length;
      const packed = run([...ours, "pack", one.query, "--budget", String(Math.max(200, tokens))], copy);
      const row: RecallRow = {
        repository: basename(repository),
        id: one.id,
        peer: peer.name,
        peerTokens: tokens,
        peerRecall: share(answer.out),
        peerCode: answer.code,
        foveaTokens: counter.count(packed.out),
        foveaRecall: share(packed.out),
      };
      comparison.recall.push(row);
    }
    save();
  }
  console.error(`${basename(repository)}: ${cases.length} cases`);
}

try {
  if (!flags.page) {
    for (const repository of flags.time.split(",").filter(Boolean)) timeTools(repository);
    for (const repository of flags.recall.split(",").filter(Boolean)) await recallAtEqualTokens(repository);
  }
  save();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
