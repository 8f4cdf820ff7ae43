import * as z from "zod";
import { usageError } from "../../../shared/errors.js";
import { pathInside } from "../../service/path-inside.js";
import type { FileLines } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";
import { line, path } from "./fields.js";

/** Most characters of an answer. A file may have one line of megabytes. */
const MOST_CHARACTERS = 2_000_000;

export const lines = defineEndpoint<FileLines>()({
  method: "GET",
  path: "lines",
  input: z.strictObject({ path, start: line, end: line }),
  answer: async ({ path: asked, start, end }, call) => {
    if (end < start)
      throw usageError("bad-range", `the end ${end} is before the start ${start}`, "Swap them.");
    const repository = await call.repository();
    const path = pathInside(repository, asked);
    const all = await repository.navigation.readLines(path);
    const lines: string[] = [];
    let room = MOST_CHARACTERS;
    for (const text of all.slice(start - 1, end)) {
      lines.push(text.length > room ? `${text.slice(0, room)} [cut]` : text);
      room -= text.length;
      if (room <= 0) break;
    }
    return { path, startLine: start, lines, of: all.length };
  },
});
