import { type History, readHistory } from "../git/history.js";
import { rememberHistory } from "../git/remember-history.js";
import { askGraph, type GraphAnswer, type GraphQuery } from "../graph/graph.js";
import { graphReaderOf } from "../graph/reader-of.js";
import { unredactedText } from "../parse/documents/index.js";
import type { Source } from "../scan/source.js";
import type { Store } from "../store/contract.js";
import type { IndexReader } from "./index-reader.js";

/** Queries of the dependency graph and reads of files. */
export class Navigation {
  constructor(
    private readonly source: Source,
    private readonly store: Store,
    private readonly reader: IndexReader,
  ) {}

  /**
   * Finds what calls, imports, extends, tests, documents or changes together with a symbol or file.
   * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`,
   * `corrupt-index`.
   */
  graph(query: GraphQuery): Promise<GraphAnswer> {
    return this.reader.answer(async (view) => {
      const pathOf = (file: number): string => view.whole.files[file]!.path;
      const readLines = (file: number) => view.rawLines(pathOf(file));
      const readCode = (file: number) => view.rawLines(pathOf(file), unredactedText);
      const graph = await graphReaderOf(view.whole);
      const history = (path: string) => this.historyAround(path);
      return askGraph(graph, { scope: this.reader.scope, ...query }, { readLines, readCode, history });
    });
  }

  /**
   * Reads the current lines of an indexed file, secrets redacted.
   * @throws FoveaError `not-indexed`, `corrupt-index`; `unreadable-file` when the file no longer exists or is
   * outside the root.
   */
  readLines(path: string): Promise<readonly string[]> {
    return this.reader.answer((view) => view.linesAsTheyAre(path));
  }

  /**
   * The git history of the repository that holds a file: of the source, or of the file's repository in a
   * workspace.
   */
  private async historyAround(path: string): Promise<History> {
    const { members, root } = this.source;
    const member = members?.find(({ name }) => path.startsWith(`${name}/`));
    if (!member) return rememberHistory(root, this.store);
    const history = await readHistory(member.root);
    const files = history.files.map((file) => ({ ...file, path: `${member.name}/${file.path}` }));
    return { ...history, files };
  }
}
