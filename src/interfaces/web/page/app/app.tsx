import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Notice } from "../parts/notice.js";
import { address, linkTo } from "./address.js";
import { nextTheme, setTheme, theme } from "./theme.js";
import { type View, views } from "./views.js";

const loaded = signal<ReadonlyMap<string, ComponentType>>(new Map());
const failed = signal<unknown>(undefined);

export function App() {
  const view = views.find(({ name }) => name === address.value.view) ?? views[0]!;
  useEffect(() => {
    document.title = `${view.title} · Fovea`;
    void open(view);
  }, [view]);
  const Body = loaded.value.get(view.name);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to content
      </button>
      <header class="top">
        <a class="brand" href={linkTo("cost")}>
          <img src="icon.svg" alt="" width="24" height="24" /> Fovea
        </a>
        <nav aria-label="Views">
          {views.map(({ name, title, about }) => (
            <a
              key={name}
              href={linkTo(name)}
              title={about}
              aria-current={name === view.name ? "page" : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
        <button type="button" class="quiet theme" onClick={() => setTheme(nextTheme())}>
          {theme.value === "system" ? "Auto" : theme.value === "light" ? "Light" : "Dark"}
          <span class="hidden"> colours; change</span>
        </button>
      </header>
      <main id="main" tabIndex={-1} class={`view-${view.name}`}>
        {failed.value !== undefined ? (
          <Notice error={failed.value} />
        ) : Body ? (
          <Body />
        ) : (
          <p class="waiting" role="status">
            Loading…
          </p>
        )}
      </main>
    </>
  );
}

async function open(view: View): Promise<void> {
  if (loaded.value.has(view.name)) return;
  try {
    const { view: body } = await view.load();
    loaded.value = new Map(loaded.value).set(view.name, body);
  } catch (error) {
    failed.value = error;
  }
}
