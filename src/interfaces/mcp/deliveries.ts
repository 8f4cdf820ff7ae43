import type { Transport, TransportSendOptions } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type MessageExtraInfo,
  type RequestId,
} from "@modelcontextprotocol/sdk/types.js";

/**
 * What is to be done as it becomes known whether an answer reached its client. `lost` may come last after either of the
 * others: a client may cancel a call whose answer was written already.
 */
export interface DeliveryListener {
  /** The transport is done with it: all of it was handed over. */
  readonly received: () => void;
  /** And the client was there afterwards. */
  readonly confirmed: () => void;
  readonly lost: () => void;
}

/** What carries answers: those that travel together arrive together. */
export interface Carrier {
  /** Whether its client was there to take all of it; resolves when that is known. */
  readonly outcome: Promise<boolean>;
  /** To be awaited before an answer is written: by then it was noticed if the client has gone before. */
  write(): Promise<void>;
  /** Calls back when it turns out afterwards that the client had gone. */
  onReset(listener: () => void): void;
}

/** The way of one call's answer to its client. */
export class Delivery {
  private state: "open" | "received" | "confirmed" | "lost" = "open";
  private readonly listeners: DeliveryListener[] = [];
  private end = (): void => {};
  /** Resolves when the answer was received or lost. */
  readonly ended = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  constructor(readonly carrier?: Carrier) {}

  /** Tells a listener what becomes of it, and at once what has. */
  listen(listener: DeliveryListener): void {
    this.listeners.push(listener);
    const { state } = this;
    if (state === "lost") listener.lost();
    if (state === "received" || state === "confirmed") listener.received();
    if (state === "confirmed") listener.confirmed();
  }

  /** Whether it makes a difference to anybody. */
  get matters(): boolean {
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

/** Answers that can still turn out to have been cancelled, in each connection. */
const REMEMBERED = 200;
/** A client that stays this long after an answer was written has read it, as far as can be told. */
const CONFIRMED_AFTER_MILLISECONDS = 2000;

/**
 * The answers of one connection. Over HTTP an answer is received when its response is finished. Over stdio it may lie in
 * a pipe that nobody reads: it is confirmed by what the client sends next, or by its staying.
 */
export class Deliveries {
  private readonly open = new Map<RequestId, Delivery>();
  /** Answered or cancelled, newest last. */
  private readonly answered = new Map<RequestId, Delivery>();
  private readonly unconfirmed = new Set<Delivery>();
  /** Handed to a carrier that is not done yet. */
  private readonly flying = new Set<Delivery>();
  private isClosed = false;

  /** A request whose answer will travel in `carrier`. */
  expect(id: RequestId, carrier: Carrier): void {
    const delivery = this.begin(id, carrier);
    void carrier.outcome.then(() => {
      // Refused before it became a call, or left before its answer.
      if (this.open.get(id) === delivery) this.open.delete(id);
      if (this.answered.get(id) !== delivery) delivery.lose();
    });
  }

  /** The delivery of a running call. */
  of(id: RequestId): Delivery {
    return this.open.get(id) ?? this.answered.get(id) ?? this.begin(id);
  }

  private begin(id: RequestId, carrier?: Carrier): Delivery {
    const delivery = new Delivery(carrier);
    const other = this.open.get(id);
    if (other) {
      // Two calls of one id: which answer is whose cannot be told.
      other.lose();
      delivery.lose();
    }
    this.open.set(id, delivery);
    return delivery;
  }

  /** A message of the client. */
  heard(message: JSONRPCMessage): void {
    if (!("method" in message)) return;
    if (message.method === "notifications/cancelled") this.cancelled(message.params?.requestId);
    this.confirmAll();
    if (isJSONRPCRequest(message) && !this.open.get(message.id)?.carrier) this.begin(message.id);
  }

  private cancelled(id: unknown): void {
    if (typeof id !== "string" && typeof id !== "number") return;
    const delivery = this.open.get(id) ?? this.answered.get(id);
    delivery?.lose();
    if (delivery && this.open.delete(id)) this.remember(id, delivery);
  }

  /** Sends a message by `send`, and follows what becomes of it when it is an answer. */
  async sent(message: JSONRPCMessage, send: () => Promise<void>): Promise<void> {
    const delivery = this.answerOf(message);
    if (delivery?.carrier) this.flying.add(delivery);
    try {
      await delivery?.carrier?.write();
      await send();
    } catch (error) {
      delivery?.lose();
      if (delivery) this.flying.delete(delivery);
      throw error;
    }
    if (!delivery) return;
    // A response that ended because the connection was closed may be whole without its answer.
    if (this.isClosed) delivery.lose();
    const { carrier } = delivery;
    if (!carrier) {
      delivery.receive();
      if (!delivery.matters) return;
      this.unconfirmed.add(delivery);
      setTimeout(() => this.confirmed(delivery), CONFIRMED_AFTER_MILLISECONDS).unref();
      return;
    }
    carrier.onReset(() => delivery.lose());
    void carrier.outcome.then((isReceived) => {
      this.flying.delete(delivery);
      if (isReceived) {
        delivery.receive();
        delivery.confirm();
      } else delivery.lose();
    });
  }

  private answerOf(message: JSONRPCMessage): Delivery | undefined {
    if (!isJSONRPCResultResponse(message) && !isJSONRPCErrorResponse(message)) return undefined;
    const { id } = message;
    const delivery = id === undefined ? undefined : this.open.get(id);
    if (id === undefined || !delivery) return undefined;
    this.open.delete(id);
    this.remember(id, delivery);
    return delivery;
  }

  private remember(id: RequestId, delivery: Delivery): void {
    this.answered.delete(id);
    this.answered.set(id, delivery);
    for (const oldest of this.answered.keys()) {
      if (this.answered.size <= REMEMBERED) break;
      this.answered.delete(oldest);
    }
  }

  private confirmed(delivery: Delivery): void {
    if (this.unconfirmed.delete(delivery)) delivery.confirm();
  }

  /** Whether there is an answer of which it matters that its client read it, and is not known. */
  get areUnsure(): boolean {
    return this.unconfirmed.size > 0;
  }

  /** The client is there, after all that was written to it. */
  confirmAll(): void {
    for (const delivery of this.unconfirmed) this.confirmed(delivery);
  }

  /** The client is gone, and with it perhaps what it had not read. */
  loseUnconfirmed(): void {
    for (const delivery of this.unconfirmed) delivery.lose();
    this.unconfirmed.clear();
  }

  /** The connection ended: what was not sent will not be. */
  closed(): void {
    this.isClosed = true;
    for (const delivery of [...this.open.values(), ...this.flying]) delivery.lose();
    this.open.clear();
    this.flying.clear();
  }
}

/** A transport whose answers are followed until they are delivered. */
export class FollowedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T, extra?: MessageExtraInfo) => void;

  constructor(
    private readonly inner: Transport,
    private readonly deliveries: Deliveries,
  ) {}

  get sessionId(): string | undefined {
    return this.inner.sessionId;
  }

  start(): Promise<void> {
    const { inner } = this;
    inner.onmessage = (message, extra) => {
      this.deliveries.heard(message);
      this.onmessage?.(message, extra);
    };
    inner.onclose = () => {
      this.deliveries.closed();
      this.onclose?.();
    };
    inner.onerror = (error) => this.onerror?.(error);
    return inner.start();
  }

  send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    return this.deliveries.sent(message, () => this.inner.send(message, options));
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
