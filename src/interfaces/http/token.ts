import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sessionsFolder } from "../../context/state/state-folder.js";
import { usageError } from "../../shared/errors.js";
import { makeFolders } from "../../shared/make-folders.js";

/** 256 bits, which cannot be guessed. */
const TOKEN_BYTES = 32;

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/**
 * The token of FOVEA_TOKEN; undefined when that is not set, or empty.
 * @throws FoveaError `bad-token` when no client could send it in a header.
 */
export function givenToken(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const token = env.FOVEA_TOKEN?.trim();
  if (token === undefined || token === "") return undefined;
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw usageError(
    "bad-token",
    "FOVEA_TOKEN has characters that no client can send",
    "Use ASCII letters, digits and signs, without spaces.",
  );
}

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
