import { printable } from "../../../../shared/printable.js";
import { shortened } from "./shortened.js";

/** A path, a symbol or a text of one line that a repository chose. */
export const Name = ({ of }: { readonly of: string }) => <bdi class="name">{shortened(printable(of))}</bdi>;

/** A path whose last part stands out, for narrow columns. */
export function PathName({ of }: { readonly of: string }) {
  const path = shortened(printable(of));
  const name = path.lastIndexOf("/") + 1;
  return (
    <bdi class="name">
      <span class="folder">{path.slice(0, name)}</span>
      <wbr />
      {path.slice(name)}
    </bdi>
  );
}
