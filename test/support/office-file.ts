import { type ZipPart, zipOf } from "./zip-file.js";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Relations of a part: by id, the type and target of each. */
export const relationsOf = (
  of: string,
  relations: Readonly<Record<string, readonly [type: string, target: string]>>,
): ZipPart => {
  const slash = of.lastIndexOf("/") + 1;
  const rows = Object.entries(relations).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return {
    name: `${of.slice(0, slash)}_rels/${of.slice(slash)}.rels`,
    content: `<?xml version="1.0"?><Relationships>${rows.join("")}</Relationships>`,
  };
};

const part = (name: string, content: string): ZipPart => ({ name, content });

/** A Word document with a heading style `H1`. @param body inside of `<w:body>`. @param more other parts. */
export const docxOf = (body: string, more: readonly ZipPart[] = []): Buffer =>
  zipOf([
    relationsOf("", { r1: ["officeDocument", "word/document.xml"] }),
    relationsOf("word/document.xml", {
      r1: ["styles", "styles.xml"],
      r2: ["comments", "comments.xml"],
      r3: ["footnotes", "/word/footnotes.xml"],
    }),
    part(
      "word/styles.xml",
      `<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
      <w:style w:styleId="H2"><w:name w:val="Chapter"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
      <w:style w:styleId="H3"><w:basedOn w:val="H2"/></w:style></w:styles>`,
    ),
    part("word/document.xml", `<w:document><w:body>${body}</w:body></w:document>`),
    ...more,
  ]);

/** A presentation. @param slides inside of each slide's `<p:spTree>`. */
export const pptxOf = (slides: readonly string[], more: readonly ZipPart[] = []): Buffer =>
  zipOf([
    relationsOf("", { r1: ["officeDocument", "ppt/presentation.xml"] }),
    relationsOf(
      "ppt/presentation.xml",
      Object.fromEntries(slides.map((_, index) => [`s${index}`, ["slide", `slides/slide${index}.xml`]])),
    ),
    part(
      "ppt/presentation.xml",
      `<p:presentation><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="s${index}"/>`).join("")}</p:sldIdLst></p:presentation>`,
    ),
    ...slides.map((slide, index) =>
      part(`ppt/slides/slide${index}.xml`, `<p:sld><p:cSld><p:spTree>${slide}</p:spTree></p:cSld></p:sld>`),
    ),
    ...more,
  ]);

/** A workbook whose cells of style 1 are dates. @param sheets inside of each `<sheetData>`, by name. */
export const xlsxOf = (
  sheets: Readonly<Record<string, string>>,
  texts: readonly string[] = [],
  more: readonly ZipPart[] = [],
): Buffer => {
  const names = Object.keys(sheets);
  return zipOf([
    relationsOf("", { r1: ["officeDocument", "xl/workbook.xml"] }),
    relationsOf("xl/workbook.xml", {
      t: ["sharedStrings", "sharedStrings.xml"],
      y: ["styles", "styles.xml"],
      ...Object.fromEntries(names.map((_, index) => [`s${index}`, ["worksheet", `worksheets/${index}.xml`]])),
    }),
    part(
      "xl/workbook.xml",
      `<workbook><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"/>`).join("")}</sheets></workbook>`,
    ),
    part("xl/sharedStrings.xml", `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`),
    part(
      "xl/styles.xml",
      `<styleSheet><numFmts><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
    ),
    ...Object.values(sheets).map((sheet, index) =>
      part(`xl/worksheets/${index}.xml`, `<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    ),
    ...more,
  ]);
};

/** An OpenDocument file. @param body inside of `<office:body>`. @param manifest inside of the manifest. */
export const openDocumentOf = (body: string, manifest = ""): Buffer =>
  zipOf([
    { name: "META-INF/manifest.xml", content: `<manifest:manifest>${manifest}</manifest:manifest>` },
    {
      name: "content.xml",
      content: `<?xml version="1.0"?><office:document-content><office:body>${body}</office:body></office:document-content>`,
    },
  ]);

/** A book. @param pages by name, from the last of its reading order to the first. */
export const epubOf = (pages: Readonly<Record<string, string>>, more: readonly ZipPart[] = []): Buffer => {
  const names = Object.keys(pages);
  const items = names.map((name, index) => `<item id="p${index}" href="${encodeURI(name)}"/>`).join("");
  const spine = names.map((_, index) => `<itemref idref="p${names.length - 1 - index}"/>`).join("");
  return zipOf([
    {
      name: "META-INF/container.xml",
      content: '<container><rootfile full-path="OPS/book.opf"/></container>',
    },
    {
      name: "OPS/book.opf",
      content: `<package><manifest>${items}<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine>${spine}</spine></package>`,
    },
    {
      name: "OPS/toc.ncx",
      content:
        '<ncx><navMap><navPoint><navLabel><text>Preface</text></navLabel><content src="a%20b.xhtml#x"/></navPoint></navMap></ncx>',
    },
    ...names.map((name) => ({ name: `OPS/${name}`, content: pages[name]! })),
    ...more,
  ]);
};
