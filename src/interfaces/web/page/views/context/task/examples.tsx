import { printable } from "../../../../../../shared/printable.js";
import type { ContextState } from "../state.js";
import { useAnswer } from "../use-answer.js";

/** What to do first, with tasks to click. */
export function Examples({ state }: { readonly state: ContextState }) {
  const { value } = useAnswer(() => state.source.examples(), [state]);
  const tasks = value?.tasks ?? [];
  return (
    <div class="examples">
      <p>
        {state.source.recordedTasks ? "Choose" : "Write"} a task: the map lights what it needs of the
        repository, and here is what that costs.
      </p>
      {tasks.length === 0 ? null : (
        <>
          <p class="fine" id="context-examples">
            {state.source.recordedTasks ? "Such as:" : "Such as these, of the newest commits:"}
          </p>
          <ul aria-labelledby="context-examples">
            {tasks.map((task) => (
              <li key={task}>
                <button
                  type="button"
                  class="link"
                  title={printable(task)}
                  onClick={() => state.setTask(task)}
                >
                  <bdi>{printable(task)}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
