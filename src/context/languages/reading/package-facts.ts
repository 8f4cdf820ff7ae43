// Apart from `language.ts`: the types of the library reach this, and those of the grammars need the types of others.

/** A pattern of modules, with at most one `*`, and the paths that it means, in order of preference. */
export type PathRule = readonly [pattern: string, ...paths: string[]];

/** What a manifest says about the modules of its folder. Paths are relative to that folder. */
export interface PackageFacts {
  /** The name by which code elsewhere imports the package. */
  readonly name?: string;
  /** Files of the package by what follows its name in an import: `["", "dist/index.js"]`, `["sub/*", "src/*.ts"]`. */
  readonly entries?: readonly PathRule[];
  /** Modules that files in the folder can import by another name: `["#db", "src/db.ts"]`, `["@/*", "src/*"]`. */
  readonly aliases?: readonly PathRule[];
  /** Manifests whose aliases hold too, unless this one has its own: `["../tsconfig.base.json"]`. */
  readonly extends?: readonly string[];
  /** Names of packages from elsewhere that files in the folder may import. */
  readonly dependencies?: readonly string[];
}
