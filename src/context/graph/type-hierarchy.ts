import { familyOf } from "../languages/index.js";
import { type Definition, type GraphReader, isType, simple } from "./reader.js";

/** The definitions that a name means at a place. */
export type Means = (
  file: number,
  chunk: number,
  name: string,
  receiver: string,
  kind: "call" | "type",
) => Promise<readonly Definition[]>;

interface Defined {
  readonly definitions: readonly Definition[];
}

/** Bases above a type that are followed. */
export const DEEPEST_BASE = 6;
/** Types with a method of one name that are compared with a receiver's type. */
const MOST_OWNERS = 300;
const placeOf = ({ file, chunk }: Definition): string => `${file} ${chunk}`;
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** Finds the members that types have, inherit or override. */
export class Hierarchy {
  constructor(
    private readonly reader: GraphReader,
    private readonly means: Means,
  ) {}

  /** Those of some definitions that are members of the types, or else of their nearest bases. */
  async methods(types: readonly Defined[], all: readonly Definition[]): Promise<readonly Definition[]> {
    let level: readonly Definition[] = types.flatMap(({ definitions }) => definitions);
    const seen = new Set<string>();
    for (let depth = 0; depth < DEEPEST_BASE && level.length > 0; depth++) {
      const found = await this.membersIn(level, all);
      if (found.length > 0) return found;
      level = await this.basesOf(level, seen);
    }
    return [];
  }

  /**
   * Those of some definitions that override a member of the types: in types that extend or implement them.
   * @param own the members that the types have themselves.
   */
  async overrides(
    types: readonly Defined[],
    all: readonly Definition[],
    own: readonly Definition[],
  ): Promise<readonly Definition[]> {
    const roots = new Set(types.flatMap(({ definitions }) => definitions.map(placeOf)));
    const found: Definition[] = [];
    const below = new Map<string, boolean>();
    for (const one of all) {
      if (own.includes(one)) continue;
      const key = `${one.file} ${one.owner}`;
      if (!below.has(key)) below.set(key, below.size < MOST_OWNERS && (await this.isBelow(one, roots)));
      if (below.get(key)) found.push(one);
    }
    return found;
  }

  /** Whether the type that has a member extends or implements one of the types at these places. */
  private async isBelow(member: Definition, roots: ReadonlySet<string>): Promise<boolean> {
    const family = familyOf(this.language(member.file));
    const owners = (await this.reader.definitions(member.owner, family)).filter(
      ({ kind, inner }) => isType(kind) && !inner,
    );
    const here = owners.filter(({ file }) => file === member.file);
    const near = here.length > 0 ? here : inFolder(this.reader, member.file, owners);
    let level: readonly Definition[] = near.length > 0 ? near : owners;
    const seen = new Set<string>();
    for (let depth = 0; depth < DEEPEST_BASE && level.length > 0; depth++) {
      level = await this.basesOf(level, seen);
      if (level.some((base) => roots.has(placeOf(base)))) return true;
    }
    return false;
  }

  /**
   * Members in the file or folder of the type. A member elsewhere belongs to it only if no other type has its name:
   * a source in another folder than its header, an extension.
   */
  private async membersIn(types: readonly Definition[], all: readonly Definition[]): Promise<Definition[]> {
    const { files } = this.reader.corpus;
    const folder = (file: number): string => folderOf(files[file]!.path);
    const found: Definition[] = [];
    for (const name of new Set(types.map((type) => type.name))) {
      const own = types.filter((type) => type.name === name);
      const members = all.filter(({ owner }) => owner === name);
      const here = members.filter(({ file }) => own.some((type) => type.file === file));
      const near = members.filter(({ file }) => own.some((type) => folder(type.file) === folder(file)));
      const close = here.length > 0 && here.length === near.length ? here : near;
      if (close.length > 0 || members.length === 0) {
        found.push(...close);
        continue;
      }
      const family = familyOf(this.language(own[0]!.file));
      const named = (await this.reader.definitions(name, family)).filter(
        ({ kind, inner }) => isType(kind) && !inner,
      );
      if (new Set(named.map(({ file }) => folder(file))).size === 1) found.push(...members);
    }
    return found;
  }

  /** The definitions of the bases of some types. */
  async basesOf(types: readonly Definition[], seen: Set<string>): Promise<Definition[]> {
    const found: Definition[] = [];
    for (const { file, chunk } of types) {
      const it = (await this.reader.chunks(file))[chunk];
      for (const base of it?.bases ?? []) {
        const key = `${file} ${base.name}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const parts = base.name.split(/::|[.\\]/);
        const meant = await this.means(file, chunk, simple(base.name), parts[parts.length - 2] ?? "", "type");
        found.push(...meant.filter(({ kind, inner }) => isType(kind) && !inner));
      }
    }
    return found;
  }

  private language(file: number): string {
    return this.reader.corpus.files[file]!.language;
  }
}

/** Those of some definitions that are in the folder of a file. */
export function inFolder(
  reader: GraphReader,
  file: number,
  found: readonly Definition[],
): readonly Definition[] {
  const { files } = reader.corpus;
  const folder = folderOf(files[file]!.path);
  return found.filter((one) => folderOf(files[one.file]!.path) === folder);
}
