import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { originOf, readOrigin } from "./origin.js";
import { plainFileIfAny } from "./plain-file.js";

it.skipIf(process.platform === "win32")("reads regular files only, and does not block on others", () => {
  const folder = mkdtempSync(join(tmpdir(), "fovea-regular-"));
  const file = join(folder, "origin.json");
  const others: readonly (() => void)[] = [
    () => execFileSync("mkfifo", [file]),
    () => symlinkSync("/dev/zero", file),
    () => symlinkSync(file, file),
    () => mkdirSync(file),
    () => {
      writeFileSync(file, "");
      // A sparse file: it takes no space on the disk.
      truncateSync(file, 3 * 2 ** 30);
    },
    () => {},
  ];
  try {
    for (const make of others) {
      make();
      expect(plainFileIfAny(file, 1000)).toBeUndefined();
      expect(readOrigin(folder)).toBeUndefined();
      rmSync(file, { recursive: true, force: true });
    }
    const origin = originOf(folder, "")!;
    writeFileSync(file, JSON.stringify(origin));
    expect(readOrigin(folder)).toEqual(origin);
    expect(plainFileIfAny(file, 10)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
