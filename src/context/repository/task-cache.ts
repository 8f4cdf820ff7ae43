import type { Corpus } from "../retrieve/corpus.js";

/** Tasks kept for each state of the index. A ranking takes about a megabyte, its files for packs some more. */
const KEPT = 4;

/** What is known of the tasks that were asked last, for each state of the index. It goes with that state. */
export class TaskCache<Known> {
  private readonly byCorpus = new WeakMap<Corpus, Map<string, Known>>();

  of(corpus: Corpus, task: string): Known | undefined {
    const tasks = this.byCorpus.get(corpus);
    const known = tasks?.get(task);
    if (tasks && known !== undefined) {
      tasks.delete(task);
      tasks.set(task, known);
    }
    return known;
  }

  keep(corpus: Corpus, task: string, known: Known): void {
    const tasks = this.byCorpus.get(corpus) ?? new Map<string, Known>();
    this.byCorpus.set(corpus, tasks);
    tasks.delete(task);
    tasks.set(task, known);
    for (const oldest of tasks.keys()) {
      if (tasks.size <= KEPT) break;
      tasks.delete(oldest);
    }
  }
}
