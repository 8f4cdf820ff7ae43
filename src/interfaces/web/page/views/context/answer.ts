import { type ReadonlySignal, signal } from "@preact/signals";

/** What is known of an answer. While another is on its way, the last one stays. */
export interface Answer<Value> {
  readonly value?: Value;
  readonly loading: boolean;
  readonly error?: unknown;
}

export const nothing: Answer<never> = { loading: false };

/** A request is under way: the last value stays until its answer comes. */
export const asked = <Value>(answer: Answer<Value>): Answer<Value> =>
  answer.value === undefined ? { loading: true } : { value: answer.value, loading: true };

export const answered = <Value>(value: Value): Answer<Value> => ({ value, loading: false });

/** An earlier value would look like the answer, so it goes. */
export const failed = (error: unknown): Answer<never> => ({ loading: false, error });

type Ask<Value> = (signal: AbortSignal) => Promise<Value>;

/** Requests of one kind, of which at most one is under way and only the last one's answer counts. */
export class Latest<Value> {
  readonly #answer = signal<Answer<Value>>(nothing);
  #running: AbortController | undefined;
  #waiting: Ask<Value> | undefined;

  get answer(): ReadonlySignal<Answer<Value>> {
    return this.#answer;
  }

  /** Aborts what is under way and asks. */
  replace(ask: Ask<Value>): void {
    this.#stop();
    this.#run(ask);
  }

  /** Asks once what is under way has ended; of several that wait, only the last is asked. */
  follow(ask: Ask<Value>): void {
    if (this.#running) this.#waiting = ask;
    else this.#run(ask);
  }

  /** Aborts what is under way and forgets the answer. */
  clear(): void {
    this.#stop();
    this.#answer.value = nothing;
  }

  /** Aborts what is under way and keeps the last answer. */
  stop(): void {
    this.#stop();
    const { value, loading } = this.#answer.peek();
    if (loading) this.#answer.value = value === undefined ? nothing : answered(value);
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#waiting = undefined;
  }

  #run(ask: Ask<Value>): void {
    const controller = new AbortController();
    this.#running = controller;
    this.#answer.value = asked(this.#answer.peek());
    const end = (next: Answer<Value>): void => {
      if (this.#running !== controller) return;
      this.#running = undefined;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      this.#answer.value = next;
      if (waiting) this.#run(waiting);
    };
    ask(controller.signal).then(
      (value) => end(answered(value)),
      (error: unknown) => end(failed(error)),
    );
  }
}
