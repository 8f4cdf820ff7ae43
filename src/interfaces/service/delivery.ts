/**
 * Callbacks for whether an answer reached its client. `lost` may follow `received` and `confirmed`, because a
 * client may cancel a call whose answer was already written.
 */
export interface DeliveryListener {
  /** The transport has written the whole answer. */
  readonly received: () => void;
  /** The client was still connected afterwards. */
  readonly confirmed: () => void;
  readonly lost: () => void;
}

/** One response that carries answers, such as an HTTP response. All its answers arrive, or none. */
export interface Carrier {
  /** Whether the client received the whole response; resolves when that is known. */
  readonly outcome: Promise<boolean>;
  /** Await this before an answer is written: an earlier disconnect of the client is detected by then. */
  write(): Promise<void>;
  /** Calls `listener` when the client turns out later to have disconnected. */
  onReset(listener: () => void): void;
}

/** Tracks one call's answer on its way to the client. */
export class Delivery {
  private state: "open" | "received" | "confirmed" | "lost" = "open";
  private readonly listeners: DeliveryListener[] = [];
  private end = (): void => {};
  /** Resolves when the answer was received or lost. */
  readonly ended = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  constructor(readonly carrier?: Carrier) {}

  /** Calls `listener` for every later change of state, and at once for those that have happened. */
  listen(listener: DeliveryListener): void {
    this.listeners.push(listener);
    const { state } = this;
    if (state === "lost") listener.lost();
    if (state === "received" || state === "confirmed") listener.received();
    if (state === "confirmed") listener.confirmed();
  }

  get hasListeners(): boolean {
    return this.listeners.length > 0;
  }

  receive(): void {
    if (this.state !== "open") return;
    this.state = "received";
    for (const listener of this.listeners) listener.received();
    this.end();
  }

  confirm(): void {
    if (this.state !== "received") return;
    this.state = "confirmed";
    for (const listener of this.listeners) listener.confirmed();
  }

  lose(): void {
    if (this.state === "lost") return;
    this.state = "lost";
    for (const listener of this.listeners) listener.lost();
    this.end();
  }
}
