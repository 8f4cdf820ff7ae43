/** Templates of languages that are not parsed: what they use is counted, by its name. */
const UNREAD =
  /\.(?:haml|slim|pug|jade|hbs|handlebars|mustache|liquid|cshtml|vbhtml|razor|aspx|ascx|heex|leex|eex|astro|jspx?|tagx?|ftlh?|vm|gohtml|gotmpl|tmpl|tpl|tpp|latte|mako|mjml|blade\.php)$/i;
/** Pages that may be templates of another language: only lines with its marks count. */
const PAGE = /\.(?:x?html?|xml|txt)$/i;
const MARKED = /\{\{|<[%?]|\{[a-z#/@]/i;

/** How a file that is not parsed counts as a template: all of its lines, those with code in them, or none. */
export function unreadTemplate(path: string): "all" | "marked" | undefined {
  return UNREAD.test(path) ? "all" : PAGE.test(path) ? "marked" : undefined;
}

/** Whether a line of a page contains marks of a template language. */
export const isMarked = (line: string): boolean => MARKED.test(line);
