import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sessionsFolder } from "../../context/state/state-folder.js";

/** As much chance as no guess has. */
const TOKEN_BYTES = 32;

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** Where the token of the server of a root at a port lies while it runs: in the user's own state of the root. */
export const tokenFile = (root: string, port: number): string =>
  join(dirname(sessionsFolder(root)), `mcp-${port}.token`);

/** Stores a token for the user's own programs, and for no other user; replaces what lies there, and follows no link. */
export function storeToken(file: string, token: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  forgetToken(file);
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: "wx" });
}

export const forgetToken = (file: string): void => rmSync(file, { recursive: true, force: true });
