import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { printableText } from "../../../../shared/printable.js";
import type { SyntaxTree } from "./grammars.js";
import { highlighter, isColoured, loadHighlighter } from "./highlight.js";

/** Lines of a file, with their numbers. Colours come when it is near the visible part of the page. */
export function Code(props: {
  readonly path: string;
  readonly startLine: number;
  /** Its last line ends without a line break: after one there is another line. */
  readonly text: string;
  /** Says what it is, for a screen reader. */
  readonly label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const text = useMemo(() => printableText(props.text), [props.text]);
  const short = useMemo(() => isColoured(text), [text]);
  const near = useNear(box, short);
  const highlight = near ? highlighter.value : undefined;
  const tree = useMemo(
    () => (highlight && short ? coloured(highlight, props.path, text) : undefined),
    [highlight, short, props.path, text],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard user scrolls long lines.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    <div class="code" ref={box} tabIndex={0} role="group" aria-label={props.label}>
      <pre class="numbers" aria-hidden="true">
        {numbers(props.startLine, text)}
      </pre>
      <pre class="text" dir="ltr">
        <code>{tree ? nodes(tree.children) : text}</code>
      </pre>
    </div>
  );
}

function numbers(start: number, text: string): string {
  const all: number[] = [start];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) all.push(start + all.length);
  return all.join("\n");
}

/** A grammar that fails on a text leaves it plain. */
function coloured(
  highlight: NonNullable<typeof highlighter.value>,
  path: string,
  text: string,
): SyntaxTree | undefined {
  try {
    return highlight(path, text);
  } catch {
    return undefined;
  }
}

function nodes(children: SyntaxTree["children"]): ComponentChildren {
  return children.map((child) => {
    if (child.type === "text") return child.value;
    if (child.type !== "element") return null;
    const names = child.properties.className;
    return <span class={Array.isArray(names) ? names.join(" ") : ""}>{nodes(child.children)}</span>;
  });
}

type Arrive = () => void;
const waiting = new WeakMap<Element, Arrive>();
let observer: IntersectionObserver | undefined;

/** Whether the element has been near the visible part of the page. */
function useNear(box: { readonly current: HTMLElement | null }, wanted: boolean): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element || near || !wanted) return;
    observer ??= new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.();
      },
      { rootMargin: "400px" },
    );
    const watch = observer;
    waiting.set(element, () => {
      watch.unobserve(element);
      loadHighlighter();
      setNear(true);
    });
    watch.observe(element);
    return () => watch.unobserve(element);
  }, [box, near, wanted]);
  return near;
}
