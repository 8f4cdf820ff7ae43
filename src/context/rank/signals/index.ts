import type { FollowingSignal, Signal } from "../signal.js";
import { area } from "./area.js";
import { askedFor } from "./asked-for.js";
import { bestChunk } from "./best-chunk.js";
import { changeLog } from "./change-log.js";
import { chunkSum } from "./chunk-sum.js";
import { content } from "./content.js";
import { data } from "./data.js";
import { definition } from "./definition.js";
import { imported } from "./imported.js";
import { importedByLikely } from "./imported-by-likely.js";
import { literal, message } from "./literal.js";
import { mainCode } from "./main-code.js";
import { mention } from "./mention.js";
import { depth, fileName, folder, rareName, wholeName } from "./path.js";
import { documentation, example, generated, test, vendored } from "./role.js";
import { size } from "./size.js";
import { symbol } from "./symbol.js";
import { testsOfLikely } from "./tests-of-likely.js";
import { title } from "./title.js";
import { trace } from "./trace.js";
import { vector } from "./vector.js";

/** All signals that rank files, except those of `followingSignals`. */
export const signals: readonly Signal[] = [
  content,
  bestChunk,
  chunkSum,
  definition,
  symbol,
  mention,
  trace,
  fileName,
  wholeName,
  rareName,
  folder,
  depth,
  size,
  imported,
  title,
  vector,
  test,
  vendored,
  generated,
  example,
  documentation,
  changeLog,
  data,
  mainCode,
  area,
  askedFor,
  literal,
  message,
];

/** Signals computed from the ranking by the others. */
export const followingSignals: readonly FollowingSignal[] = [importedByLikely, testsOfLikely];

/** The reason in words by the name of a signal. */
export const reasonOf = (name: string): string =>
  [...signals, ...followingSignals].find((signal) => signal.name === name)?.why ?? name;
