import type { FileConventions, Language, ModuleRules, PlainLanguage, ScopeRules } from "./language.js";
import * as list from "./list.js";
import { unparsedLanguages } from "./unparsed.js";

// What the other rooms ask of languages. They know none by its name, and keep no list of extensions of their own.

const all: readonly Language[] = Object.values(list);
const keys = new Set(all.flatMap((language) => Object.keys(language)));
const shape = Object.fromEntries([...keys].map((key) => [key, undefined])) as Partial<Language>;

/**
 * Every programming language that is parsed. All have the same properties in the same order: V8 compiles what reads them
 * once, and not again for each language that it meets.
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

/** As the system reads it. */
const LONGEST_INTERPRETER = 256;

/** Which language a file is written in, by its name, its text where an extension is shared, or its `#!` line. */
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

/** Which language a file's name alone says, of those that are not parsed as well. */
export function languageNamed(path: string): PlainLanguage | undefined {
  const name = nameOf(path);
  const extension = extensionOf(name);
  return byFileName.get(name) ?? byExtension.get(extension) ?? plainByExtension.get(extension);
}

const NONE = {} as const;

/** By the language of an indexed file; documents and text have no rules. */
export const modulesOf = (id: string): ModuleRules => byId.get(id)?.modules ?? NONE;
export const scopesOf = (id: string): ScopeRules => byId.get(id)?.scopes ?? NONE;
/** Languages whose files import one another have one name. */
export const familyOf = (id: string): string => byId.get(id)?.family ?? id;

/** Longer than the name of any package. */
const LONGEST_PACKAGE_NAME = 500;

const manifests = new Map(
  languages.flatMap(({ id, modules }) =>
    (modules?.manifests ?? []).map(({ fileName, packageName }) => [
      fileName,
      {
        family: familyOf(id),
        packageName: (text: string): string | undefined => {
          const name = packageName(text);
          return name !== undefined && name.length <= LONGEST_PACKAGE_NAME ? name : undefined;
        },
      },
    ]),
  ),
);

/** How this file, by its name, says which package its folder holds; undefined where it is no manifest. */
export const manifestOf = (path: string) => manifests.get(nameOf(path));

/** How file names of the language of this file tell what the file is for. */
export const conventionsOf = (path: string): FileConventions => languageNamed(path)?.conventions ?? NONE;

/** Whether a file's extension is that of a language that is parsed. */
export const isParsedCode = (path: string): boolean => byExtension.has(extensionOf(nameOf(path)));

/** The same of any programming language. */
export function isCode(path: string): boolean {
  const extension = extensionOf(nameOf(path));
  return byExtension.has(extension) || plainByExtension.has(extension);
}

/** What some property of the languages holds, each once, in the order of the list. */
export const collected = <T>(pick: (language: Language) => readonly T[] | undefined): readonly T[] => [
  ...new Set(languages.flatMap((language) => pick(language) ?? [])),
];

/** A pattern's source that fits any of these texts. */
export const anyOf = (texts: readonly string[]): string =>
  `(?:${texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`;
