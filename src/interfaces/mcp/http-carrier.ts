import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Carrier } from "../service/delivery.js";

/** The last response on each socket. A next request on the socket shows that the client received it. */
const last = new WeakMap<Socket, HttpCarrier>();

/**
 * An HTTP response as the carrier of answers. A client that closes its socket before an answer is written is
 * detected before the write. A client that closes it during the write, or that does not read the whole
 * answer, resets the connection.
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
      // Two clients look alike here: one that has read everything, and one that left before. A write to the
      // second fails and so reports a reset.
      else socket.write("\r\n");
    };
    const reset = (): void => {
      this.clientLeft = true;
      for (const listener of this.listeners) listener();
    };
    // Must run before the server's own listener, which ends our side.
    socket.prependOnceListener("end", end);
    socket.once("error", reset);
    this.stop = () => {
      socket.off("end", end);
      socket.off("error", reset);
    };
    this.outcome = new Promise((resolve) => {
      response.once("finish", async () => {
        // The response was handed to the system. Wait until a reset that it caused has been handled.
        await socketEventsHandled();
        resolve(!this.clientLeft);
      });
      response.once("close", () => {
        if (!response.writableFinished) resolve(false);
      });
    });
  }

  async write(): Promise<void> {
    await socketEventsHandled();
    this.isWriting = true;
  }

  onReset(listener: () => void): void {
    this.listeners.push(listener);
  }
}

/** Waits two turns of the event loop, after which earlier events of the socket have been handled. */
async function socketEventsHandled(): Promise<void> {
  await turn();
  await turn();
}
