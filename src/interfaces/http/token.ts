import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sessionsFolder } from "../../context/state/state-folder.js";
import { makeFolders } from "../../shared/make-folders.js";

/** 256 bits, which cannot be guessed. */
const TOKEN_BYTES = 32;

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** The file of a running server's token, by root and port. It is in the root's folder in the user's state. */
export const tokenFile = (root: string, port: number): string =>
  join(dirname(sessionsFolder(root)), `mcp-${port}.token`);

/** Stores a token, readable by its user only. Replaces an existing file, and never follows a link. */
export function storeToken(file: string, token: string): void {
  makeFolders(dirname(file), 0o700);
  forgetToken(file);
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: "wx" });
}

export const forgetToken = (file: string): void => rmSync(file, { recursive: true, force: true });
