import { expect, test } from "vitest";
import { never, newIndex } from "../../../../test/support/indexed.js";
import { MemorySource } from "../../../../test/support/memory-source.js";

const files = {
  "shelf/carry.py": "class Carrier:\n    def carry(self, books):\n        return books\n",
  "shelf/other.py":
    "# the carrier of carriers: which carrier carries\ndef other():\n    return 'carrier cover'\n",
  "tests/test_moving.py":
    "from shelf.carry import Carrier\n\ndef test_moves_all():\n    assert Carrier().carry([1]) == [1]\n",
  "tests/test_cover.py": "def test_cover():\n    # which tests cover the cover\n    assert 'cover'\n",
};

test("a question for the tests of a definition finds those that the graph relates to it", async () => {
  const repository = newIndex(new MemorySource(files));
  await repository.update({ signal: never, threads: 1 });
  const [first] = await repository.searchFiles("which tests cover Carrier", 4);
  expect(first!.path).toBe("tests/test_moving.py");
  expect(first!.signals["tests-of-likely"]).toBeGreaterThan(0);
  const [subject] = await repository.searchFiles("Carrier loses books", 4);
  expect(subject!.path).toBe("shelf/carry.py");
  await repository.close();
});
