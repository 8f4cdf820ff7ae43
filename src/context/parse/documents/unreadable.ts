import type { RefusalReason } from "../../scan/source.js";

/** A document cannot be read, for a reason that its user can act on. Its file is skipped with this reason. */
export class Unreadable extends Error {
  constructor(readonly reason: RefusalReason) {
    super(reason);
  }
}
