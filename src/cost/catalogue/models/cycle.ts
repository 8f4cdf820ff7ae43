/** A list of `length` entries that repeats `period`. Short for a model's layer types. */
export const cycle = <Entry>(period: readonly Entry[], length: number): Entry[] =>
  Array.from({ length }, (_, index) => period[index % period.length]!);
