import { expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { understandQuery } from "./query.js";

const files = {
  "src/auth.py":
    "# Authentication of users\ndef authenticate(user, password):\n    return user.check(password)\n",
  "src/passport.py": "class Passport:\n    number = 1\n\n\ndef passwort(passwords):\n    return passwords\n",
  "src/upload.py": "def retryUpload(widget, gadget):\n    return Große(widget)\n",
};

async function withIndex(act: (repository: ReturnType<typeof newIndex>) => Promise<void>): Promise<void> {
  const repository = newIndex(new MemorySource(files));
  try {
    await repository.update({ signal: never });
    await act(repository);
  } finally {
    await repository.close();
  }
}

it.each([
  ["how does authentcation work", [{ from: "authentcation", to: "authentication" }]],
  ["Authentiaction", [{ from: "Authentiaction", to: "authentication" }]],
  ["the pasword of a usr", [{ from: "pasword", to: "password" }]],
  [
    "retry uplaod of the wdiget",
    [
      { from: "uplaod", to: "upload" },
      { from: "wdiget", to: "widget" },
    ],
  ],
  ["grosze", [{ from: "grosze", to: "grosse" }]],
  ["password", []],
  ["redis", []],
  ["`authentcation`", []],
  ['the text "authentcation"', []],
  ["call authentcation()", []],
  ["authentcation_error", []],
  ["src/authentcation.py", []],
  ["users but not authentcation", []],
])("corrects %j", (task, corrections) =>
  withIndex(async (repository) => {
    expect(await repository.corrections(task)).toEqual(corrections);
  }),
);

it("ranks and packs for the corrected task", () =>
  withIndex(async (repository) => {
    const [first] = await repository.searchFiles("authentcation", 5);
    expect(first).toEqual((await repository.searchFiles("authentication", 5))[0]);
    expect((await repository.search("pasword", 5)).map(({ path }) => path)).toContain("src/auth.py");
  }));

it("forgets words of files that are gone", async () => {
  const source = new MemorySource(files);
  const repository = newIndex(source);
  try {
    await repository.update({ signal: never });
    source.files.delete("src/upload.py");
    await repository.update({ signal: never });
    expect(await repository.corrections("wdiget")).toEqual([]);
  } finally {
    await repository.close();
  }
});

it("takes no word of a report for mistyped", () => {
  expect(understandQuery(`Crash\n${"some wordz here\n".repeat(20)}`).plain.size).toBe(0);
});
