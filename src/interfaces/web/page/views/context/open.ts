import type { ContextState, Selection } from "./state.js";

const open =
  (tab: string) =>
  (state: ContextState, { path, lines }: Selection): void => {
    state.select(lines ? { path, lines } : { path });
    state.setTab(tab);
  };

/** Selects a file or lines of one, on the map too, and opens the tab that shows it. */
export const openCode = open("code");
export const openWhy = open("why");
export const openGraph = open("graph");
