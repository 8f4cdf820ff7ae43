import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure } from "../../../shared/errors.js";
import { findProgram } from "../../../shared/find-program.js";

/** The program that opens a file, and its arguments before the file's path. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};
const OTHER_OPENER = ["xdg-open"] as const;

/** A file that leads the browser to an address. */
export interface LeadingFile {
  readonly path: string;
  remove(): void;
}

/**
 * Writes a file that only this user can read, and that leads a browser to an address. The address has the token, and other
 * users of the machine can read the command lines of programs.
 * @throws the system's error.
 */
export function writeLeadingFile(address: string): LeadingFile {
  // Node makes this folder with mode 0700.
  const folder = mkdtempSync(join(tmpdir(), "fovea-"));
  const path = join(folder, "open.html");
  const quoted = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${quoted}"><title>Fovea</title><a href="${quoted}">Fovea</a>\n`,
    { mode: 0o600, flag: "wx" },
  );
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens a file in the browser. Resolves when the program that opens it has done so. @throws FoveaError `no-browser`. */
export async function openInBrowser(file: string): Promise<void> {
  const [name, ...args] = OPENERS[process.platform] ?? OTHER_OPENER;
  const program = findProgram(name);
  const mend = "Open the address yourself.";
  if (!program) throw failure("no-browser", `there is no ${name} on the PATH to open a browser`, mend);
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: unknown): void =>
      reject(failure("no-browser", `${name} could not open a browser`, mend, cause));
    const child = spawn(program, [...args, file], { stdio: "ignore", detached: true });
    child.unref();
    child.once("error", refuse);
    child.once("exit", (code) => (code === 0 ? resolve() : refuse(undefined)));
  });
}
