import { afterAll, beforeAll, expect, it, test } from "vitest";
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
const repository = newIndex(new MemorySource(files));
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
