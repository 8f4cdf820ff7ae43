import { component } from "./families/components.js";
import type { Language } from "./language.js";
import { svelteMarkup } from "./markup/svelte.js";

export const svelte: Language = { ...component, id: "svelte", extensions: ["svelte"], markup: svelteMarkup };
