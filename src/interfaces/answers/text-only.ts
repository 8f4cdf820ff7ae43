import { formatInteger } from "../../shared/units.js";

interface Counts {
  readonly files: number;
  readonly textOnly: { readonly files: number; readonly extensions: Readonly<Record<string, number>> };
}

/** A smaller share of the files is not worth a line. */
const LEAST_SHARE = 0.1;
const MOST_EXTENSIONS = 5;

/** A line that says how much of a repository is text only; empty when it is little. */
export function textOnlyInWords({ files, textOnly }: Counts): string {
  if (textOnly.files === 0 || textOnly.files < LEAST_SHARE * files) return "";
  const all = Object.entries(textOnly.extensions);
  const named = all
    .slice(0, MOST_EXTENSIONS)
    .map(([extension, count]) => `${extension} ${formatInteger(count)}`)
    .join(", ");
  const more = all.length > MOST_EXTENSIONS ? ` and ${formatInteger(all.length - MOST_EXTENSIONS)} more` : "";
  return `${formatInteger(textOnly.files)} of ${formatInteger(files)} files are text only (${named}${more}): search finds their words, graph knows no definitions\n`;
}
