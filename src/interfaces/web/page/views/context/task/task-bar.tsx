import { useState } from "preact/hooks";
import type { ContextState } from "../state.js";

export function TaskBar({ state }: { readonly state: ContextState }) {
  const [text, setText] = useState(state.task.value);
  return (
    <form
      class="task-bar"
      onSubmit={(event) => {
        event.preventDefault();
        state.setTask(text);
      }}
    >
      <label class="field">
        Task
        <input value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <button type="submit" class="main">
        Find
      </button>
    </form>
  );
}
