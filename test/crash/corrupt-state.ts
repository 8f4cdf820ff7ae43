import { spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Database from "libsql";
import { sessionsFolder } from "../../src/context/state/state-folder.js";
import { releaseClosedConnections } from "../../src/context/store/sqlite/release.js";
import { runCli } from "../../src/interfaces/cli/run.js";
import { ContextService } from "../../src/interfaces/service/service.js";
import { FoveaError } from "../../src/shared/errors.js";
import { databaseFile } from "../support/database-file.js";
import { Scratch } from "../support/scratch.js";
import { randomNumbers } from "./random-tree.js";

/** Kinds of damage to the files of an index. */
export const damages = {
  bytes: "random bytes at random places of the database",
  text: "random bytes inside the text values of the database",
  noise: "a page of noise",
  zeros: "a page of zeros",
  swap: "two pages that changed places",
  cut: "a database cut off at a random place",
  rows: "values and rows changed, lost, swapped and doubled by SQL",
  schema: "random bytes inside the text of the tables' definitions",
  log: "a write-ahead log that is garbage, cut off, damaged or missing",
  memory: "shared memory of the log that is garbage, damaged or missing",
  missing: "the database or the folder missing, or something else in its place",
  lock: "garbage, a folder, a link, a pipe in place of the lock, or one that may not be written",
  sessions: "sessions that are garbage, cut off, damaged, or no files",
} as const;

export type Damage = keyof typeof damages;

const query = "marmot burrow";

const tree: Readonly<Record<string, string | Uint8Array>> = {
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, part) => [
      `src/part${part}.ts`,
      `/** Part ${part} of the marmot colony. */\nexport function marmot${part}(burrow: number): number {\n  return dig${part}(burrow) * ${part};\n}\n\nexport const dig${part} = (depth: number): number => depth + ${part};\n`,
    ]),
  ),
  "docs/marmots.md": "# Marmots\n\nA marmot digs a burrow.\n\n## Wörter\n\nMurmeltier, 土拨鼠.\n",
  "data/picture.bin": Uint8Array.from({ length: 300 }, (_, index) => index % 7),
};

/** Commands that answer, each with the part of its output that must be right. */
const questions: Readonly<Record<string, { args: readonly string[]; answer: (out: string) => unknown }>> = {
  search: { args: ["search", query, "--json"], answer: (out) => JSON.parse(out) },
  "search --no-update": {
    args: ["search", query, "--no-update", "--json"],
    answer: (out) => JSON.parse(out),
  },
  pack: { args: ["pack", query, "--budget", "1500", "--json"], answer: (out) => JSON.parse(out).text },
  graph: { args: ["graph", "dig7", "--json"], answer: (out) => JSON.parse(out) },
  status: {
    args: ["status", "--json"],
    answer: (out) => {
      const { files, symbols, edges, tokens, languages, encoding } = JSON.parse(out);
      return { files, symbols, edges, tokens, languages, encoding };
    },
  },
  doctor: { args: ["doctor", "--json"], answer: (out) => JSON.parse(out).sound },
  index: {
    args: ["index", "--threads", "1", "--json"],
    answer: (out) => {
      const { files, symbols, edges, tokens, skipped } = JSON.parse(out);
      return { files, symbols, edges, tokens, skipped };
    },
  },
};

type Files = ReadonlyMap<string, Buffer>;

/** An index that is damaged repeatedly, with its answers while it is undamaged. */
export class CorruptState {
  private readonly scratch = new Scratch().write(tree);
  private readonly root = this.scratch.root;
  private readonly database = databaseFile(this.root);
  private readonly folder = dirname(this.database);
  private readonly expected = new Map<string, unknown>();
  /** Accepted packs of a session: the whole pack, or the difference when the session is known. */
  private sessionPacks: readonly unknown[] = [];
  /** The index files when no process has the index open, and while one has, with a write-ahead log. */
  private calm: Files = new Map();
  private busy: Files = new Map();
  private restored = 0;

  async prepare(): Promise<void> {
    const must = async (args: readonly string[]) => {
      const { code, out, err } = await this.run(args);
      if (code !== 0) throw new Error(`${args.join(" ")}: ${err}`);
      return out;
    };
    await must(questions.index!.args);
    for (const [name, { args, answer }] of Object.entries(questions))
      this.expected.set(name, answer(await must(args)));
    const session = ["pack", query, "--budget", "1500", "--session", "agent", "--json"];
    const packs = [await must(session), await must(session)];
    this.sessionPacks = packs.map((out) => JSON.parse(out).text);
    this.calm = this.read();
    // The log repeats what the database holds, so losing either one does not change the answer.
    const service = new ContextService(this.root, { watch: false });
    const repository = await service.ready(call);
    this.scratch.write({ "src/part3.ts": `${tree["src/part3.ts"]}// edited\n` });
    await service.ready(call);
    this.scratch.write({ "src/part3.ts": tree["src/part3.ts"]! });
    await service.ready(call);
    await repository.store.writeFact("updatedAt", new Date().toISOString());
    this.busy = this.read();
    await service.close();
    await releaseClosedConnections();
  }

  /**
   * @returns the fault in words: a wrong answer, an error that is not one line with a mend, or a missing
   * repair.
   */
  async round(damage: Damage, seed: number): Promise<string[]> {
    const random = randomNumbers(seed * 7919 + 17);
    for (let warmUp = 0; warmUp < 5; warmUp++) random();
    const faults: string[] = [];
    const note = (text: string | undefined): void => {
      if (text !== undefined) faults.push(`${damage} ${seed}: ${text}`);
    };
    const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const isOpen = random() < 0.3;
    await this.restore(damage === "log" || damage === "memory" ? this.busy : this.calm);
    const service = isOpen ? new ContextService(this.root, { watch: false }) : undefined;
    await service?.ready(call);
    this.harm(damage, random, isOpen);
    if (service) {
      let last: string | undefined;
      for (let calls = 0; calls < 3; calls++) {
        const outcome = await this.askServer(service);
        note(outcome.fault);
        last = outcome.error;
      }
      // A damaged lock may need a repair that only the user may start; a search does not need the lock.
      if (last !== undefined && damage !== "lock") note(`the server still says: ${last}`);
      await service.close();
    }
    // Only one command meets each damage: it repairs it, so the next ones would not see it.
    const names = [...Object.keys(questions), "doctor --repair"].filter(
      // Without its log an index has its earlier state, which is right with --no-update.
      (name) => damage !== "log" || !["search --no-update", "status"].includes(name),
    );
    const first = oneOf(names);
    if (first !== "doctor --repair") {
      note(await this.ask(first, true));
      if (damage === "sessions") note(await this.askSession());
    }
    const repair = await this.run(["doctor", "--repair", "--json"]);
    // doctor checks again after its repair.
    if (repair.code !== 0 || JSON.parse(repair.out).sound !== true)
      note(`doctor --repair does not mend: ${repair.out}${repair.err.trim()}`);
    if (damage === "log") note(await this.ask("index", false));
    note(await this.ask("search --no-update", false));
    if (random() < 0.2) for (const name of ["doctor", "status", "index"]) note(await this.ask(name, false));
    return faults;
  }

  /** Without the garbage collection at the end of `runHere`, which takes twice as long as a command. */
  private async run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    let out = "";
    let err = "";
    const code = await runCli(args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      progress: false,
      readInput: async () => "",
      columns: 100,
      cwd: this.root,
      env: {},
      signal: call.signal,
    });
    return { code, out, err };
  }

  private async ask(name: string, mayFail: boolean): Promise<string | undefined> {
    const { args, answer } = questions[name]!;
    const { code, out, err } = await this.run(args);
    if (code === 0)
      return isDeepStrictEqual(answer(out), this.expected.get(name))
        ? undefined
        : `${name} is wrong in silence: ${out.slice(0, 300)}`;
    return mayFail ? complaint(name, err) : `${name} fails: ${err.trim()}`;
  }

  private async askSession(): Promise<string | undefined> {
    const { code, out, err } = await this.run([
      "pack",
      query,
      "--budget",
      "1500",
      "--session",
      "agent",
      "--json",
    ]);
    if (code !== 0) return complaint("pack --session", err);
    const text = JSON.parse(out).text;
    return this.sessionPacks.includes(text) ? undefined : `pack --session is wrong: ${text.slice(0, 300)}`;
  }

  private async askServer(service: ContextService): Promise<{ fault?: string; error?: string }> {
    try {
      const repository = await service.ready(call);
      const results = await repository.search(query, 10);
      const { results: expected } = this.expected.get("search") as { results: unknown };
      return isDeepStrictEqual(JSON.parse(JSON.stringify(results)), expected)
        ? {}
        : { fault: `the server is wrong in silence: ${JSON.stringify(results).slice(0, 300)}` };
    } catch (error) {
      if (error instanceof FoveaError) return { error: error.message };
      return { fault: `the server throws ${error instanceof Error ? error.stack : error}` };
    }
  }

  private read(): Files {
    const files = new Map<string, Buffer>();
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        files.set(path.slice(this.folder.length + 1), readFileSync(path));
      }
    return files;
  }

  private async restore(files: Files): Promise<void> {
    if (this.restored++ % 10 === 0) await releaseClosedConnections();
    rmSync(this.folder, { recursive: true, force: true });
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), bytes);
    }
  }

  private harm(damage: Damage, random: () => number, isOpen: boolean): void {
    const below = (limit: number): number => Math.floor(random() * limit);
    const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!;
    const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256)));
    const file = this.database;
    const size = lstatSync(file).size;
    const pages = Math.floor(size / PAGE);
    const randomBytes = (path: string) => {
      const length = lstatSync(path).size;
      for (let count = 1 + below(8); count > 0; count--) writeAt(path, below(length), noise(1));
    };
    const otherThing = (path: string) => {
      rmSync(path, { recursive: true, force: true });
      oneOf([
        () => mkdirSync(join(path, "x"), { recursive: true }),
        () => symlinkSync(join(this.root, "docs/marmots.md"), path),
        () => symlinkSync("/nowhere/at/all", path),
        () => spawnSync("mkfifo", [path]),
        () => writeFileSync(path, noise(below(10_000))),
        () => writeFileSync(path, ""),
      ])();
    };
    const ways: Record<Damage, () => void> = {
      bytes: () => randomBytes(file),
      text: () => {
        const bytes = readFileSync(file);
        for (let count = 1 + below(4); count > 0; count--) {
          const needle = oneOf([
            "src/part",
            "docs/",
            "typescript",
            "marmot",
            "updatedAt",
            "generation",
            "binary",
          ]);
          const places: number[] = [];
          for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) places.push(at);
          if (places.length === 0) continue;
          writeAt(
            file,
            oneOf(places) + below(needle.length + 4),
            oneOf([Buffer.from([0xff]), noise(1), Buffer.from([0])]),
          );
        }
      },
      noise: () => writeAt(file, below(pages) * PAGE, noise(PAGE)),
      zeros: () => writeAt(file, below(pages) * PAGE, Buffer.alloc(PAGE)),
      swap: () => {
        const bytes = readFileSync(file);
        const [one, other] = [below(pages), below(pages)];
        writeAt(file, one * PAGE, bytes.subarray(other * PAGE, (other + 1) * PAGE));
        writeAt(file, other * PAGE, bytes.subarray(one * PAGE, (one + 1) * PAGE));
      },
      cut: () => truncate(file, below(size)),
      rows: () => this.harmRows(below, oneOf),
      schema: () => {
        const bytes = readFileSync(file).subarray(0, PAGE);
        const end = bytes.lastIndexOf("CREATE TABLE fact");
        for (let count = 1 + below(3); count > 0; count--)
          writeAt(file, end - below(3000) + below(300), oneOf([Buffer.from([0xff]), noise(1)]));
      },
      log: () => {
        const path = `${file}-wal`;
        oneOf([
          () => randomBytes(path),
          () => truncate(path, below(lstatSync(path).size)),
          () => writeAt(path, 0, noise(lstatSync(path).size)),
          () => rmSync(path),
          () => writeAt(path, 0, noise(32)),
          ...(isOpen ? [] : [() => otherThing(path)]),
        ])();
      },
      memory: () => {
        const path = `${file}-shm`;
        oneOf([
          () => randomBytes(path),
          () => writeAt(path, 0, noise(lstatSync(path).size)),
          () => rmSync(path),
          // Truncating a file that a process has mapped kills that process, so the -shm file is not
          // truncated.
          ...(isOpen ? [] : [() => truncate(path, below(lstatSync(path).size)), () => otherThing(path)]),
        ])();
      },
      missing: () =>
        oneOf([
          () => rmSync(file),
          () => rmSync(this.folder, { recursive: true }),
          () => otherThing(file),
          () => {
            rmSync(file);
            const other = new Database(file);
            other.exec("create table invention (x); insert into invention values (1)");
            other.close();
          },
          () => otherThing(oneOf([`${file}-wal`, `${file}-shm`])),
        ])(),
      lock: () => {
        const path = join(this.folder, "writer.lock");
        oneOf([
          () => writeFileSync(path, noise(1 + below(5000))),
          () => otherThing(path),
          () => chmodSync(path, 0o444),
          () => writeFileSync(`${path}-journal`, noise(1 + below(5000))),
          () => otherThing(oneOf(["-journal", "-wal", "-shm"].map((suffix) => path + suffix))),
          () => rmSync(path),
        ])();
        // Edit a file, so that there is something to write.
        if (random() < 0.5) randomBytes(file);
      },
      sessions: () => {
        const folder = sessionsFolder(this.root);
        const path = join(folder, "agent.json");
        oneOf([
          () => randomBytes(path),
          () => truncate(path, below(lstatSync(path).size)),
          () => otherThing(path),
          () => otherThing(folder),
          () => rmSync(folder, { recursive: true }),
        ])();
      },
    };
    ways[damage]();
  }

  private harmRows(below: (limit: number) => number, oneOf: <T>(list: readonly T[]) => T): void {
    const database = new Database(this.database);
    try {
      database.exec("pragma foreign_keys = off");
      const tables = ["fact", "segment", "bucket", "content", "listed", "outline", "skipped"];
      for (let count = 1 + below(2); count > 0; count--) {
        const table = oneOf(tables);
        const columns = (
          database.prepare(`select name from pragma_table_info('${table}')`).raw().all() as [string][]
        ).flat();
        const rows = (database.prepare(`select count(*) from ${table}`).raw().get() as [number])[0];
        if (rows === 0) continue;
        const [one, other] = [below(rows), below(rows)];
        const key = ["fact", "listed", "skipped"].includes(table)
          ? `(checkout || char(0) || ${table === "fact" ? "name" : "path"})`
          : "rowid";
        const pick = (row: number) => `(select ${key} from ${table} order by 1 limit 1 offset ${row})`;
        const column = oneOf(columns);
        const value = oneOf([
          "cast(x'ff41fe' as text)",
          "x'00ff'",
          "-1",
          "9223372036854775807",
          "1e308",
          "'text'",
          "''",
          "zeroblob(100000)",
          `${column} || 'x'`,
          `${column} + 1`,
          `(select ${column} from ${table} where ${key} = ${pick(other)})`,
        ]);
        const statement = oneOf([
          `update or ignore ${table} set ${column} = ${value} where ${key} = ${pick(one)}`,
          `update or ignore ${table} set ${column} = ${value} where ${key} = ${pick(one)}`,
          `delete from ${table} where ${key} = ${pick(one)}`,
          `update or replace ${table} set ${column} = ${value}`,
        ]);
        try {
          database.exec(statement);
        } catch {
          // Changes that the tables' constraints reject are skipped.
        }
      }
    } finally {
      database.close();
    }
  }

  [Symbol.dispose](): void {
    this.scratch[Symbol.dispose]();
  }
}

const PAGE = 4096;

const call = { signal: new AbortController().signal, progress: () => {} };

/** An error is one line that says what to do. */
const complaint = (name: string, err: string): string | undefined =>
  /^(?:fovea: [^\n]+ is rebuilt\.\n)?fovea: [^\n]+\. [^\n]+\.\n$/.test(err) &&
  !/unexpected error|report it/.test(err)
    ? undefined
    : `${name} is no line with a mend: ${err}`;

function writeAt(path: string, offset: number, bytes: Uint8Array): void {
  const handle = openSync(path, "r+");
  writeSync(handle, bytes, 0, bytes.length, Math.max(0, offset));
  closeSync(handle);
}

function truncate(path: string, bytes: number): void {
  const handle = openSync(path, "r+");
  ftruncateSync(handle, bytes);
  closeSync(handle);
}

/** Applies the kinds of damage in turn, each equally often. */
export function* plan(times: number, seed: number): Generator<[Damage, number]> {
  for (let round = 0; round < times; round++)
    for (const damage of Object.keys(damages) as Damage[]) yield [damage, seed + round];
}
