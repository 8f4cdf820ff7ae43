import { pasteToken } from "./token.js";

/** What a tab without the server's token shows. */
export function TokenForm() {
  return (
    <form
      class="token-form"
      aria-label="Access"
      onSubmit={(event) => {
        event.preventDefault();
        const field = new FormData(event.currentTarget).get("token");
        if (typeof field === "string") pasteToken(field);
      }}
    >
      <p>
        What the page shows of a repository needs the address that the server printed. Open that, or paste it
        here.
      </p>
      <label class="field">
        Address that fovea serve printed
        <input name="token" type="text" autocomplete="off" spellcheck={false} required />
      </label>
      <button type="submit" class="main">
        Open
      </button>
    </form>
  );
}
