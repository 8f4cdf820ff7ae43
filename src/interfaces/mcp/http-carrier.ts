import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Carrier } from "./deliveries.js";

/** The last response on each socket: a client that sends another request was there for it. */
const last = new WeakMap<Socket, HttpCarrier>();

/**
 * An HTTP response as the carrier of answers. A client that closes its socket before an answer is written is noticed
 * before; one that does so while it is written, or does not read it to its end, resets the connection.
 */
export class HttpCarrier implements Carrier {
  readonly outcome: Promise<boolean>;
  private clientLeft = false;
  private isWriting = false;
  private readonly listeners: (() => void)[] = [];
  private readonly stop: () => void;

  constructor({ socket }: IncomingMessage, response: ServerResponse) {
    last.get(socket)?.stop();
    last.set(socket, this);
    const end = (): void => {
      if (!this.isWriting) this.clientLeft = true;
      // So closes who has read all there is, and who had left before: to the latter nothing can be written any more.
      else socket.write("\r\n");
    };
    const reset = (): void => {
      this.clientLeft = true;
      for (const listener of this.listeners) listener();
    };
    // Before the server's own, which ends the other side.
    socket.prependOnceListener("end", end);
    socket.once("error", reset);
    this.stop = () => {
      socket.off("end", end);
      socket.off("error", reset);
    };
    this.outcome = new Promise((resolve) => {
      response.once("finish", async () => {
        // Handed to the system: a reset that this brought about is noticed by now.
        await noticed();
        resolve(!this.clientLeft);
      });
      response.once("close", () => {
        if (!response.writableFinished) resolve(false);
      });
    });
  }

  async write(): Promise<void> {
    await noticed();
    this.isWriting = true;
  }

  onReset(listener: () => void): void {
    this.listeners.push(listener);
  }
}

/** What happened to a socket before is noticed in this turn of the event loop or the next. */
async function noticed(): Promise<void> {
  await turn();
  await turn();
}
