/** Text as it is read back after UTF-8 storage: an unpaired surrogate becomes U+FFFD. */
export const storable = (text: string): string => (LONE.test(text) ? Buffer.from(text).toString() : text);

const LONE = /\p{Surrogate}/u;
