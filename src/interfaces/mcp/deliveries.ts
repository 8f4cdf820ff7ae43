import type { Transport, TransportSendOptions } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type MessageExtraInfo,
  type RequestId,
} from "@modelcontextprotocol/sdk/types.js";
import { type Carrier, Delivery } from "../service/delivery.js";

/** So many answers of a connection are remembered, because a client may cancel a call after its answer. */
const REMEMBERED = 200;
/** A client that stays connected this long after an answer was written is assumed to have read it. */
const CONFIRMED_AFTER_MILLISECONDS = 2000;

/**
 * The answers of one connection. Over HTTP an answer is received and confirmed when its response is finished.
 * Over stdio an answer may stay in a pipe that nobody reads, so it is confirmed by the client's next message,
 * or after 2 seconds.
 */
export class Deliveries {
  private readonly open = new Map<RequestId, Delivery>();
  /** Answered or cancelled, newest last. */
  private readonly answered = new Map<RequestId, Delivery>();
  private readonly unconfirmed = new Set<Delivery>();
  /** Written to a carrier whose outcome is not known yet. */
  private readonly inFlight = new Set<Delivery>();
  private isClosed = false;

  /** Registers a request whose answer will be sent in `carrier`. */
  expect(id: RequestId, carrier: Carrier): void {
    const delivery = this.begin(id, carrier);
    void carrier.outcome.then(() => {
      // The request was refused before it became a call, or its client left before the answer.
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
      // Two running calls have the same id, so an answer cannot be assigned to one of them.
      other.lose();
      delivery.lose();
    }
    this.open.set(id, delivery);
    return delivery;
  }

  /**
   * Handles a message from the client: a cancellation, or a new request. Any message confirms earlier
   * answers.
   */
  onClientMessage(message: JSONRPCMessage): void {
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

  /** Sends a message by `send`. When it is an answer, tracks its delivery. */
  async send(message: JSONRPCMessage, send: () => Promise<void>): Promise<void> {
    const delivery = this.answerOf(message);
    if (delivery?.carrier) this.inFlight.add(delivery);
    try {
      await delivery?.carrier?.write();
      await send();
    } catch (error) {
      delivery?.lose();
      if (delivery) this.inFlight.delete(delivery);
      throw error;
    }
    if (!delivery) return;
    // When the connection closes, a response may end without an error but also without its answer.
    if (this.isClosed) delivery.lose();
    const { carrier } = delivery;
    if (!carrier) {
      delivery.receive();
      if (!delivery.hasListeners) return;
      this.unconfirmed.add(delivery);
      setTimeout(() => this.confirmed(delivery), CONFIRMED_AFTER_MILLISECONDS).unref();
      return;
    }
    carrier.onReset(() => delivery.lose());
    void carrier.outcome.then((isReceived) => {
      this.inFlight.delete(delivery);
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

  /** Whether the delivery of some answer with listeners is not known yet. */
  get hasUnconfirmed(): boolean {
    return this.unconfirmed.size > 0;
  }

  /** Call this when the client is known to be connected after everything that was written to it. */
  confirmAll(): void {
    for (const delivery of this.unconfirmed) this.confirmed(delivery);
  }

  /** Call this when the client has gone: unconfirmed answers may not have been read. */
  loseUnconfirmed(): void {
    for (const delivery of this.unconfirmed) delivery.lose();
    this.unconfirmed.clear();
  }

  /** Call this when the connection has ended: answers that were not sent are lost. */
  closed(): void {
    this.isClosed = true;
    for (const delivery of [...this.open.values(), ...this.inFlight]) delivery.lose();
    this.open.clear();
    this.inFlight.clear();
  }
}

/** Wraps a transport so that `deliveries` tracks its answers. */
export class TrackedTransport implements Transport {
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
      this.deliveries.onClientMessage(message);
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
    return this.deliveries.send(message, () => this.inner.send(message, options));
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
