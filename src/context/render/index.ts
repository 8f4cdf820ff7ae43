import { json } from "./json.js";
import { markdown } from "./markdown.js";
import type { Renderer } from "./renderer.js";
import { xml } from "./xml.js";

export const renderers: readonly Renderer[] = [markdown, xml, json];

export const defaultRenderer: Renderer = markdown;
