import type { Signal } from "../signal.js";
import { barrel } from "./barrel.js";
import { bestChunk } from "./best-chunk.js";
import { content } from "./content.js";
import { coverage } from "./coverage.js";
import { definition } from "./definition.js";
import { mention } from "./mention.js";
import { fileName, folder } from "./path.js";
import { documentation, example, generated, test, vendored } from "./role.js";

/** Every signal that ranks files. */
export const signals: readonly Signal[] = [
  content,
  bestChunk,
  coverage,
  definition,
  mention,
  fileName,
  folder,
  test,
  vendored,
  generated,
  example,
  documentation,
  barrel,
];
