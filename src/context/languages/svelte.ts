import { component } from "./families/components.js";
import type { Language } from "./language.js";

export const svelte: Language = { ...component, id: "svelte", extensions: ["svelte"] };
