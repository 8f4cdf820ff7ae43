import { pasteToken } from "./token.js";

/** What a tab without the server's token shows. */
export function TokenForm() {
  return (
    <form
      class="token-form"
      onSubmit={(event) => {
        event.preventDefault();
        const field = new FormData(event.currentTarget).get("token");
        if (typeof field === "string") pasteToken(field);
      }}
    >
      <label class="field">
        <span>
          Open the address that <code>fovea serve</code> printed, or paste it here
        </span>
        <input name="token" type="text" autocomplete="off" spellcheck={false} required />
      </label>
      <button type="submit" class="main">
        Open
      </button>
    </form>
  );
}
