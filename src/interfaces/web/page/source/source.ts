import type { ContextSource } from "./context-source.js";

/** The static site names the folder of its recorded answers: `<meta name="fovea-recorded" content="data/">`. */
const recordedFolder = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="fovea-recorded"]')?.content;

let opened: Promise<ContextSource> | undefined;

/** Where this page gets the data of a repository: from its server, or from answers that the static site has. */
export function openSource(): Promise<ContextSource> {
  opened ??= open();
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function open(): Promise<ContextSource> {
  const folder = recordedFolder();
  if (folder !== undefined) return (await import("./recorded.js")).openRecorded(folder);
  return (await import("./live.js")).live;
}
