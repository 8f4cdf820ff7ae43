import type {
  FileConventions,
  Language,
  ModuleRules,
  OccurrenceRules,
  PackageFacts,
  PlainLanguage,
  ScopeRules,
} from "./language.js";
import * as list from "./list.js";
import { unparsedLanguages } from "./unparsed.js";

// The interface to languages for the rest of the code, which names no language and keeps no list of
// extensions.

const all: readonly Language[] = Object.values(list);
const keys = new Set(all.flatMap((language) => Object.keys(language)));
const shape = Object.fromEntries([...keys].map((key) => [key, undefined])) as Partial<Language>;

/**
 * All parsed programming languages. Every object has the same properties in the same order, so that V8
 * compiles the code that reads them once instead of for each language.
 */
export const languages: readonly Language[] = all.map((language) => ({ ...shape, ...language }));

const byId = new Map(languages.map((language) => [language.id, language]));
const byExtension = new Map(
  languages.flatMap((language) => language.extensions.map((extension) => [extension, language])),
);
const plainByExtension = new Map(
  unparsedLanguages.flatMap((language) => language.extensions.map((extension) => [extension, language])),
);
const byFileName = new Map(
  languages.flatMap((language) => (language.fileNames ?? []).map((name) => [name, language])),
);
const byInterpreter = new Map(
  languages.flatMap((language) => (language.interpreters ?? []).map((name) => [name, language])),
);
const sharers = languages.filter(({ shares }) => shares);

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const extensionOf = (name: string): string =>
  name.includes(".") ? name.slice(name.lastIndexOf(".") + 1).toLowerCase() : "";

/** Characters of a `#!` line that are read, as in the Linux kernel. */
const LONGEST_INTERPRETER = 256;

/** The parsed language of a file, by its name, its text (for shared extensions) or its `#!` line. */
export function languageOf(path: string, text: string): Language | undefined {
  const name = nameOf(path);
  const extension = extensionOf(name);
  const interpreter = text.startsWith("#!")
    ? /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+)*)?(?:\S*\/)?([\w.]+?)[\d.]*(?:\s|$)/.exec(
        text.slice(0, LONGEST_INTERPRETER),
      )?.[1]
    : undefined;
  return (
    byFileName.get(name) ??
    sharers.find(({ shares }) => shares?.extensions.includes(extension) && shares.when(text)) ??
    byExtension.get(extension) ??
    (interpreter ? byInterpreter.get(interpreter) : undefined)
  );
}

/** The language of a file by its name alone, including languages that are not parsed. */
function languageNamed(path: string): PlainLanguage | undefined {
  const name = nameOf(path);
  const extension = extensionOf(name);
  return byFileName.get(name) ?? byExtension.get(extension) ?? plainByExtension.get(extension);
}

const NONE = {} as const;

/** The marks of comments; undefined where the language has none. */
export interface CommentMarks {
  readonly lineComment: string | undefined;
  readonly blockComment: readonly [open: string, close: string] | undefined;
}

/** Rules by the language id of an indexed file. Documents and text have none. */
export const modulesOf = (id: string): ModuleRules => byId.get(id)?.modules ?? NONE;
export const scopesOf = (id: string): ScopeRules => byId.get(id)?.scopes ?? NONE;
/** Whether files of a language hold markup, whose expressions name the members of the component without receiver. */
export const hasMarkup = (id: string): boolean => byId.get(id)?.markup !== undefined;
/** How names occur in text, with the language's marks of comments; undefined for languages without such rules. */
export const occurrenceRulesOf = (id: string): (OccurrenceRules & CommentMarks) | undefined =>
  occurrenceRules.get(id);

const occurrenceRules = new Map(
  languages.flatMap(({ id, occurrences, lineComment, blockComment }) =>
    occurrences ? [[id, { ...occurrences, lineComment, blockComment }] as const] : [],
  ),
);

/** Whether files of a language id are components, which other files use by the name of the file. */
export const isComponent = (id: string): boolean => byId.get(id)?.componentNames !== undefined;
/** Whether files of a language can export what they import, or their own definitions under other names. */
export const passesOn = (id: string): boolean => {
  const { exportsOf, modules }: Partial<Language> = byId.get(id) ?? NONE;
  return exportsOf !== undefined || modules?.importsAreExports === true || modules?.reexports === true;
};
/** The family of a language id: languages whose files can import each other. */
export const familyOf = (id: string): string => byId.get(id)?.family ?? id;

/** A longer name in a manifest is ignored: no package has one. */
const LONGEST_PACKAGE_NAME = 500;

const manifests = languages.flatMap(({ id, modules }) =>
  (modules?.manifests ?? []).map(({ fileName, read }) => ({
    fileName,
    family: familyOf(id),
    read: (text: string): PackageFacts | undefined => {
      const facts = read(text);
      return facts?.name !== undefined && facts.name.length > LONGEST_PACKAGE_NAME ? undefined : facts;
    },
  })),
);
const manifestsByName = new Map(manifests.map((one) => [one.fileName, one]));
const manifestsByPattern = manifests.filter(({ fileName }) => fileName instanceof RegExp);

/** The language family and the reader of a manifest, by its file name; undefined for any other file. */
export const manifestOf = (path: string) => {
  const name = nameOf(path);
  return (
    manifestsByName.get(name) ??
    manifestsByPattern.find(({ fileName }) => fileName instanceof RegExp && fileName.test(name))
  );
};

/** The file-name conventions of a file's language. */
export const conventionsOf = (path: string): FileConventions => languageNamed(path)?.conventions ?? NONE;

/** Whether a file has the extension of a parsed language. */
export const isParsedCode = (path: string): boolean => byExtension.has(extensionOf(nameOf(path)));

/** Whether a file has the extension of any programming language, parsed or not. */
export function isCode(path: string): boolean {
  const extension = extensionOf(nameOf(path));
  return byExtension.has(extension) || plainByExtension.has(extension);
}

/** All values of a property over all languages, without duplicates, in the order of `list.ts`. */
export const collected = <T>(pick: (language: Language) => readonly T[] | undefined): readonly T[] => [
  ...new Set(languages.flatMap((language) => pick(language) ?? [])),
];

/** The source of a pattern that matches any of these texts. */
export const anyOf = (texts: readonly string[]): string =>
  `(?:${texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`;

/**
 * How much Fovea reads of a file: `graph`: definitions, uses and imports; `symbols`: definitions or sections only;
 * `text`: words only.
 */
export type Depth = "graph" | "symbols" | "text";

/** The depth of an indexed file, by the language id that the index stores for it. */
export const depthOf = (id: string): Depth => (byId.has(id) ? "graph" : id === "text" ? "text" : "symbols");
