import { useEffect, useState } from "preact/hooks";
import { Notice } from "../../../parts/notice.js";
import { openCode } from "../open.js";
import { SearchBox } from "../search/search-box.js";
import type { ContextState } from "../state.js";
import { Budget } from "./budget.js";
import { Examples } from "./examples.js";
import { Figures } from "./figures.js";
import { RecordedBudget } from "./recorded-budget.js";

/** What the context is for, how much of it there may be, and what it costs. */
export function TaskBar({ state }: { readonly state: ContextState }) {
  const { value: report, loading, error } = state.pack.value;
  return (
    <section class="panel task-bar" aria-label="Task">
      <div class="task-ask">
        {state.source.recordedTasks ? (
          <RecordedTask state={state} tasks={state.source.recordedTasks} />
        ) : (
          <TaskField state={state} />
        )}
        <SearchBox
          state={state}
          label="Go to a symbol or a file"
          choose={(found) => openCode(state, found)}
        />
      </div>
      <div class="task-price">
        {state.source.recordedBudgets ? (
          <RecordedBudget state={state} budgets={state.source.recordedBudgets} />
        ) : (
          <Budget state={state} />
        )}
        <div class="task-figures" aria-busy={loading}>
          {error !== undefined ? (
            <Notice error={error} />
          ) : report ? (
            <Figures report={report} />
          ) : loading ? (
            <p class="waiting">Making the pack…</p>
          ) : (
            <Examples state={state} />
          )}
        </div>
      </div>
    </section>
  );
}

/** Enter runs the task; Shift and Enter begin a line. */
function TaskField({ state }: { readonly state: ContextState }) {
  const task = state.task.value;
  const [text, setText] = useState(task);
  useEffect(() => setText(task), [task]);
  return (
    <form
      class="task-form"
      onSubmit={(event) => {
        event.preventDefault();
        state.setTask(text);
      }}
    >
      <label class="field">
        Task, in plain words
        <textarea
          rows={2}
          value={text}
          spellcheck={false}
          placeholder="retry uploads that fail with 503"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            state.setTask(text);
          }}
        />
      </label>
      <button type="submit" class="main">
        Pack
      </button>
    </form>
  );
}

/** The static site has answers to these tasks only. */
function RecordedTask(props: { readonly state: ContextState; readonly tasks: readonly string[] }) {
  const { state, tasks } = props;
  return (
    <label class="field">
      Task, of those recorded
      <select
        value={tasks.includes(state.task.value) ? state.task.value : ""}
        onChange={({ currentTarget }) => state.setTask(currentTarget.value)}
      >
        <option value="">Choose a task</option>
        {tasks.map((task) => (
          <option key={task} value={task}>
            {task}
          </option>
        ))}
      </select>
    </label>
  );
}
