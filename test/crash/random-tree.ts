import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Numbers in [0, 1) that are the same for the same seed: a linear congruential generator (Knuth, MMIX
 * constants).
 */
export function randomNumbers(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
}

const folders = ["", "src", "src/deep", "lib", "docs"];
const endings = [".ts", ".py", ".md", ".go", ".txt", ".min.js", ".png"];

/** A folder of files with random changes. */
export class RandomTree {
  private made = 0;

  constructor(
    readonly root: string,
    private readonly random: () => number,
  ) {
    for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  }

  /** One random event: create, edit, rename or move, delete; the tree grows to some hundred files. */
  step(): void {
    const files = this.files();
    const kind = this.random();
    if (files.length < 5 || kind < 0.35) this.write(this.newPath());
    else if (kind < 0.75) this.write(this.pick(files));
    else if (kind < 0.87) {
      const to = this.random() < 0.2 ? this.pick(files) : this.newPath();
      mkdirSync(dirname(join(this.root, to)), { recursive: true });
      renameSync(join(this.root, this.pick(files)), join(this.root, to));
    } else if (kind < 0.995) rmSync(join(this.root, this.pick(files)));
    // Occasionally delete a whole folder.
    else rmSync(join(this.root, this.pick(folders.slice(1))), { recursive: true, force: true });
  }

  files(): string[] {
    return readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.root.length + 1))
      .sort();
  }

  private newPath(): string {
    return join(this.pick(folders), `file${this.made++}${this.pick(endings)}`);
  }

  private write(path: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), this.content(path));
  }

  private content(path: string): string {
    const word = (): string => this.pick(words) + (this.random() < 0.3 ? Math.floor(this.random() * 40) : "");
    const lines = Math.floor(this.random() ** 2 * 60);
    const line = (): string => {
      if (path.endsWith(".py"))
        return `def ${word()}_${word()}(${word()}):\n    return ${word()}(${word()})\n`;
      if (path.endsWith(".ts"))
        return `export function ${word()}${word()}(${word()}: string) {\n  return ${word()}();\n}\n`;
      if (path.endsWith(".go")) return `func ${word()}${word()}() { ${word()}() }\n`;
      return `# ${word()} ${word()}\n\n${word()} ${word()} ${word()}.\n`;
    };
    return Array.from({ length: lines }, line).join("\n");
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }
}

export const words =
  "anchor beacon candle dagger ember falcon garnet harbor island jasper kettle lantern".split(" ");
