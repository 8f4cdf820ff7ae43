import { usageError } from "../../shared/errors.js";
import { emptyLedger, type Ledger } from "./ledger.js";
import type { SessionStore } from "./session-file.js";

/** What a pack continues: the ledger of an earlier pack or of a session, or an empty one. */
export interface Continuation {
  readonly ledger: Ledger;
  /** Names of the sessions in which this pack is recorded. */
  readonly sessions: readonly string[];
}

/**
 * Reads the ledger of what the reader holds. `since` names an earlier pack or a session that must exist;
 * `session` names a session to start or continue.
 * @throws FoveaError `unknown-since` when no pack or session of that name is kept, `bad-session-name`.
 */
export function continueFrom(
  store: Pick<SessionStore, "read">,
  { since, session }: { readonly since?: string | undefined; readonly session?: string | undefined },
): Continuation {
  const sessions = session === undefined ? [] : [session];
  if (since === undefined)
    return { ledger: (session === undefined ? undefined : store.read(session)) ?? emptyLedger, sessions };
  const ledger = store.read(since);
  if (!ledger)
    throw usageError(
      "unknown-since",
      `no pack or session "${since}" is kept for this repository`,
      "Give the packId of an earlier pack (fovea pack --json shows it), or leave out --since.",
    );
  // An earlier pack never changes, so nothing is recorded in it; a session is continued.
  return { ledger, sessions: PACK_ID.test(since) ? sessions : [...sessions, since] };
}

const PACK_ID = /^[0-9a-f]{16}$/;
