import { isAbsolute, relative, sep } from "node:path";
import type { Repository } from "../../context/repository/repository.js";

/**
 * Converts a path to the form of the index. The given path may be absolute, relative to the root, or relative
 * to the one repository of a workspace that is served. Does not check that the path is indexed.
 */
export function pathInside(repository: Repository, path: string): string {
  const { root, members = [] } = repository.source;
  if (!isAbsolute(path)) {
    const way = slashed(path).replace(/^(?:\.\/)+/, "");
    return repository.scope.includes(way) ? way : repository.scope.within(way);
  }
  for (const member of members) {
    const way = relative(member.root, path);
    if (!isAbsolute(way) && way.split(sep)[0] !== "..") return `${member.name}/${slashed(way)}`;
  }
  return slashed(relative(root, path));
}

const slashed = (path: string): string => path.split(sep).join("/");
