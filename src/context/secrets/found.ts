/** A secret in a text: from `start` to before `end`, in UTF-16 code units. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}
