import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { printable } from "../../../../../shared/printable.js";
import type { Drawable, Plot } from "../../../../plot/index.js";
import { pictureOf, topOf } from "./draw.js";
import { nearestStop, type Scales, spoken, stopsOf, type Writers } from "./stops.js";
import { Tip } from "./tip.js";

interface PictureProps {
  readonly plot: Plot;
  readonly drawn: Drawable;
  readonly writers: Writers;
  readonly here?: { readonly x: number; readonly label: string };
  readonly height?: number;
}

/** The drawing, and what the pointer or the arrow keys are on. */
export function Picture({ plot, drawn, writers, here, height }: PictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const [scales, setScales] = useState<Scales>();
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState<number>();
  const [isSpoken, setSpoken] = useState(false);
  const stops = useMemo(() => stopsOf(drawn), [drawn]);
  const label = useId();
  useLayoutEffect(() => {
    const element = place.current!;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const tall = height ?? Math.round(Math.min(380, Math.max(230, width * 0.55)));
  useLayoutEffect(() => {
    if (width === 0) return;
    const picture = pictureOf(plot, drawn, width, tall);
    place.current!.replaceChildren(picture);
    const [x, y] = [picture.scale("x")!, picture.scale("y")!];
    setScales({ width, x: (value) => x.apply(value), y: (value) => y.apply(value) });
  }, [plot, drawn, width, tall]);
  useEffect(() => {
    if (at !== undefined && at >= stops.length) setAt(undefined);
  }, [stops, at]);
  const stop = at === undefined ? undefined : stops[at];
  const follow = (event: PointerEvent) => {
    if (!scales) return;
    const { left, top } = place.current!.getBoundingClientRect();
    setSpoken(false);
    setAt(nearestStop(stops, scales, event.clientX - left, event.clientY - top));
  };
  const step = (event: KeyboardEvent) => {
    const last = stops.length - 1;
    const next: Readonly<Record<string, number | undefined>> = {
      ArrowRight: at === undefined ? 0 : Math.min(last, at + 1),
      ArrowLeft: at === undefined ? last : Math.max(0, at - 1),
      Home: 0,
      End: last,
      Escape: undefined,
    };
    if (!(event.key in next) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setSpoken(true);
    setAt(next[event.key]);
  };
  const names = drawn.series.map(({ name }) => printable(name)).join(", ");
  return (
    // An application takes the arrow keys itself, also under a screen reader.
    <div
      class="picture"
      role="application"
      aria-roledescription="plot"
      aria-labelledby={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from point to point.
      tabIndex={0}
      style={{ "--top": `${topOf(drawn)}px` }}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setAt(undefined)}
      onBlur={() => setAt(undefined)}
      onKeyDown={step}
    >
      <span id={label} class="hidden">
        {`${printable(plot.title)}. ${printable(plot.yLabel)} against ${printable(plot.xLabel)}: ${names}. Arrow keys read the points.`}
      </span>
      <div ref={place} class="chart-drawing" aria-hidden="true" style={{ minHeight: `${tall}px` }} />
      {here && scales && here.x >= drawn.x.low && here.x <= drawn.x.high ? (
        <div
          class={`here ${scales.x(here.x) > width / 2 ? "left" : ""}`}
          style={{ left: `${scales.x(here.x)}px` }}
        >
          <span>{here.label}</span>
        </div>
      ) : null}
      {stop && scales ? (
        <Tip stop={stop} drawn={drawn} writers={writers} scales={scales} plot={plot} />
      ) : null}
      <span class="hidden" aria-live="polite">
        {isSpoken && stop ? spoken(stop, drawn, writers) : ""}
      </span>
    </div>
  );
}
