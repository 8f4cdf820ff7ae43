/** Text as UTF-8 gives it back: half of a surrogate pair cannot be stored. */
export const storable = (text: string): string => (LONE.test(text) ? Buffer.from(text).toString() : text);

const LONE = /\p{Surrogate}/u;
