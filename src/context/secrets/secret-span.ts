/** The position of a secret in a text: [start, end) in UTF-16 code units. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** Shown in the mark: `[redacted <kind>]`. */
  readonly kind: string;
}
