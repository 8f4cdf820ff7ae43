/** Longer paths fill a panel with their name alone. Those that people write have less than 200 characters. */
const MOST_CHARACTERS = 400;

/** A name with its middle left out when it is longer than anybody reads. */
export function shortened(name: string): string {
  if (name.length <= MOST_CHARACTERS) return name;
  const half = MOST_CHARACTERS / 2;
  return `${name.slice(0, half).replace(/[\ud800-\udbff]$/, "")}…${name.slice(-half).replace(/^[\udc00-\udfff]/, "")}`;
}
