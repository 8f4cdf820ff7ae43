import { decodeXml, localName, type Markup, type MarkupHandler, readMarkup } from "./markup.js";
import { Unreadable } from "./unreadable.js";
import { openZip, type Zip } from "./zip.js";

export interface Relation {
  /** The last part of its type: `slide`, `notesSlide`, `comments`. */
  readonly type: string;
  /** Name of the part in the archive. */
  readonly target: string;
}

/** The parts of an Office Open XML document: XML files in a zip archive that refer to each other by ids. */
export class OfficeParts {
  private readonly zip: Zip;

  /** @throws Unreadable. */
  constructor(
    private readonly markup: Markup,
    content: string | Uint8Array,
  ) {
    this.zip = openZip(content);
  }

  /** Name of the part that the document begins with. @throws Unreadable `damaged` when there is none. */
  main(): string {
    for (const { type, target } of this.relations("").values())
      if (type === "officeDocument" && this.zip.has(target)) return target;
    throw new Unreadable("damaged");
  }

  /** Relations of a part by id, in order; of the document itself for "". */
  relations(part: string): ReadonlyMap<string, Relation> {
    const slash = part.lastIndexOf("/") + 1;
    const found = new Map<string, Relation>();
    this.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, {
      open: (name, attributes) => {
        if (name !== "Relationship" || attributes.get("TargetMode") === "External") return;
        const type = attributes.get("Type") ?? "";
        const target = joinedName(part, attributes.get("Target") ?? "");
        found.set(attributes.get("Id") ?? "", { type: type.slice(type.lastIndexOf("/") + 1), target });
      },
    });
    return found;
  }

  /** Names of a part's related parts of a type, in order. */
  related(part: string, type: string): string[] {
    const targets = [...this.relations(part).values()];
    return targets.filter((relation) => relation.type === type).map(({ target }) => target);
  }

  /** Reads a part. Names arrive without their prefix. A part that is absent has no content. */
  read(part: string, handler: MarkupHandler): void {
    const bytes = this.zip.read(part);
    if (bytes) readMarkup(this.markup, decodeXml(bytes), withLocalNames(handler), { xml: true });
  }
}

export const withLocalNames = ({ open, close, text }: MarkupHandler): MarkupHandler => ({
  ...(open ? { open: (name, attributes, start) => open(localName(name), attributes, start) } : {}),
  ...(close ? { close: (name, start) => close(localName(name), start) } : {}),
  ...(text ? { text } : {}),
});

/** The value of an attribute by its name without prefix. */
export function attributeOf(attributes: ReadonlyMap<string, string>, name: string): string | undefined {
  for (const [key, value] of attributes) if (localName(key) === name) return value;
  return undefined;
}

/** The name in the archive that a relative address in a part means. */
export function joinedName(part: string, address: string): string {
  const [path = ""] = address.split(/[#?]/, 1);
  const segments = path.startsWith("/") ? [] : part.split("/").slice(0, -1);
  for (const segment of path.split("/"))
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  return segments.join("/");
}
