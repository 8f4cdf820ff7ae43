import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type {
  CandidatesReport,
  PackReport,
  PackRequest,
  RepositoryInfo,
  RepositoryMap,
} from "../../../api/contract.js";
import type { ContextSource } from "../../source/context-source.js";
import { type Answer, Latest } from "./answer.js";

/** As `fovea pack` without `--budget`. */
const DEFAULT_BUDGET = 8000;
export const LEAST_BUDGET = 500;
/** The server makes no larger pack. */
const MOST_BUDGET = 10_000_000;

/** A file, or lines of one: a definition, a section, a piece of a pack. */
export interface Selection {
  readonly path: string;
  readonly lines?: { readonly start: number; readonly end: number };
}

/** The part of the address that the state lives in. */
export interface AddressPart {
  readonly parameters: ReadonlySignal<Readonly<Record<string, string>>>;
  set(changes: Readonly<Record<string, string | undefined>>, options?: { readonly remember?: boolean }): void;
}

/** What the Context view shows: written in the address, or answered by the source. */
export interface Shown {
  readonly task: string;
  readonly budget: number;
  readonly format: PackRequest["format"];
  /** The folder or file that fills the map; empty for the whole repository. */
  readonly zoom: string;
  readonly selection: Selection | undefined;
  /** The open tab of the right panel. */
  readonly tab: string;
}

const FORMATS: readonly PackRequest["format"][] = ["markdown", "xml", "json"];

/** Reads the address; what cannot be read is as if it were left out. */
export function readShown(parameters: Readonly<Record<string, string>>): Shown {
  const budget = Number(parameters.budget);
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(parameters.lines ?? "") ?? [];
  const path = parameters.at ?? "";
  return {
    task: parameters.task?.trim() ?? "",
    budget:
      Number.isInteger(budget) && budget >= LEAST_BUDGET && budget <= MOST_BUDGET ? budget : DEFAULT_BUDGET,
    format: FORMATS.find((one) => one === parameters.format) ?? "markdown",
    zoom: parameters.zoom ?? "",
    selection:
      path === ""
        ? undefined
        : start === undefined || end === undefined
          ? { path }
          : { path, lines: { start: Number(start), end: Number(end) } },
    tab: parameters.tab ?? "",
  };
}

/** The inverse of `readShown`: what is a default is undefined, so that it leaves the address. */
export function writeShown(changes: Partial<Shown>): Record<string, string | undefined> {
  const written: Record<string, string | undefined> = {};
  if ("task" in changes) written.task = changes.task || undefined;
  if (changes.budget !== undefined)
    written.budget = changes.budget === DEFAULT_BUDGET ? undefined : String(changes.budget);
  if (changes.format !== undefined)
    written.format = changes.format === "markdown" ? undefined : changes.format;
  if ("zoom" in changes) written.zoom = changes.zoom || undefined;
  if ("tab" in changes) written.tab = changes.tab || undefined;
  if ("selection" in changes) {
    const lines = changes.selection?.lines;
    written.at = changes.selection?.path;
    written.lines = lines && `${lines.start}-${lines.end}`;
  }
  return written;
}

/**
 * The state that the parts of the Context view share. Parts read its signals and call its methods; what a link should
 * show is in the address. Between `start` and the function that it returns, answers follow the address and the index.
 */
export class ContextState {
  readonly source: ContextSource;
  readonly #address: AddressPart;
  readonly #shown: ReadonlySignal<Shown>;

  readonly #repository = new Latest<RepositoryInfo>();
  readonly #map = new Latest<RepositoryMap>();
  readonly #candidates = new Latest<CandidatesReport>();
  readonly #pack = new Latest<PackReport>();
  readonly #previousPack = signal<PackReport | undefined>(undefined);
  readonly #indexed = signal(0);

  readonly task: ReadonlySignal<string>;
  readonly budget: ReadonlySignal<number>;
  readonly format: ReadonlySignal<PackRequest["format"]>;
  readonly zoom: ReadonlySignal<string>;
  readonly selection: ReadonlySignal<Selection | undefined>;
  readonly tab: ReadonlySignal<string>;
  /** The id of a pack that the reader holds, whose content `pack` leaves out. */
  readonly since = signal<string | undefined>(undefined);
  /** Makes the pack although there is no confident match. */
  readonly anyway = signal(false);
  /** The path under the pointer or the keyboard focus, in any part of the view. */
  readonly pointed = signal<string | undefined>(undefined);

  constructor(source: ContextSource, address: AddressPart) {
    this.source = source;
    this.#address = address;
    this.#shown = computed(() => readShown(address.parameters.value));
    this.task = computed(() => this.#shown.value.task);
    this.budget = computed(() => this.#shown.value.budget);
    this.format = computed(() => this.#shown.value.format);
    this.zoom = computed(() => this.#shown.value.zoom);
    this.tab = computed(() => this.#shown.value.tab);
    let last: Selection | undefined;
    this.selection = computed(() => {
      const next = this.#shown.value.selection;
      if (!sameSelection(last, next)) last = next;
      return last;
    });
  }

  get repository(): ReadonlySignal<Answer<RepositoryInfo>> {
    return this.#repository.answer;
  }
  get map(): ReadonlySignal<Answer<RepositoryMap>> {
    return this.#map.answer;
  }
  get candidates(): ReadonlySignal<Answer<CandidatesReport>> {
    return this.#candidates.answer;
  }
  get pack(): ReadonlySignal<Answer<PackReport>> {
    return this.#pack.answer;
  }
  /** The last pack with other content than `pack`. */
  get previousPack(): ReadonlySignal<PackReport | undefined> {
    return this.#previousPack;
  }
  /** Grows by one whenever the index has changed: what depends on the index asks again. */
  get indexed(): ReadonlySignal<number> {
    return this.#indexed;
  }

  /** What the reader holds stays: the next task's pack is what is new to it. */
  setTask(task: string): void {
    batch(() => {
      this.anyway.value = false;
      this.#set({ task: task.trim() }, true);
    });
  }
  /** Called with every step of a slider. */
  setBudget(budget: number): void {
    this.#set({ budget: Math.max(LEAST_BUDGET, Math.round(budget)) });
  }
  setFormat(format: PackRequest["format"]): void {
    this.#set({ format });
  }
  setTab(tab: string): void {
    this.#set({ tab });
  }
  /** Fills the map with a folder or a file; empty shows the whole repository. */
  setZoom(path: string): void {
    this.#set({ zoom: path }, true);
  }
  select(selection: Selection | undefined): void {
    this.#set({ selection });
  }

  #set(changes: Partial<Shown>, remember = false): void {
    this.#address.set(writeShown(changes), { remember });
  }

  /** Asks for what is shown and keeps it current until the returned function is called. */
  start(): () => void {
    const ends = [
      this.source.follow((event) => {
        if (event.type === "index" && event.version !== this.repository.peek().value?.version)
          this.#indexed.value++;
      }),
      effect(() => {
        this.#indexed.value;
        this.#repository.follow(() => this.source.repository());
        this.#map.follow(() => this.source.map());
      }),
      this.#followCandidates(),
      this.#followPack(),
      this.#keepPrevious(),
    ];
    return () => {
      for (const end of ends) end();
      for (const latest of [this.#repository, this.#map, this.#candidates, this.#pack]) latest.stop();
    };
  }

  #followCandidates(): () => void {
    let last: string | undefined;
    return effect(() => {
      this.#indexed.value;
      const task = this.task.value;
      const same = task === last;
      last = task;
      if (task === "") return this.#candidates.clear();
      const ask = (signal: AbortSignal) => this.source.candidates(task, signal);
      if (same) this.#candidates.follow(ask);
      else this.#candidates.replace(ask);
    });
  }

  /** Another task ends the request under way; steps of the slider wait for it, so that some are answered. */
  #followPack(): () => void {
    let last: string | undefined;
    return effect(() => {
      this.#indexed.value;
      const task = this.task.value;
      const since = this.since.value;
      const request: PackRequest = {
        task,
        budget: this.budget.value,
        format: this.format.value,
        ...(since === undefined ? {} : { since }),
        ...(this.anyway.value ? { anyway: true } : {}),
      };
      const same = task === last;
      last = task;
      if (task === "") return this.#pack.clear();
      const ask = (signal: AbortSignal) => this.source.pack(request, signal);
      if (same) this.#pack.follow(ask);
      else this.#pack.replace(ask);
    });
  }

  #keepPrevious(): () => void {
    let last: PackReport | undefined;
    return effect(() => {
      const { value } = this.pack.value;
      if (value === undefined) return;
      if (last !== undefined && last.packId !== value.packId) this.#previousPack.value = last;
      last = value;
    });
  }
}

const sameSelection = (a: Selection | undefined, b: Selection | undefined): boolean =>
  a === b || (a?.path === b?.path && a?.lines?.start === b?.lines?.start && a?.lines?.end === b?.lines?.end);
