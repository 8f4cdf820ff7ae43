import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { defaultRenderer } from "../render/index.js";
import { ANSWERED_FROM } from "./confidence.js";

const files = {
  "kettle/boil.py":
    'import numpy\n\n\nclass KettleBoiler:\n    """Boils water and whistles when it is hot."""\n\n    def boil_water(self, litres):\n        return numpy.full(litres, 100)\n',
  "kettle/whistle.py":
    'def whistle(pitch):\n    """Whistles at a pitch, until the steam is gone."""\n    return pitch * 2\n',
  "kettle/lid.py": 'def lift_lid(angle):\n    """Lifts the lid by an angle."""\n    return angle\n',
  "kettle/spout.py": 'def pour(spout):\n    """Pours the water out of the spout."""\n    return spout\n',
  "docs/care.md": "# Care\n\nDescale the kettle once a month with vinegar.\n",
};
const signed = {
  "kettle/env.py":
    'import os\n\nHEAT = os.environ["_KETTLE_HEAT_OPTS"]\n\n\ndef keep_warm(minutes):\n    return minutes\n',
  "kettle/has.py": "class Has:\n    def matches(self, spout):\n        return spout\n",
  "docs/flags.md": "# Flags\n\nGive --dry-boil to see what would be boiled.\n",
};
const repository = newIndex(new MemorySource({ ...files, ...signed }));
beforeAll(() => repository.update({ signal: never }));
afterAll(() => repository.close());

test.each([
  "KettleBoiler",
  "kettle_boiler",
  "KettleBoiler.boil_water()",
  "whistle",
  "lift",
  "kettle/lid.py",
  "how is the water boiled",
  "lifts the lid by an angle",
  "descale with vinegar",
])("%s is answered", async (task) => {
  const judgement = await repository.assess(task);
  expect(judgement.answered, String(judgement.confidence)).toBe(true);
  expect(judgement.confidence).toBeGreaterThanOrEqual(ANSWERED_FROM);
  expect(judgement.doubt).toBeUndefined();
});

test.each([
  ["KettleBurner", "KettleBurner"],
  ["KettleBoiler.burn()", "burn"],
  ["kettle/burner.py", "burner"],
  ["where are GraphQL subscriptions batched", "subscriptions"],
  ["prometheus histogram of request latency", "prometheus"],
])("%s is not answered, since no file has %s", async (task, word) => {
  const { answered, confidence, doubt } = await repository.assess(task);
  expect([answered, confidence < ANSWERED_FROM]).toEqual([false, true]);
  expect(doubt!.unknown).toContain(word);
});

describe("a name with signs that the source lacks is judged as the name without them", () => {
  test.each([
    "$_KETTLE_HEAT_OPTS",
    `\${_KETTLE_HEAT_OPTS}`,
    "%_KETTLE_HEAT_OPTS%",
    "[_KETTLE_HEAT_OPTS]",
    "--keep-warm",
    "--dry-boil",
    "@whistle",
    "#whistle",
    ":has",
    "$kettle.boil_water()",
    "kettle$whistle",
  ])("%s is here", async (name) => {
    const { confidence, doubt } = await repository.assess(name);
    expect([confidence > 0.9, doubt]).toEqual([true, undefined]);
  });

  test.each([
    "$_KETTLE_COLD_OPTS",
    `\${_KETTLE_COLD_OPTS}`,
    "%KETTLE_COLD%",
    "--keep-cold",
    "--burn-kettle",
    "@whistleBoil",
    "#lidless",
  ])("%s is not", async (name) => {
    const { confidence, answered } = await repository.assess(name);
    expect([confidence <= 0.02, answered]).toEqual([true, false]);
  });

  it("also in a question", async () => {
    const question = (name: string) => `where is ${name} read for prometheus histograms of celery workers`;
    const plain = await repository.assess(question("_KETTLE_HEAT_OPTS"));
    const withSign = await repository.assess(question("$_KETTLE_HEAT_OPTS"));
    expect(withSign.confidence).toBeCloseTo(plain.confidence, 1);
    expect(withSign.doubt).toEqual(plain.doubt);
    expect((withSign.doubt?.unknown ?? []).join()).not.toContain("KETTLE");
  });
});

it("does not say that the first file has no words when it has parts of each", async () => {
  const parts = ["lift", "lid", "angle"];
  const names = parts.flatMap((one) =>
    parts.map((other) => `${one}${other[0]!.toUpperCase()}${other.slice(1)}${one}Zorp`),
  );
  const { answered, doubt } = await repository.assess(names.join("."));
  expect([answered, doubt!.unknown.length > 0, doubt!.best]).toEqual([false, true, undefined]);
});

it("says what the first file has of a task that it does not answer", async () => {
  const { doubt } = await repository.assess("how does the flurbleZorp of gravity reach the lid");
  expect(doubt).toEqual({
    unknown: expect.arrayContaining(["flurbleZorp", "gravity"]),
    best: { path: "kettle/lid.py", has: 1, of: expect.any(Number) },
    elsewhere: [],
  });
  // A name is one word.
  expect(doubt!.unknown).not.toContain("zorp");
});

it("names what is imported from elsewhere", async () => {
  const { answered, doubt } = await repository.assess("why does argsort of numpy order ties differently");
  expect([answered, doubt!.elsewhere]).toEqual([false, ["numpy"]]);
});

it("a name with a typing error is answered by the word that is searched for instead, with less confidence", async () => {
  const exact = await repository.assess("whistle");
  const near = await repository.assess("whistel");
  expect(near.answered).toBe(true);
  expect(near.confidence).toBeLessThan(exact.confidence);
});

it("a task in another language is not refused for its words", async () => {
  const { answered } = await repository.assess(
    "Wie wird das Wasser in dem Kessel gekocht und warum pfeift whistle",
  );
  expect(answered).toBe(true);
});

it("a pack is judged as a search is", async () => {
  for (const task of ["how is the water boiled", "prometheus histogram of request latency in the lid"]) {
    const { confidence, answered, doubt, likely } = await repository.pack(task, 2000, defaultRenderer);
    const expected = await repository.assess(task);
    expect({ confidence, answered, ...(doubt ? { doubt } : {}) }).toEqual(expected);
    expect(likely.length).toBeGreaterThan(0);
  }
});
