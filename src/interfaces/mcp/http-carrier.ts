import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Carrier } from "./deliveries.js";

/** The last response on each socket: a client that sends another request was there for it. */
const last = new WeakMap<Socket, HttpCarrier>();

/** An HTTP response as the carrier of answers. */
export class HttpCarrier implements Carrier {
  readonly outcome: Promise<boolean>;
  private readonly listeners: (() => void)[] = [];
  private readonly stop: () => void;

  constructor({ socket }: IncomingMessage, response: ServerResponse) {
    last.get(socket)?.stop();
    last.set(socket, this);
    let clientLeft = false;
    const leave = (): void => {
      clientLeft = true;
    };
    const reset = (): void => {
      clientLeft = true;
      for (const listener of this.listeners) listener();
    };
    socket.once("end", leave);
    socket.once("error", reset);
    this.stop = () => {
      socket.off("end", leave);
      socket.off("error", reset);
    };
    this.outcome = new Promise((resolve) => {
      response.once("finish", async () => {
        // Handed to the system. Had the client closed its end before, that would be noticed by now.
        await turn();
        await turn();
        resolve(!clientLeft);
      });
      response.once("close", () => {
        if (!response.writableFinished) resolve(false);
      });
    });
  }

  onReset(listener: () => void): void {
    this.listeners.push(listener);
  }
}
