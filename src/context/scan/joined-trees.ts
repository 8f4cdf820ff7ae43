import { failure } from "../../shared/errors.js";
import type { Listing, Source } from "./source.js";

/** One repository of a workspace. */
export interface Member {
  /** First segment of the paths of its files in the index. */
  readonly name: string;
  readonly source: Source;
}

/** Joins several repositories into one source; paths of each begin with its name. */
export function joinTrees(root: string, members: readonly Member[]): Source {
  const find = (path: string): { member: Member; inner: string } | undefined => {
    const slash = path.indexOf("/");
    const member = members.find(({ name }) => name === path.slice(0, Math.max(0, slash)));
    return member && { member, inner: path.slice(slash + 1) };
  };
  return {
    root,
    members: members.map(({ name, source }) => ({ name, root: source.root })),
    watched: members.map(({ source }) => source.root),
    absolutePath: (path) => {
      const found = find(path);
      // A path of a former member: its repository may still exist, but is not indexed any more.
      return found?.member.source.absolutePath?.(found.inner) ?? root;
    },
    rootOf: (path) => find(path)?.member.source.root ?? root,
    beginListing: () => {
      for (const { source } of members) source.beginListing?.();
    },
    list: async () => {
      const listings = await Promise.all(members.map(({ source }) => source.list()));
      const below = <T extends { readonly path: string }>(of: (listing: Listing) => readonly T[]): T[] =>
        listings
          .flatMap((listing, index) =>
            of(listing).map((file) => ({ ...file, path: `${members[index]!.name}/${file.path}` })),
          )
          .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
      return { files: below(({ files }) => files), skipped: below(({ skipped }) => skipped) };
    },
    look: (path) => {
      const found = find(path);
      const seen = found?.member.source.look?.(found.inner);
      if (seen === undefined) return "folder";
      return typeof seen === "string" ? seen : { ...seen, path };
    },
    read: async (path) => {
      const found = find(path);
      if (!found)
        throw failure(
          "unreadable-file",
          `${path} is in no repository of this workspace`,
          "Run fovea index again.",
        );
      return found.member.source.read(found.inner);
    },
    close: async () => {
      await Promise.all(members.map(({ source }) => source.close()));
    },
  };
}
