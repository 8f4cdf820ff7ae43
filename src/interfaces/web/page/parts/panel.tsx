import type { ComponentChildren } from "preact";

/** A headed part of a view. */
export function Panel(props: {
  readonly title: string;
  readonly about?: ComponentChildren;
  readonly class?: string;
  /** Buttons beside the heading. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`panel ${props.class ?? ""}`} aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
        {props.actions ? <div class="actions">{props.actions}</div> : null}
      </header>
      {props.about ? <p class="about">{props.about}</p> : null}
      {props.children}
    </section>
  );
}
