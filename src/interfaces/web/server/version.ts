import { randomBytes } from "node:crypto";
import type { Repository } from "../../../context/repository/repository.js";
import type { Snapshot } from "../../../context/store/contract.js";

/** Names the states of an index: the same name for the same state, within one run of the server. */
export class Versions {
  private readonly run = randomBytes(4).toString("hex");
  private readonly names = new WeakMap<Snapshot, string>();
  private count = 0;

  async of(repository: Repository): Promise<string> {
    const snapshot = await repository.store.snapshot();
    const name = this.names.get(snapshot) ?? `${this.run}-${++this.count}`;
    this.names.set(snapshot, name);
    return name;
  }
}
