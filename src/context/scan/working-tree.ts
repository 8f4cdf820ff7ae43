// TEMPORARY
import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source, SourceFile } from "./source.js";
export function openWorkingTree(root: string): Source {
  return {
    root,
    absolutePath: (path) => join(root, path),
    async list() {
      const out = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
        cwd: root,
        maxBuffer: 1e9,
      }).toString();
      const files: SourceFile[] = [];
      for (const path of out.split("\0")) {
        if (!path || /\.(png|jpg|ico|gif|pdf|zip|wasm|lock|snap|svg|woff2?)$/.test(path)) continue;
        try {
          const s = lstatSync(join(root, path));
          if (s.isFile() && s.size < 1 << 20)
            files.push({ path, size: s.size, stamp: `${s.size}-${s.mtimeMs}-${s.ino}` });
        } catch {}
      }
      return { files, skipped: [] };
    },
    async read(path) {
      return readFileSync(join(root, path));
    },
    async close() {},
  };
}
