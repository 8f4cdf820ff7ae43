import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";

/** Applications whose templates use what their code defines. */
const files: Record<string, string> = {
  "vue/src/components/NavBar.vue":
    '<template>\n  <a :href="toUrl(link)" @click="follow">{{ toUrl(link) }}</a>\n</template>\n<script>\nimport { toUrl } from "../urls";\nexport default {\n  props: ["link"],\n  computed: {\n    isHome() {\n      return toUrl("/");\n    },\n  },\n  methods: {\n    toUrl,\n    follow() {\n      this.leave();\n    },\n    leave() {\n      return 1;\n    },\n  },\n};\n</script>\n',
  "vue/src/components/base/Icon.vue": "<template>\n  <i><slot /></i>\n</template>\n",
  "vue/src/urls.ts": "export function toUrl(path: string): string {\n  return path;\n}\n",
  "vue/src/list.ts": "export const link = 1;\nexport const pages = () => [];\n",
  "vue/src/App.vue":
    '<script setup lang="ts">\nimport TopBar from "./components/NavBar.vue";\nimport { link, pages } from "./list";\nconst open = ref(false);\n</script>\n<template>\n  <top-bar v-for="link in pages()" :link="link" />\n  <BaseIcon v-if="open">{{ link }}</BaseIcon>\n  <component :is="TopBar" />\n</template>\n',
  "vue/src/Old.vue":
    '<template lang="pug">\n  NavBar(:link="pages(1)" @click="leave")\n</template>\n<script>\nimport NavBar from "./components/NavBar.vue";\nimport { pages } from "./list";\nexport default { components: { NavBar } };\n</script>\n',
  "vue/src/router.ts": 'import Bar from "./components/NavBar.vue";\n\nexport const routes = [Bar];\n',
  "nuxt/nuxt.config.ts": "export default {};\n",
  "nuxt/composables/price.ts": "export function usePrice() {\n  return 1;\n}\n",
  "nuxt/pages/index.vue": "<template><b>{{ usePrice() }}</b></template>\n",
  "plain/composables/cost.ts": "export function useCost() {\n  return 1;\n}\n",
  "plain/pages/index.vue": "<template><b>{{ useCost() }}</b></template>\n",
  "ng/src/app/nav.component.ts":
    "@Component({ selector: 'app-nav', templateUrl: './nav.component.html' })\nexport class NavComponent extends Base {\n  follow(at: number): void {\n    this.leave(at);\n  }\n  leave(at: number): void {}\n}\n",
  "ng/src/app/nav.component.html":
    '<a *ngFor="let leave of links()" (click)="follow(leave)">{{ leave.at | shorten: 3 }}</a>\n<b [title]="stay()"></b>\n',
  "ng/src/app/base.ts": "export class Base {\n  stay(): string {\n    return '';\n  }\n}\n",
  "ng/src/app/shorten.pipe.ts":
    "@Pipe({ name: 'shorten' })\nexport class ShortenPipe {\n  transform(text: string): string {\n    return text;\n  }\n}\n",
  "ng/src/app/page.component.ts":
    "@Component({\n  selector: 'app-page',\n  template: `\n    <app-nav [size]=\"size(1)\" />\n    {{ name | shorten }}\n  `,\n})\nexport class PageComponent {\n  name = '';\n  size(at: number): number {\n    return at;\n  }\n}\n",
  "rails/app/helpers/price_helper.rb":
    "module PriceHelper\n  def price_tag(book)\n    book\n  end\n\n  def cart_total\n    1\n  end\nend\n",
  "rails/app/views/books/show.html.erb":
    '<p>cart_total</p>\n<% if @book %>\n  <%= price_tag @book %> <%= cart_total %>\n<% end %>\n<%= render "row", at: 1 %>\n',
  "rails/app/views/books/_row.html.erb": "<i></i>\n",
  "flask/app/models.py":
    "class Reader:\n    def avatar_of(self, size):\n        return size\n\n\ndef due_date(book):\n    return book\n",
  "flask/app/templates/macros.html":
    "{% macro lending(book) %}\n<b>{{ due_date(book) }}</b>\n{% endmacro %}\n",
  "flask/app/templates/page.html":
    '{% extends "base.html" %}\n{% import "macros.html" as m %}\n{% for due_date in dates %}{{ due_date() }}{% endfor %}\n{{ m.lending(book) }} {{ current.avatar_of(3) }}\n',
  "flask/app/templates/base.html": "{% block body %}{% endblock %}\n",
  "express/views/index.ejs":
    "<%- include('row') %>\n<% books.forEach((book) => { %><%= spine(book) %><% }) %>\n",
  "express/views/row.ejs": "<i></i>\n",
  "express/lib/spine.js": "exports.spine = function spine(book) {\n  return book;\n};\n",
  "haml/app/helpers/stamp_helper.rb": "module StampHelper\n  def stamp_of(book)\n    book\n  end\nend\n",
  "haml/app/views/show.html.haml": "%p= stamp_of(@book)\n%p= stamp_of_all(@book)\n- stamp_of 1\n",
  "haml/app/views/plain.html": "<p>stamp_of</p>\n<p>{{ stamp_of }}</p>\n",
  "svelte/src/Row.svelte": "<script>\n  export let row;\n</script>\n<li>{row}</li>\n",
  "svelte/src/mark.js": "export function mark(text) {\n  return text;\n}\nexport const focus = () => {};\n",
  "svelte/src/List.svelte":
    '<script>\n  import Row from "./Row.svelte";\n  import { mark, focus } from "./mark.js";\n  function pick(row) {\n    return row;\n  }\n</script>\n{#each rows as mark}\n  <Row row={mark} onclick={() => pick(mark)} />\n{/each}\n<p use:focus>{@html mark("a")}</p>\n{#snippet empty()}\n  <b>none</b>\n{/snippet}\n{@render empty()}\n',
};

const repository = newIndex(new MemorySource(files));

beforeAll(async () => {
  await repository.update({ signal: never, threads: 1 });
}, 60_000);

afterAll(() => repository.close());

/** Callers as `path:line,line`, with the symbol that contains them. */
async function callers(of: string): Promise<string[]> {
  const { relations } = await repository.graph({ of, relations: ["callers"], limit: 50 });
  return relations[0]!.edges
    .map(({ node, lines }) => `${node.path}${node.symbol ? `#${node.symbol}` : ""}:${lines.join()}`)
    .sort();
}

describe("a Vue template uses", () => {
  it("a component by any spelling of the name that it has there, and by the component's file", async () => {
    const uses = ["vue/src/App.vue:7,9", "vue/src/Old.vue:2,7", "vue/src/router.ts#routes:3"];
    expect(await callers("NavBar")).toEqual(uses);
    expect(await callers("vue/src/components/NavBar.vue")).toEqual(uses);
  });
  it("a component that is registered by the path of its file", async () => {
    expect(await callers("BaseIcon")).toEqual(["vue/src/App.vue:8"]);
    expect(await callers("Icon")).toEqual(["vue/src/App.vue:8"]);
  });
  it("functions, methods and variables in expressions and handlers", async () => {
    expect(await callers("toUrl")).toEqual([
      "vue/src/components/NavBar.vue#isHome:10",
      "vue/src/components/NavBar.vue:14",
      "vue/src/components/NavBar.vue:2",
    ]);
    expect(await callers("NavBar.vue#follow")).toEqual(["vue/src/components/NavBar.vue:2"]);
    expect(await callers("NavBar.vue#leave")).toContain("vue/src/components/NavBar.vue#follow:16");
    expect(await callers("App.vue#open")).toEqual(["vue/src/App.vue:8"]);
    expect(await callers("pages")).toEqual(["vue/src/App.vue:7", "vue/src/Old.vue:2"]);
  });
  it("a composable that Nuxt imports by itself", async () => {
    expect(await callers("usePrice")).toEqual(["nuxt/pages/index.vue:1"]);
    expect(await callers("useCost")).toEqual([]);
  });
  it("no definition by the name of a loop's variable", async () => {
    expect(await callers("list.ts#link")).toEqual(["vue/src/App.vue:8"]);
  });
});

describe("a Svelte file uses", () => {
  it("components, actions, snippets and functions of its blocks", async () => {
    expect(await callers("Row.svelte")).toEqual(["svelte/src/List.svelte:9"]);
    expect(await callers("focus")).toEqual(["svelte/src/List.svelte:11"]);
    expect(await callers("empty")).toEqual(["svelte/src/List.svelte:15"]);
    expect(await callers("pick")).toEqual(["svelte/src/List.svelte:9"]);
  });
  it("no definition by the name that a block binds", async () => {
    expect(await callers("mark")).toEqual(["svelte/src/List.svelte:11"]);
  });
});

describe("an Angular template uses", () => {
  it("components, directives and pipes by their selectors and names", async () => {
    expect(await callers("NavComponent")).toEqual(["ng/src/app/page.component.ts#PageComponent:4"]);
    expect(await callers("ShortenPipe")).toEqual([
      "ng/src/app/nav.component.html:1",
      "ng/src/app/page.component.ts#PageComponent:5",
    ]);
  });
  it("members of its component and of the component's bases, but not names that it binds", async () => {
    expect(await callers("NavComponent.follow")).toEqual(["ng/src/app/nav.component.html:1"]);
    expect(await callers("NavComponent.leave")).toEqual([
      "ng/src/app/nav.component.ts#NavComponent.follow:4",
    ]);
    expect(await callers("Base.stay")).toEqual(["ng/src/app/nav.component.html:2"]);
    expect(await callers("PageComponent.size")).toEqual(["ng/src/app/page.component.ts#PageComponent:4"]);
  });
});

describe("a template with code between marks uses", () => {
  it("helpers, called with and without brackets (ERB)", async () => {
    expect(await callers("price_tag")).toEqual(["rails/app/views/books/show.html.erb:3"]);
    expect(await callers("cart_total")).toEqual(["rails/app/views/books/show.html.erb:3"]);
  });
  it("functions (EJS)", async () => {
    expect(await callers("spine")).toEqual(["express/views/index.ejs:2"]);
  });
  it("macros, functions and methods, but not names that it binds (Jinja)", async () => {
    expect(await callers("lending")).toEqual(["flask/app/templates/page.html:4"]);
    expect(await callers("due_date")).toEqual(["flask/app/templates/macros.html#lending:2"]);
    expect(await callers("Reader.avatar_of")).toEqual(["flask/app/templates/page.html:4"]);
  });
  it("the templates that it shows or extends", async () => {
    const importers = async (of: string) =>
      (await repository.graph({ of, relations: ["importers"], limit: 9 })).relations[0]!.edges.map(
        ({ node }) => node.path,
      );
    expect(await importers("rails/app/views/books/_row.html.erb")).toEqual([
      "rails/app/views/books/show.html.erb",
    ]);
    expect(await importers("express/views/row.ejs")).toEqual(["express/views/index.ejs"]);
    expect(await importers("flask/app/templates/base.html")).toEqual(["flask/app/templates/page.html"]);
  });
});

it("counts the mentions in templates that are not parsed", async () => {
  const { relations } = await repository.graph({ of: "stamp_of", relations: ["callers"], limit: 9 });
  expect(relations[0]).toMatchObject({
    total: 0,
    unresolved: { references: 3, paths: ["haml/app/views/show.html.haml", "haml/app/views/plain.html"] },
    notes: ["3 mentions in 2 templates that are not parsed"],
  });
});
