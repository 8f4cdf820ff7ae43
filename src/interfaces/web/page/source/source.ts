import type { ContextSource } from "./context-source.js";

/** Where this page gets the data of a repository: from its server, or from answers that the static site has. */
export async function openSource(): Promise<ContextSource> {
  const { live } = await import("./live.js");
  return live;
}
