import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf, never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { Scratch } from "../../../test/support/scratch.js";
import { stores } from "../../../test/support/stores.js";
import { Repository } from "../repository/repository.js";
import { storeDriver } from "../store/drivers.js";

const words = [
  "parcel",
  "invoice",
  "ledger",
  "session",
  "token",
  "retry",
  "queue",
  "index",
  "merge",
  "shard",
];
const word = fc.constantFrom(...words);
const path = fc
  .tuple(
    fc.constantFrom("src", "lib", "docs", "src/net"),
    word,
    fc.constantFrom("ts", "py", "go", "md", "txt"),
  )
  .map(([folder, name, extension]) => `${folder}/${name}.${extension}`);
const definition = fc
  .tuple(word, word, fc.array(word, { maxLength: 12 }))
  .map(
    ([verb, noun, body]) =>
      `/** The ${noun} ${verb}. */\nexport function ${verb}${noun[0]!.toUpperCase()}${noun.slice(1)}(${noun}) {\n  return ${body.map((name) => `${name}(${noun})`).join(" + ") || "0"};\n}\n\n`,
  );
const content = fc
  .tuple(
    fc
      .array(word, { maxLength: 2 })
      .map((names) => names.map((name) => `import { ${name} } from "./${name}.js";\n`)),
    fc.array(fc.oneof({ weight: 4, arbitrary: definition }, { weight: 1, arbitrary: fc.string() }), {
      maxLength: 6,
    }),
  )
  .map((parts) => parts.flat().join(""));
/** An edit sets a file's content or deletes the file. */
const edits = fc.array(
  fc.tuple(
    path,
    fc.oneof({ weight: 4, arbitrary: content }, { weight: 1, arbitrary: fc.constant(undefined) }),
  ),
  { minLength: 1, maxLength: 8 },
);
const queries = ["parcel invoice", "retryQueue", "src/net/session.ts", "where is the ledger merged", "index"];

describe.each(stores)("an index in $name after any edits", ({ name, open }) => {
  // The store that users have is tried most; the others are compared with it by the contract suite too.
  const numRuns = name === storeDriver.name ? 15 : 4;

  it("answers for two checkouts that share it as two fresh indexes do", async () => {
    const turn = fc.tuple(fc.boolean(), edits);
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 24 }), async (turns) => {
        using scratch = new Scratch();
        const checkouts = ["", "oak"].map((checkout) => {
          const source = new MemorySource();
          const store = open(scratch, { checkout });
          return { source, grown: new Repository(source, store) };
        });
        for (const [first, round] of turns) {
          const { source, grown } = checkouts[first ? 0 : 1]!;
          for (const [name, text] of round)
            if (text === undefined) source.files.delete(name);
            else source.files.set(name, text);
          await grown.update({ signal: never });
        }
        for (const { source, grown } of checkouts) {
          const fresh = newIndex(source);
          await fresh.update({ signal: never });
          expect(await answersOf(grown, queries)).toEqual(await answersOf(fresh, queries));
          await fresh.close();
        }
        await Promise.all(checkouts.map(({ grown }) => grown.close()));
      }),
      { numRuns },
    );
  }, 300_000);

  it("equals a fresh index of the current files: same totals, answers and scores", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 10 }), async (rounds) => {
        using scratch = new Scratch();
        const source = new MemorySource();
        const grown = new Repository(source, open(scratch));
        for (const round of rounds) {
          for (const [name, text] of round)
            if (text === undefined) source.files.delete(name);
            else source.files.set(name, text);
          await grown.update({ signal: never });
        }
        const fresh = newIndex(source);
        await fresh.update({ signal: never });
        expect(await answersOf(grown, queries)).toEqual(await answersOf(fresh, queries));
        const { changed, removed } = await grown.update({ signal: never });
        expect([changed, removed]).toEqual([0, 0]);
        await Promise.all([grown.close(), fresh.close()]);
      }),
      { numRuns },
    );
  }, 300_000);
});
