import type {
  FileConventions,
  Language,
  ModuleRules,
  OccurrenceRules,
  PlainLanguage,
  ScopeRules,
} from "./language.js";
import * as list from "./list.js";
import { CodeInPlace } from "./markup/code-in-place.js";
import type { PackageFacts } from "./reading/package-facts.js";
import type { RuleLanguage } from "./rule.js";
import { ruleLanguages } from "./rules/index.js";

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
const ruledById = new Map(ruleLanguages.map((language) => [language.id, language]));
const ruledByExtension = new Map(
  ruleLanguages.flatMap((language) => language.extensions.map((extension) => [extension, language])),
);
const ruledByInterpreter = new Map(
  ruleLanguages.flatMap((language) => (language.interpreters ?? []).map((name) => [name, language])),
);
const ruledByFileName = ruleLanguages.filter(({ fileName }) => fileName);
const ruledSharers = ruleLanguages.filter(({ shares }) => shares);
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

/** Characters by which a template is told from a document with the same extension: as many as documents are told by. */
const TEMPLATE_HEAD = 16_384;

/** The language of a file whose extension another language or a document format has too. */
const sharerOf = (path: string, text: string): Language | undefined => {
  const extension = extensionOf(nameOf(path));
  return sharers.find(
    ({ shares, markup }) =>
      shares?.extensions.includes(extension) &&
      shares.when(markup ? text.slice(0, TEMPLATE_HEAD) : text, path),
  );
};

/**
 * The code in the text of a file, at its offsets: without markup, and without expressions whose names the parser has
 * all captured.
 */
export function codeIn(id: string, text: string): string {
  const markup = byId.get(id)?.markup?.(text);
  if (!markup) return text;
  const code = new CodeInPlace(markup.code);
  let at = 0;
  for (const [start, end] of markup.ranges) {
    code.keep(at, start);
    at = Math.max(at, end);
  }
  code.keep(at, text.length);
  return String(code);
}

/** The program that a `#!` line names, without a version. */
const interpreterOf = (text: string): string =>
  (text.startsWith("#!")
    ? /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+)*)?(?:\S*\/)?([\w.]+?)[\d.]*(?:\s|$)/.exec(
        text.slice(0, LONGEST_INTERPRETER),
      )?.[1]
    : undefined) ?? "";

/** The language of a file that has a grammar, by its name, its text (for shared extensions) or its `#!` line. */
export function languageOf(path: string, text: string): Language | undefined {
  const name = nameOf(path);
  const extension = extensionOf(name);
  const byName = byFileName.get(name) ?? sharerOf(path, text);
  if (byName) return byName;
  return sharedByRules(extension, text)
    ? undefined
    : (byExtension.get(extension) ?? byInterpreter.get(interpreterOf(text)));
}

const sharedByRules = (extension: string, text: string): RuleLanguage | undefined =>
  ruledSharers.find(({ shares }) => shares?.extensions.includes(extension) && shares.when(text));

/** The language of a file that is read by rules. Asked only when `languageOf` knows none. */
export function ruleLanguageOf(path: string, text: string): RuleLanguage | undefined {
  const extension = extensionOf(nameOf(path));
  return sharedByRules(extension, text) ?? ruledNamed(path) ?? ruledByInterpreter.get(interpreterOf(text));
}

function ruledNamed(path: string): RuleLanguage | undefined {
  const name = nameOf(path);
  return (
    ruledByFileName.find(({ fileName }) => fileName?.test(name)) ?? ruledByExtension.get(extensionOf(name))
  );
}

/** The language of a file by its name alone. */
function languageNamed(path: string): PlainLanguage | undefined {
  const name = nameOf(path);
  return byFileName.get(name) ?? byExtension.get(extensionOf(name)) ?? ruledNamed(path);
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

/** Whether a file is source code by its name: in a language that is not only settings, styles or data. */
export function isCode(path: string): boolean {
  const name = nameOf(path);
  const ruled = ruledNamed(name);
  return byExtension.has(extensionOf(name)) || (ruled !== undefined && !ruled.data);
}

/** Whether a language id means data, settings or styles, whose short definitions are not cited alone. */
export const isData = (id: string): boolean => ruledById.get(id)?.data === true;

/** Whether definitions of this language id are read by rules. */
export const isRuled = (id: string): boolean => ruledById.has(id);

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

/** The depth of an indexed file, by the language id that the index stores for it: that of a language or document format. */
export const depthOf = (id: string): Depth => (byId.has(id) ? "graph" : id === "text" ? "text" : "symbols");

/** Extensions of languages that a word of a task may end with: `a.rs`. Left out are those that are more often names. */
export const ruledExtensions: readonly string[] = ruleLanguages.flatMap(({ extensions, uncertain }) =>
  extensions.filter((extension) => extension.length > 2 && !uncertain?.includes(extension)),
);

/** Keywords before the name of a definition, in languages that are read by rules. */
export const ruledDefiners: readonly string[] = ruleLanguages.flatMap(({ definers }) => definers ?? []);
