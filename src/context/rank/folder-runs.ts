import { wholeIdentifier } from "../text/terms.js";

/** The segments of a path as they are compared: node-exporter, node_exporter and NodeExporter are one. */
export const segmentsOf = (path: string): string[] =>
  path.split("/").map((segment) => wholeIdentifier(segment.replaceAll("-", "_")));

/** Whether the segments stand in a path one after the other. */
export const hasRun = (path: readonly string[], run: readonly string[]): boolean =>
  path.some((_, at) => run.every((segment, index) => path[at + index] === segment));
