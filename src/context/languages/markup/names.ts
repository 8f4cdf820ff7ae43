const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const upper = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** `NavBar` for `nav-bar`, `nav_bar` and `navBar`. */
export const pascal = (name: string): string => words(name).map(upper).join("");
/** `navBar` for `nav-bar`. */
export const camel = (name: string): string => {
  const found = pascal(name);
  return found === "" ? "" : found[0]!.toLowerCase() + found.slice(1);
};

const ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button canvas caption
  center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
  figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label
  legend li link main map mark marquee math menu menuitem meta meter nav noscript object ol optgroup option output p
  param picture pre progress q rp rt ruby s samp script search section select slot small source span strike strong
  style sub summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
  svg g path circle rect line polyline polygon ellipse text tspan defs use symbol mask pattern stop filter image
  marker switch view animate set desc metadata component`.split(/\s+/),
);

/** Whether a tag names an element of HTML or SVG, and no component. */
export const isElement = (tag: string): boolean => ELEMENTS.has(tag);

/**
 * The names that markup may use for the component in a file: that of the file, and the one with its folders below
 * `components/` (`components/base/Nav.vue` is `BaseNav` in Nuxt). A file `index` has the name of its folder.
 */
export function componentNames(path: string): string[] {
  const folders = path.split("/");
  const stem = folders.pop()!.replace(/(?:\.(?:client|server|global|island))?\.[^.]*$/, "");
  const own = stem === "index" && folders.length > 0 ? folders.pop()! : stem;
  const name = pascal(own);
  const root = folders.lastIndexOf("components");
  const prefix = root < 0 ? [] : parts(folders.slice(root + 1).join("-"));
  const tail = parts(own);
  // Words that the folders and the file's name share are said once: `base/BaseNav.vue` is `BaseNav`.
  let common = Math.min(prefix.length, tail.length);
  while (common > 0 && !same(prefix.slice(-common), tail.slice(0, common))) common--;
  const long = [...prefix, ...tail.slice(common)].map(upper).join("");
  return [...new Set([name, long])].filter((one) => one !== "");
}

const same = (some: readonly string[], others: readonly string[]): boolean =>
  some.join("-").toLowerCase() === others.join("-").toLowerCase();

/** The words of a name, split at capitals too. */
const parts = (name: string): string[] => words(name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1-$2"));
