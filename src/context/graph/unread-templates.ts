import { depthOf } from "../languages/index.js";
import { isMarked, unreadTemplate } from "../languages/markup/unread.js";
import { wordTerms } from "../text/terms.js";
import type { EdgeCollector } from "./collect.js";
import type { GraphReader } from "./reader.js";

/** Most templates that are read for one question. */
const READ_TEMPLATES = 200;
const NAME_PART = /[\p{L}\p{N}_$]/u;

/**
 * Counts the lines of templates that are not parsed and that name what is asked about, as unresolved references: an
 * answer without them would say that nothing there uses it.
 */
export async function countUnreadTemplates(
  reader: GraphReader,
  names: Iterable<string>,
  found: EdgeCollector,
): Promise<void> {
  const { files } = reader.corpus;
  let mentions = 0;
  const templates = new Set<number>();
  const left = new Set<number>();
  for (const name of names) {
    const rarest = wordTerms(name).at(-1);
    if (rarest === undefined) continue;
    const places = await reader.places(rarest);
    for (const file of new Set(places.map(([at]) => at))) {
      const { path, language } = files[file]!;
      const counts = depthOf(language) === "graph" ? undefined : unreadTemplate(path);
      if (counts === undefined) continue;
      if (templates.size + left.size >= READ_TEMPLATES) {
        left.add(file);
        continue;
      }
      const lines = (await reader.lines(file)).filter(
        (line) => (counts === "all" || isMarked(line)) && hasName(line, name),
      );
      if (lines.length === 0) continue;
      mentions += lines.length;
      templates.add(file);
      found.unresolved(path, lines.length);
    }
  }
  if (mentions > 0)
    found.notes.push(
      `${mentions} ${mentions === 1 ? "mention" : "mentions"} in ${templates.size} ${templates.size === 1 ? "template that is" : "templates that are"} not parsed`,
    );
  if (left.size > 0) found.notes.push(`${left.size} more templates that contain the word were not read`);
}

/** Whether a line contains a name that is no part of a longer one. */
function hasName(line: string, name: string): boolean {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1))
    if (!NAME_PART.test(line[at - 1] ?? "") && !NAME_PART.test(line[at + name.length] ?? "")) return true;
  return false;
}
