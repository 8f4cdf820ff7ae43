import { signal } from "@preact/signals";
import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { failure } from "../../../../shared/errors.js";
import { printable } from "../../../../shared/printable.js";
import { Notice } from "../parts/notice.js";
import { address, linkTo } from "./address.js";
import { nextTheme, setTheme, theme } from "./theme.js";
import { type View, views } from "./views.js";

const loaded = signal<ReadonlyMap<string, ComponentType>>(new Map());
/** The views whose files could not be loaded. */
const failed = signal<ReadonlyMap<string, unknown>>(new Map());

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
        {Body ? (
          <Guard key={view.name}>
            <Body />
          </Guard>
        ) : failed.value.has(view.name) ? (
          <Notice error={failed.value.get(view.name)} />
        ) : (
          <p class="waiting" role="status">
            Loading…
          </p>
        )}
      </main>
    </>
  );
}

/** Opening a view again tries again. */
async function open(view: View): Promise<void> {
  if (loaded.value.has(view.name)) return;
  try {
    const { view: body } = await view.load();
    loaded.value = new Map(loaded.value).set(view.name, body);
  } catch (cause) {
    const error = failure("not-loaded", `${view.title} cannot be loaded`, "Reload the page.", cause);
    failed.value = new Map(failed.value).set(view.name, error);
  }
}

interface Failure {
  readonly error: Error | undefined;
}

/** A view that fails says so, and leaves the others as they are. */
class Guard extends Component<{ readonly children: ComponentChildren }, Failure> {
  override state: Failure = { error: undefined };

  static override getDerivedStateFromError(error: Error): Failure {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div class="failed-view">
        <Notice
          error={failure("view-failed", `this view failed: ${printable(error.message)}`, MEND, error)}
        />
        <button type="button" onClick={() => this.setState({ error: undefined })}>
          Show it again
        </button>
      </div>
    );
  }
}

const MEND = "Show it again, reload the page, or take the link's parameters out of the address.";
