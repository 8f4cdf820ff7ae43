/** Words in the address of a file's page, before the version and the path: `…/owner/name/blob/main/src/a.ts#L3`. */
const PAGES: ReadonlySet<string> = new Set(["blob", "blame", "raw", "edit", "src"]);
/** Hosts whose addresses have the version and the path after owner and name, without a word before them. */
const RAW_HOST = /^raw\./;
const LINK = /\bhttps?:\/\/[^\s<>"'`()[\]|]+/g;
/** A file name with an extension, so that the page of a folder or a tool is no file. */
const FILE = /[^/]\.\w+$/;

/**
 * The files that links to pages of a code host lead to, as `version/path`: how many segments belong to the version is
 * only known to the repository.
 */
export function linkedFiles(text: string): Set<string> {
  const files = new Set<string>();
  for (const [link] of text.matchAll(LINK)) {
    const [, , host, ...segments] = link.replace(/[?#].*$|[.,;:!*]+$/, "").split("/");
    const page = RAW_HOST.test(host ?? "")
      ? 1
      : segments.findIndex((segment, at) => at > 1 && PAGES.has(segment));
    const path = segments.slice(page + 1).join("/");
    if (page > 0 && FILE.test(path)) files.add(decoded(path));
  }
  return files;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
