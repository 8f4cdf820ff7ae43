import { FoveaError } from "../../../../shared/errors.js";
import { sentence } from "./sentence.js";

/** An error as a person reads it: what is wrong, and the mend. */
export function Notice({ error }: { readonly error: unknown }) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <p class="notice" role="alert">
      <strong>{sentence(message)}</strong>
      {/[.!?]$/.test(message) ? " " : ". "}
      {error instanceof FoveaError ? error.mend : ""}
    </p>
  );
}
