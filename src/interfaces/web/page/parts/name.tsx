import { printable } from "../../../../shared/printable.js";

/** A path, a symbol or a text of one line that a repository chose. */
export const Name = ({ of }: { readonly of: string }) => <bdi class="name">{printable(of)}</bdi>;
