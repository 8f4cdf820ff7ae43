import type { ContextState } from "../state.js";

/** What to do where there is no task: of recorded answers, there is only a choice. */
export const firstStep = ({ source }: ContextState): string =>
  source.recordedTasks ? "Choose a task above" : "Write a task above";
