import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Snapshot, StorePlace } from "../../src/context/store/contract.js";
import { Scratch } from "../support/scratch.js";
import { added, locationIn, pathsOf, stores } from "../support/stores.js";

describe.each(stores)("the driver of $name", ({ driver, open }) => {
  const placeIn = (scratch: Scratch, checkout = ""): StorePlace => ({
    location: locationIn(scratch),
    checkout,
  });
  /** Opens the index without `create` and reads it: a driver may refuse at either. */
  const read = async (scratch: Scratch, checkout?: string): Promise<Snapshot> => {
    const store = driver.open(placeIn(scratch, checkout), { create: false });
    try {
      return await store.snapshot();
    } finally {
      await store.close();
    }
  };
  const expectExists = (location: string, expected: boolean) => {
    if (driver.exists) expect(driver.exists(location)).toBe(expected);
  };

  it("creates no index without `create`", async () => {
    using scratch = new Scratch();
    const location = locationIn(scratch);
    expectExists(location, false);
    await expect(read(scratch)).rejects.toMatchObject({ code: "no-index" });
    expectExists(location, false);
    expect(await driver.describe(location)).toMatchObject({ bytes: 0 });
  });

  it("writes nothing for a checkout that the index does not hold", async () => {
    using scratch = new Scratch();
    const main = open(scratch);
    await main.write({ added: added({ "a.ts": "alpha" }) });
    await expect(read(scratch, "oak")).rejects.toMatchObject({
      code: "no-index",
      message: expect.stringMatching(/has nothing yet of the worktree oak/),
    });
    const oak = open(scratch, { checkout: "oak" });
    await oak.write({ removed: [] });
    expect(pathsOf(await read(scratch, "oak"))).toEqual([]);
    await Promise.all([oak.close(), main.close()]);
  });

  it("describes an index, and drops it", async () => {
    using scratch = new Scratch();
    const location = locationIn(scratch);
    const store = open(scratch);
    await store.write({ added: added({ "a.ts": "alpha" }) });
    const described = await driver.describe(location);
    expect(described.bytes).toBeGreaterThan(0);
    expect(described.path).toContain(location);
    expect(await store.describe()).toEqual(described);
    expectExists(location, true);
    await store.close();
    await driver.drop(location);
    expectExists(location, false);
    expect(await driver.describe(location)).toEqual({ ...described, bytes: 0 });
    await driver.drop(location);
    const next = open(scratch);
    expect(pathsOf(await next.snapshot())).toEqual([]);
    await next.close();
  });

  it("allows one writer at a time per location, and does not block readers", async () => {
    using scratch = new Scratch();
    using elsewhere = new Scratch();
    const lock = await driver.lock(locationIn(scratch), 0);
    await expect(driver.lock(locationIn(scratch), 0)).rejects.toMatchObject({ code: "index-busy" });
    const other = await driver.lock(locationIn(elsewhere), 0);
    const store = open(scratch);
    expect(pathsOf(await store.snapshot())).toEqual([]);
    await Promise.all([other.release(), lock.release(), store.close()]);
    const next = await driver.lock(locationIn(scratch), 0);
    await next.release();
    await driver.releaseClosed();
  });

  it("waits for a writer without blocking this process", async () => {
    using scratch = new Scratch();
    const lock = await driver.lock(locationIn(scratch), 0);
    const events: string[] = [];
    const waiting = driver.lock(locationIn(scratch), 60_000).then((second) => {
      events.push("locked");
      return second.release();
    });
    await sleep(20);
    events.push("released");
    await lock.release();
    await waiting;
    expect(events).toEqual(["released", "locked"]);
    await driver.releaseClosed();
  });

  it("reports no fault of a lock that is free or held", async () => {
    using scratch = new Scratch();
    expect(driver.lockFault(locationIn(scratch))).toBeUndefined();
    const lock = await driver.lock(locationIn(scratch), 0);
    expect(driver.lockFault(locationIn(scratch))).toBeUndefined();
    driver.mendLock(locationIn(scratch));
    await expect(driver.lock(locationIn(scratch), 0)).rejects.toMatchObject({ code: "index-busy" });
    await lock.release();
    await driver.releaseClosed();
  });
});
