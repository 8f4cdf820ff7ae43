import type { OutlineChunk } from "../indexing/outline.js";
import { familyOf, occurrenceRulesOf, scopesOf } from "../languages/index.js";
import { binding } from "./binding.js";
import { scopeEnd } from "./block-scope.js";
import {
  COMMENT,
  type Declared,
  declaredOn,
  escaped,
  innermost,
  LONGEST_LINE,
  type Patterns,
  type Place,
  PRIMITIVE,
  resultIn,
  scopeStart,
  typeParametersIn,
} from "./declared-text.js";
import { definitionsAt, exportedBy } from "./exports.js";
import { chainStart, type Expression, type Link, parseExpression } from "./expression.js";
import { type Definition, type GraphReader, isType, ownerOf, simple } from "./reader.js";
import { DEEPEST_BASE, Hierarchy, inFolder, type Means } from "./type-hierarchy.js";
import { parseType, type WrittenType } from "./type-text.js";

/** The type of an expression: one that the repository defines, or one from outside of it. */
export interface KnownType {
  /** Simple name. */
  readonly name: string;
  /** Type arguments as written, and the place whose names they mean. */
  readonly args: readonly string[];
  readonly at: Place;
  /** The definitions that it may mean; empty for a type from outside of the repository. */
  readonly definitions: readonly Definition[];
}

/** The types that an expression may have; undefined when they are not known. */
export type Types = readonly KnownType[] | undefined;

/** A module or package, whose definitions follow the dot. */
interface Module {
  readonly files: readonly number[];
  readonly external: boolean;
}

/** Steps from one declaration to the next that are followed for one receiver. */
const MOST_STEPS = 24;
/** Functions of one name whose results are compared. */
const MOST_RESULTS = 30;
/** Characters of a name that rarely is that of something from outside too. */
const SHORTEST_NAME = 4;
const nameOf = (types: readonly KnownType[]): string => types.map(({ name }) => name).join(" ");
/** Lines above a use that are searched for the declaration of a local variable. */
const SEARCHED_LINES = 400;
/** Lines before a call that may hold the start of its receiver. */
const CHAIN_LINES = 12;
const CALLABLE: ReadonlySet<string> = new Set(["function", "method", "constructor", "test", "macro"]);
const VALUES: ReadonlySet<string> = new Set(["variable", "constant", "property"]);

/** Finds the types of receivers from how they are declared. It belongs to one question, and remembers what it read. */
export class TypeReader {
  /** Results of `sameResult`, by language family and name. */
  private readonly sameResults = new Map<string, Types>();
  private steps = 0;
  readonly hierarchy: Hierarchy;
  private readonly patterns = new Map<string, Patterns>();
  private readonly written = new Map<string, RegExp>();
  private readonly receivers = new Map<string, Types>();

  constructor(
    private readonly reader: GraphReader,
    private readonly means: Means,
  ) {
    this.hierarchy = new Hierarchy(reader, means);
  }

  /**
   * The types of what stands before a name that is used on a line.
   * @param receiver the receiver as the index has it, to find the right use among several on the line.
   * @returns undefined when they are not known, and an empty list when the receiver has no type of the repository.
   */
  async ofReceiver(at: Place, name: string, receiver: string): Promise<Types> {
    const text = await this.receiverText(at, name, receiver);
    if (text === "") return undefined;
    const key = `${at.file} ${at.chunk} ${text}`;
    if (this.receivers.has(key)) return this.receivers.get(key);
    this.receivers.set(key, undefined);
    this.steps = 0;
    const expression = parseExpression(text);
    const types = expression && (await this.ofExpression(at, expression));
    this.receivers.set(key, types);
    return types;
  }

  /** The receiver of a use as it is written, `this.shelf.open(path)`; empty when it is not found. */
  async receiverText({ file, line }: Place, name: string, receiver: string): Promise<string> {
    const lines = await this.reader.lines(file);
    const own = lines[line - 1];
    if (own === undefined || own.length > 4 * LONGEST_LINE) return "";
    const before = lines.slice(Math.max(0, line - 1 - CHAIN_LINES), line - 1);
    const text = `${before.filter((one) => !COMMENT.test(one)).join("\n")}\n${own}`;
    const from = text.length - own.length;
    let written = this.written.get(name);
    if (!written) {
      written = new RegExp(`(?:\\.|->|::)\\s*${escaped(name)}(?![\\w$])`, "g");
      this.written.set(name, written);
    }
    // A link may stand at the end of the line before.
    written.lastIndex = Math.max(0, from - 3);
    // The index may have read the receiver from a comment between the links of a chain.
    const tail = before.some((one) => COMMENT.test(one))
      ? undefined
      : /[\p{L}\p{N}_$]+/u.exec(receiver.replace(/^(?:new |.*\.)/, ""))?.[0];
    for (let match = written.exec(text); match; match = written.exec(text)) {
      if (match.index + match[0].length <= from) continue;
      const found = text
        .slice(chainStart(text, match.index), match.index)
        .trim()
        .replace(/[?!&]+$/, "");
      if (found !== "" && (tail === undefined || found.includes(tail))) return found;
    }
    return "";
  }

  private async ofExpression(at: Place, expression: Expression): Promise<Types> {
    if (++this.steps > MOST_STEPS) return undefined;
    if (expression.literal) return [];
    let types: Types;
    let links = expression.links;
    if (expression.cast !== "") types = await this.ofWritten(at, expression.cast);
    else if (expression.isNew) {
      const type = links.findIndex(({ call, braces }) => call || braces);
      const named = links.slice(0, type < 0 ? links.length : type + 1);
      const written = named.map(({ name }) => name).join(".");
      types = await this.ofWritten(at, written);
      links = links.slice(named.length);
      if (types) return this.follow(types, links);
    } else {
      const [first, ...rest] = links;
      if (!first) return undefined;
      const start = await this.ofFirst(at, first);
      if (start === undefined) {
        const [next, ...others] = rest;
        const types = next?.call ? await this.sameResult(at, next) : undefined;
        return types && this.follow(types, others);
      }
      if ("external" in start) return this.inModule(at, first, start, rest);
      types = first.index ? await this.elements(start) : start;
      links = rest;
    }
    return types && this.follow(types, links);
  }

  private async follow(from: readonly KnownType[], links: readonly Link[]): Promise<Types> {
    let types: Types = from;
    for (const link of links) {
      if (!types) return undefined;
      const from = types;
      // What a type from outside has, is from outside too, but for functions that extend it.
      if (types.every(({ definitions }) => definitions.length === 0)) {
        types = await this.ofExtension(types, link);
        if (!types) return this.outside(from);
      } else types = await this.ofMember(types, link);
      if (!types && link.call) types = await this.sameResult(from[0]!.at, link);
      if (types && link.index) types = await this.elements(types);
    }
    return types;
  }

  /** The result of a function of the repository that extends a type from outside. */
  private async ofExtension(types: readonly KnownType[], link: Link): Promise<Types> {
    const [first] = types;
    if (!first || !link.call) return undefined;
    const all = await this.reader.definitions(link.name, familyOf(this.language(first.at.file)));
    const found = all.filter(
      ({ owner, inner, kind }) => owner === first.name && !inner && CALLABLE.has(kind),
    );
    return found.length > 0 ? this.ofResults(found, link.name) : undefined;
  }

  /**
   * The type that all functions of a name return, where it is not known which of them is called, or what the called one
   * returns. Functions that do not state their result say nothing, unless they are as many as the others.
   */
  private async sameResult({ file }: Place, { name }: Link): Promise<Types> {
    const rules = scopesOf(this.language(file));
    if (name.length < SHORTEST_NAME || rules.builtInMembers?.has(name)) return undefined;
    const family = familyOf(this.language(file));
    const key = `${family} ${name}`;
    if (this.sameResults.has(key)) return this.sameResults.get(key);
    // Until it is known, it is unknown: a function may return what it returns itself.
    this.sameResults.set(key, undefined);
    const { steps } = this;
    const all = (await this.reader.definitions(name, family)).filter(({ kind }) => CALLABLE.has(kind));
    let same: Types;
    let known = 0;
    for (const { file: at, chunk } of all.length > MOST_RESULTS ? [] : all) {
      this.steps = steps;
      const types = await this.ofResult(at, chunk, name);
      if (!types) continue;
      if (types.length === 0 || (same && nameOf(same) !== nameOf(types))) return undefined;
      same ??= types;
      known++;
    }
    if (known <= all.length - known) return undefined;
    this.sameResults.set(key, same);
    return same;
  }

  /** A member of a type from outside: unknown when it may give back what was put into it. */
  private outside(types: readonly KnownType[]): Types {
    return types.some(({ args }) => args.length > 0) ? undefined : [];
  }

  private async ofFirst(at: Place, link: Link): Promise<Types | Module> {
    const { name, call } = link;
    const rules = scopesOf(this.language(at.file));
    const chunks = await this.reader.chunks(at.file);
    const enclosing = await this.enclosingType(at.file, at.chunk);
    const bare = name.replace(/^\$/, "");
    if (!call && (rules.ownReceivers ?? []).some((own) => own.replace(/^\$/, "") === bare)) return enclosing;
    if ((rules.parentReceivers ?? []).includes(name)) return undefined;
    if (!call) {
      const declared = await this.ofVariable(at, chunks, name);
      if (declared !== "undeclared") return declared;
    }
    const wrapper = rules.types?.wrappers?.includes(name) && link.args !== "";
    if (wrapper) return this.ofWritten(at, link.args);
    const bound = await binding(this.reader, at.file, name);
    const meant = await this.means(at.file, at.chunk, name, "", call ? "call" : "type");
    const types = meant.filter(({ kind, inner }) => isType(kind) && !inner);
    if (types.length > 0) return [this.known(name, types, at)];
    if (call) {
      const functions = meant.filter(({ kind }) => CALLABLE.has(kind));
      if (functions.length > 0) return (await this.ofResults(functions, name)) ?? this.sameResult(at, link);
      if (bound?.external || rules.globals?.has(name)) return [];
      return this.sameResult(at, link);
    }
    if (bound) {
      const values = await this.ofValues(
        meant.filter(({ kind }) => VALUES.has(kind)),
        name,
      );
      if (values) return values;
      return { files: bound.files, external: bound.external };
    }
    const values = meant.filter(({ kind, file }) => VALUES.has(kind) && file !== at.file);
    if (values.length > 0) return this.ofValues(values, name);
    return rules.globals?.has(name) ? [] : undefined;
  }

  private async inModule(at: Place, first: Link, module: Module, rest: readonly Link[]): Promise<Types> {
    const [link, ...others] = rest;
    if (module.external) return [];
    if (!link) return undefined;
    const family = familyOf(this.language(at.file));
    let all = (await this.reader.definitions(link.name, family)).filter(({ file }) =>
      module.files.includes(file),
    );
    if (all.length === 0) {
      // The module passes on what another defines.
      const exported = await exportedBy(this.reader, module.files, link.name);
      if (exported.external) return [];
      all = [...(await definitionsAt(this.reader, exported.origins, family))];
    }
    const free = all.filter(({ owner, kind }) => owner === "" || isType(kind));
    const types = free.filter(({ kind, inner }) => isType(kind) && !inner);
    let found: Types;
    if (types.length > 0) found = [this.known(link.name, types, at)];
    else if (free.length > 0)
      found = link.call
        ? await this.ofResults(
            free.filter(({ kind }) => CALLABLE.has(kind)),
            link.name,
          )
        : await this.ofValues(free, link.name);
    else {
      // `import shelf from "./shelf"`: the name stands for a value of the module.
      const owned = all.filter(({ owner }) => owner === first.name);
      found = owned.length > 0 ? await this.ofResults(owned, link.name) : undefined;
    }
    return found && this.follow(found, others);
  }

  private known(name: string, definitions: readonly Definition[], at: Place): KnownType {
    return { name: simple(name), args: [], at, definitions };
  }

  /** The type around a place; undefined outside of all types. */
  async enclosingType(file: number, chunk: number): Promise<Types> {
    const chunks = await this.reader.chunks(file);
    if (!chunks[chunk]) return undefined;
    const name = ownerOf(chunks, chunk);
    if (name === "") return undefined;
    const all = await this.reader.definitions(name, familyOf(this.language(file)));
    const types = all.filter(({ kind, inner }) => isType(kind) && !inner);
    const here = types.filter((one) => one.file === file);
    const near = here.length > 0 ? here : inFolder(this.reader, file, types);
    return [this.known(name, near.length > 0 ? near : types, { file, chunk, line: chunks[chunk].startLine })];
  }

  /** The types that a written type means at a place. */
  async ofWritten(at: Place, written: string): Promise<Types> {
    if (++this.steps > MOST_STEPS) return undefined;
    const parsed = parseType(written);
    if (parsed.length === 0) return undefined;
    const found: KnownType[] = [];
    for (const type of parsed) {
      const meant = await this.ofName(at, type);
      if (!meant) return undefined;
      found.push(...meant);
    }
    return found;
  }

  private async ofName(at: Place, { name, args }: WrittenType): Promise<Types> {
    const language = this.language(at.file);
    const rules = scopesOf(language);
    const parts = name.split(/\.|::|\\/);
    const last = parts[parts.length - 1]!;
    if (last === "[]") return [{ name: last, args, at, definitions: [] }];
    if (rules.types?.wrappers?.includes(last) && args.length > 0)
      return this.ofWritten(at, args[args.length - 1]!);
    if (last === "Self" || (last === "this" && parts.length === 1))
      return this.enclosingType(at.file, at.chunk);
    const bound = await this.typeParameter(at, last);
    if (bound === "unknown") return undefined;
    if (bound !== undefined) return this.ofWritten(at, bound);
    const meant = await this.means(at.file, at.chunk, last, parts[parts.length - 2] ?? "", "type");
    const types = meant.filter(({ kind, inner }) => isType(kind) && !inner);
    if (types.length > 0) return [{ name: last, args, at, definitions: types }];
    // A word in lower case after a colon may be a value in an object.
    if (
      /^\p{Ll}/u.test(last) &&
      parts.length === 1 &&
      !PRIMITIVE.test(last) &&
      rules.types?.result !== "before"
    )
      return this.isLowerCaseType(at, last) ? [{ name: last, args, at, definitions: [] }] : undefined;
    return [{ name: last, args, at, definitions: [] }];
  }

  private isLowerCaseType(at: Place, name: string): boolean {
    const { types, globals } = scopesOf(this.language(at.file));
    const result = types?.result;
    return globals?.has(name) === true || (typeof result === "object" && result.mark === "");
  }

  /** What a type parameter extends; `unknown` when it extends nothing, undefined when it is no type parameter. */
  private async typeParameter({ file, chunk }: Place, name: string): Promise<string | undefined> {
    if (!/^\p{Lu}[\p{L}\p{N}]{0,14}$/u.test(name)) return undefined;
    const chunks = await this.reader.chunks(file);
    const declared = new RegExp(
      `[<[,]\\s*(?:(?:in|out|reified|const|typename|class)\\s+)*${escaped(name)}\\s*(?:(?:extends|:|<:|\\s)\\s*([^,>\\]=]+))?(?=[,>\\]=])`,
    );
    for (let at = chunk; at >= 0; at = chunks[at]!.parent) {
      const { signature, name: own } = chunks[at]!;
      const open = signature.indexOf(own) + own.length;
      const list = typeParametersIn(signature, open, own.length);
      const found = declared.exec(list);
      if (!found) continue;
      const bound = found[1]?.trim();
      return bound === undefined || bound === "" || /^(?:any|unknown|object|Object|comparable)$/.test(bound)
        ? "unknown"
        : bound;
    }
    return undefined;
  }

  /** The types of a variable, parameter or field that is visible at a place. */
  private async ofVariable(
    at: Place,
    chunks: readonly OutlineChunk[],
    name: string,
  ): Promise<Types | "undeclared"> {
    const rules = scopesOf(this.language(at.file)).types;
    if (!rules) return "undeclared";
    const lines = await this.reader.lines(at.file);
    const top = scopeStart(chunks, at);
    const patterns = this.patternsFor(rules.variables, name);
    const language = this.language(at.file);
    const blocks = (occurrenceRulesOf(language)?.declarations ?? scopesOf(language).locals)?.blocks;
    for (let line = at.line; line >= Math.max(top, at.line - SEARCHED_LINES); line--) {
      const found = declaredOn(lines, line, patterns);
      if (!found) continue;
      // A parameter or variable of a block that ended above is another one.
      if (blocks && line < at.line && (scopeEnd(lines, line, name, at.line) ?? at.line) < at.line) continue;
      return this.ofDeclaration({ ...at, line }, found, name);
    }
    const { implicitReceiver } = scopesOf(this.language(at.file));
    const enclosing = implicitReceiver ? await this.enclosingType(at.file, at.chunk) : undefined;
    const field = enclosing && (await this.ofFields(enclosing, name));
    if (field && field !== "undeclared") return field;
    const family = familyOf(this.language(at.file));
    const local = (await this.reader.definitions(name, family)).filter(
      (one) => one.file === at.file && VALUES.has(one.kind) && one.owner === "",
    );
    return local.length > 0 ? this.ofValues(local, name) : "undeclared";
  }

  /** Whether some types, or their bases, declare or assign a field. */
  async hasField(types: readonly KnownType[], name: string): Promise<boolean> {
    this.steps = 0;
    return (await this.ofFields(types, name)) !== "undeclared";
  }

  /** The types of a field of some types, or of their bases. */
  private async ofFields(types: readonly KnownType[], name: string): Promise<Types | "undeclared"> {
    let level: readonly Definition[] = types.flatMap(({ definitions }) => definitions);
    const seen = new Set<string>();
    for (let depth = 0; depth < DEEPEST_BASE && level.length > 0; depth++) {
      for (const { file, chunk } of level) {
        const found = await this.ofField(file, chunk, name);
        if (found !== "undeclared") return found;
      }
      level = await this.hierarchy.basesOf(level, seen);
    }
    return "undeclared";
  }

  private async ofField(file: number, chunk: number, name: string): Promise<Types | "undeclared"> {
    const rules = scopesOf(this.language(file)).types;
    const chunks = await this.reader.chunks(file);
    const type = chunks[chunk];
    if (!rules || !type) return "undeclared";
    const lines = await this.reader.lines(file);
    const inside = new Set<number>();
    chunks.forEach(({ parent, kind, startLine, endLine, headEndLine }) => {
      if (parent !== chunk || VALUES.has(kind)) return;
      for (let line = startLine; line <= endLine; line++) inside.add(line);
      // A field beside a definition on one line.
      if (startLine === endLine && headEndLine === endLine) inside.delete(startLine);
    });
    const fields = this.patternsFor(rules.fields ?? [], name);
    const both = this.patternsFor([...(rules.fields ?? []), ...rules.variables], name);
    for (
      let line = type.startLine;
      line <= Math.min(type.endLine, type.startLine + 10 * SEARCHED_LINES);
      line++
    ) {
      const patterns = inside.has(line) ? fields : both;
      if (patterns.all.length === 0) continue;
      const found = declaredOn(lines, line, patterns);
      if (!found) continue;
      const place = { file, chunk: innermost(chunks, chunk, line), line };
      return this.ofDeclaration(place, found, name);
    }
    return "undeclared";
  }

  private async ofDeclaration(at: Place, found: Declared, name: string): Promise<Types> {
    if (++this.steps > MOST_STEPS) return undefined;
    if (found.type !== undefined) return this.ofWritten(at, found.type);
    const written = found.value ?? found.each;
    if (written === undefined) return undefined;
    const expression = parseExpression(written);
    // `x = x.next()` declares nothing.
    if (!expression || expression.links[0]?.name === name) {
      const above = expression && at.line > 1 ? { ...at, line: at.line - 1 } : undefined;
      if (!above || found.each !== undefined) return undefined;
    }
    if (!expression) return undefined;
    const place = expression.links[0]?.name === name ? { ...at, line: at.line - 1 } : at;
    const types = await this.ofExpression(place, expression);
    return found.each === undefined || !types ? types : this.elements(types);
  }

  /** The types of the elements of lists. */
  private async elements(types: readonly KnownType[]): Promise<Types> {
    const found: KnownType[] = [];
    for (const { args, at, definitions } of types) {
      const last = args[args.length - 1];
      if (last === undefined || definitions.length > 0) return undefined;
      const inside = await this.ofWritten(at, last);
      if (!inside) return undefined;
      found.push(...inside);
    }
    return found;
  }

  private async ofValues(found: readonly Definition[], name: string): Promise<Types> {
    for (const { file, chunk } of found) {
      const rules = scopesOf(this.language(file)).types;
      const chunks = await this.reader.chunks(file);
      const it = chunks[chunk];
      if (!rules || !it) continue;
      const lines = await this.reader.lines(file);
      for (let line = it.startLine; line <= Math.min(it.endLine, it.startLine + 20); line++) {
        const declared = declaredOn(lines, line, this.patternsFor(rules.variables, name));
        if (declared) return this.ofDeclaration({ file, chunk, line }, declared, name);
      }
    }
    return undefined;
  }

  /** The types of what some functions return. */
  private async ofResults(functions: readonly Definition[], name: string): Promise<Types> {
    for (const { file, chunk } of functions) {
      const types = await this.ofResult(file, chunk, name);
      if (types) return types;
    }
    return undefined;
  }

  private async ofResult(file: number, chunk: number, name: string): Promise<Types> {
    if (++this.steps > MOST_STEPS) return undefined;
    const rules = scopesOf(this.language(file)).types;
    const it = (await this.reader.chunks(file))[chunk];
    if (!rules || !it) return undefined;
    const at = { file, chunk, line: it.startLine };
    if (it.kind === "constructor") return this.enclosingType(file, chunk);
    let { signature } = it;
    if (it.name !== name) {
      // A member that is no chunk of its own: an interface's method.
      const lines = await this.reader.lines(file);
      const declared = new RegExp(`(?<![\\w$.])${escaped(name)}\\s*[(<]`);
      const line = lines
        .slice(it.startLine - 1, it.endLine)
        .find((one) => declared.test(one.slice(0, LONGEST_LINE)));
      if (line === undefined) return undefined;
      signature = line.trim().slice(0, LONGEST_LINE);
    }
    const written = resultIn(signature, name, rules);
    if (written !== undefined) return this.ofWritten(at, written);
    return rules.inferred && it.name === name ? this.ofReturned(at, it) : undefined;
  }

  /** The type of the first expression that a function returns. */
  private async ofReturned(at: Place, { startLine, endLine }: OutlineChunk): Promise<Types> {
    const lines = await this.reader.lines(at.file);
    const arrow = /(?:=>|\)\s*=)\s*(?![{\s]*$)(.+)$/.exec(
      lines[startLine - 1]?.slice(0, LONGEST_LINE) ?? "",
    )?.[1];
    if (arrow !== undefined && startLine === endLine) {
      const expression = parseExpression(arrow);
      return expression && this.ofExpression(at, expression);
    }
    for (let line = startLine; line <= Math.min(endLine, startLine + SEARCHED_LINES); line++) {
      const value = /^\s*(?:\}?\s*else\s+)?return\s+(.+?);?\s*$/.exec(
        lines[line - 1]?.slice(0, LONGEST_LINE) ?? "",
      )?.[1];
      if (value === undefined) continue;
      const expression = parseExpression(value);
      const types = expression && (await this.ofExpression({ ...at, line }, expression));
      if (types && types.length > 0) return types;
    }
    return undefined;
  }

  private async ofMember(types: readonly KnownType[], link: Link): Promise<Types> {
    if (++this.steps > MOST_STEPS) return undefined;
    const [first] = types;
    if (!first || first.definitions.length === 0) return undefined;
    const family = familyOf(this.language(first.definitions[0]!.file));
    if (!link.call) {
      const field = await this.ofFields(types, link.name);
      if (field !== "undeclared") return field;
      // A value of an enum has its type; a nested type follows its outer one.
      const nested = (await this.reader.definitions(link.name, family)).filter(
        ({ kind, owner, inner }) => isType(kind) && !inner && owner === first.name,
      );
      if (nested.length > 0) return [this.known(link.name, nested, first.at)];
      if (first.definitions.some(({ kind }) => kind === "enum")) return types;
      return undefined;
    }
    const methods = await this.hierarchy.methods(types, await this.reader.definitions(link.name, family));
    return methods.length > 0 ? this.ofResults(methods, link.name) : undefined;
  }

  private language(file: number): string {
    return this.reader.corpus.files[file]!.language;
  }

  private patternsFor(sources: readonly string[], name: string): Patterns {
    const key = `${name} ${sources.length} ${sources[0]}`;
    let known = this.patterns.get(key);
    if (!known) {
      const bounded = `(?<![\\w$])${escaped(name)}(?![\\w$])`;
      const all = sources.map((source) => new RegExp(source.replaceAll("NAME", bounded), "u"));
      known = { name, word: new RegExp(bounded), all };
      this.patterns.set(key, known);
    }
    return known;
  }
}
