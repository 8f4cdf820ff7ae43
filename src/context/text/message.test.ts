import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../../test/support/any-text.js";
import { messageOf, shareOfMessage } from "./message.js";

const stop = new Set(["a", "is", "not", "for", "the", "of", "to"]);
const weigh = (known: string) => (word: string) =>
  stop.has(word.toLowerCase()) ? 0.5 : known.toLowerCase().includes(word.toLowerCase()) ? 3 : 0;
const share = (said: string, code: string): number => shareOfMessage(messageOf(said, weigh(code)), code);

describe("a printed message has its template in a text", () => {
  it.each([
    ["no such table: users", 'raise Missing(f"no such table: {table}")'],
    [
      "'jonny' is not a recognized group name",
      `.ok_or_else(|| anyhow!("'{}' is not a recognized group name", s))`,
    ],
    [
      'refusing to replace "/dev/null" with a regular file',
      'return fmt.Errorf("refusing to replace %q with a regular file", path)',
    ],
    [
      "Layout 'post' requested in a.md does not exist.",
      '"Layout \'#{name}\' requested in " \\\n  "#{path} does not exist."',
    ],
    [
      "Could not detect any factory. Please install one to use it.",
      '"Could not detect any factory. " .\n      "Please install one to use it."',
    ],
    ["Invalid row 7 of table users (max 3)", '"Invalid row %d of table %s (max %d)"'],
  ])("%s", (said, code) => {
    expect(share(said, code)).toBeGreaterThan(0.7);
  });

  it.each([
    ["no such table: users", "const table = such(no); // a table"],
    ["the file is not found", "it is not the end of the file that was found"],
    ["connection refused by peer", "def peer(connection):\n  refused = by"],
    ["", "anything"],
  ])("but not: %s", (said, code) => {
    expect(share(said, code)).toBeLessThan(0.4);
  });

  it("is judged by its constant words: what is in quotation marks, a path or a number is a value", () => {
    const code = "raise(f'Layout {name} requested in {path} does not exist.') # post, hello, md";
    expect(share("Layout 'post' requested in posts/1/hello.md does not exist.", code)).toBeGreaterThan(0.75);
  });

  it("has a greater share the more of it is there", () => {
    const said = "expected empty line before at-rule";
    const all = '"Expected empty line before at-rule"';
    const most = '"Expected empty line before rule"';
    const message = messageOf(said.replace("e", "E"), weigh(`${all} ${most}`));
    expect(shareOfMessage(message, all)).toBe(1);
    expect(shareOfMessage(message, most)).toBeGreaterThan(0.5);
    expect(shareOfMessage(message, most)).toBeLessThan(0.9);
  });

  it("stands whole in any text that contains it", () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 3, maxLength: 12 }),
        anyText({ maxLength: 200 }),
        (words, around) => {
          const said = words.join(" ");
          const message = messageOf(said, () => 1);
          expect(shareOfMessage(message, `${around}\n"${said}"\n${around}`)).toBeCloseTo(1);
        },
      ),
    );
  });
});
