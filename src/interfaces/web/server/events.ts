import type { ServerResponse } from "node:http";
import type { ServerEvent } from "../api/contract.js";

/** Shows that the connection is alive, and keeps what is in between from closing it. */
const HEARTBEAT_MILLISECONDS = 10_000;
/** Events of one type come at most this often. */
const LEAST_MILLISECONDS = 250;
/** A client that does not read is cut off. It connects again when it reads on. */
const MOST_UNREAD_BYTES = 256_000;

/** Tells pages what happens: one JSON text a line. */
export class Events {
  private readonly clients = new Set<ServerResponse>();
  private readonly waiting = new Map<ServerEvent["type"], ServerEvent>();
  private readonly timers = new Map<ServerEvent["type"], NodeJS.Timeout>();
  private heartbeat: NodeJS.Timeout | undefined;

  get hasClients(): boolean {
    return this.clients.size > 0;
  }

  /** Streams events into a response until its client leaves. @param first is sent at once. */
  add(response: ServerResponse, first: readonly ServerEvent[]): void {
    this.clients.add(response);
    response.once("close", () => this.remove(response));
    response.writeHead(200, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
    for (const event of [{ type: "alive" } as const, ...first]) response.write(lineOf(event));
    this.heartbeat ??= setInterval(() => this.send({ type: "alive" }), HEARTBEAT_MILLISECONDS).unref();
  }

  private remove(response: ServerResponse): void {
    this.clients.delete(response);
    if (this.clients.size > 0) return;
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }

  /** Tells all pages. Of events of one type that come faster than pages can use, the last one is told. */
  tell(event: ServerEvent): void {
    const { type } = event;
    if (this.timers.has(type)) {
      this.waiting.set(type, event);
      return;
    }
    this.send(event);
    const next = (): void => {
      this.timers.delete(type);
      const waiting = this.waiting.get(type);
      this.waiting.delete(type);
      if (waiting) this.tell(waiting);
    };
    this.timers.set(type, setTimeout(next, LEAST_MILLISECONDS).unref());
  }

  private send(event: ServerEvent): void {
    const line = lineOf(event);
    for (const client of this.clients)
      if (client.writableLength > MOST_UNREAD_BYTES) client.destroy();
      else client.write(line);
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const client of this.clients) client.end();
  }
}

const lineOf = (event: ServerEvent): string => `${JSON.stringify(event)}\n`;
