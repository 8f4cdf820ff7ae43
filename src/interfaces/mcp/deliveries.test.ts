import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Carrier } from "../service/delivery.js";
import { Deliveries } from "./deliveries.js";

const answer = { jsonrpc: "2.0" as const, id: 1, result: {} };

/** A response whose end the test controls. */
function response(): { readonly carrier: Carrier; readonly end: (isReceived: boolean) => void } {
  let end = (_: boolean): void => {};
  const outcome = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  return { carrier: { outcome, write: turn, onReset: () => {} }, end };
}

function listened(deliveries: Deliveries): string[] {
  const heard: string[] = [];
  deliveries.of(1).listen({
    received: () => heard.push("received"),
    confirmed: () => heard.push("confirmed"),
    lost: () => heard.push("lost"),
  });
  return heard;
}

describe("an answer over HTTP", () => {
  test("is delivered when its response has ended without an error", async () => {
    const deliveries = new Deliveries();
    const { carrier, end } = response();
    deliveries.expect(1, carrier);
    const heard = listened(deliveries);
    await deliveries.send(answer, async () => {});
    expect(heard).toEqual([]);
    end(true);
    await turn();
    expect(heard).toEqual(["received", "confirmed"]);
  });

  test.each<[string, (close: () => void) => (() => Promise<void>)[]]>([
    ["before it is written", (close) => [async () => close(), async () => {}]],
    ["while it is written", (close) => [async () => {}, async () => close()]],
  ])("is lost when the session is closed %s, however its response ends", async (_, steps) => {
    const deliveries = new Deliveries();
    const { carrier, end } = response();
    const [before, during] = steps(() => deliveries.closed());
    deliveries.expect(1, { ...carrier, write: before! });
    const heard = listened(deliveries);
    await deliveries.send(answer, during!);
    end(true);
    await turn();
    expect(heard).toEqual(["lost"]);
  });

  test("stays delivered when its session is closed afterwards", async () => {
    const deliveries = new Deliveries();
    const { carrier, end } = response();
    deliveries.expect(1, carrier);
    const heard = listened(deliveries);
    await deliveries.send(answer, async () => {});
    end(true);
    await turn();
    deliveries.closed();
    expect(heard).toEqual(["received", "confirmed"]);
  });
});
