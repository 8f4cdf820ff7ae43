import { continueFrom } from "../../../context/refresh/continue.js";
import { emptyLedger, type Ledger } from "../../../context/refresh/ledger.js";
import type { RefreshResult } from "../../../context/refresh/refresh.js";
import type { SessionStore } from "../../../context/refresh/session-file.js";

/** A slider makes a pack with each step. */
const KEPT = 64;

/**
 * What the packs of this server sent, in memory: written to disk, those of one slider would displace the sessions of the
 * command line and of agents.
 */
export class SentPacks {
  private readonly ledgers = new Map<string, Ledger>();

  /** @param stored where earlier packs of the command line are read. */
  constructor(private readonly stored: Pick<SessionStore, "read">) {}

  /** What the reader of this pack holds; nothing without one. @throws FoveaError `unknown-since`. */
  ledgerOf(since: string | undefined): Ledger {
    if (since === undefined) return emptyLedger;
    const ledger = this.ledgers.get(since) ?? continueFrom(this.stored, { since }).ledger;
    this.keep(since, ledger);
    return ledger;
  }

  remember({ packId, ledger }: RefreshResult): void {
    this.keep(packId, ledger);
  }

  /** The ones used last are kept. */
  private keep(packId: string, ledger: Ledger): void {
    this.ledgers.delete(packId);
    this.ledgers.set(packId, ledger);
    for (const oldest of this.ledgers.keys()) {
      if (this.ledgers.size <= KEPT) break;
      this.ledgers.delete(oldest);
    }
  }
}
