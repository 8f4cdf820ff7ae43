import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvPlot, type Plot, svgPlot, terminalPlot } from "./index.js";
import { drawable, position } from "./plot.js";

const plot: Plot = {
  title: "Time of attention",
  xLabel: "tokens",
  yLabel: "seconds",
  series: [
    { name: "flash", points: [64, 512, 4096].map((n) => ({ x: n, y: n * n * 1e-8 })) },
    { name: "linear", dashed: true, points: [64, 512, 4096].map((n) => ({ x: n, y: n * 1e-6 })) },
  ],
  formatX: (n) => `${n} tok`,
};

describe("drawable", () => {
  it("keeps every point and every tick inside its axis", () => {
    const positive = fc.double({ min: 1e-9, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: positive, y: positive }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom("log" as const, "linear" as const),
        (points, yScale) => {
          const drawn = drawable({ ...plot, yScale, series: [{ name: "s", points }] })!;
          for (const { x, y } of points)
            for (const at of [position(drawn.x, x), position(drawn.y, y)]) {
              expect(at).toBeGreaterThanOrEqual(0);
              expect(at).toBeLessThanOrEqual(1);
            }
          for (const axis of [drawn.x, drawn.y]) {
            expect(axis.ticks.length).toBeGreaterThan(0);
            for (const { value } of axis.ticks) {
              expect(value).toBeGreaterThanOrEqual(axis.low);
              expect(value).toBeLessThanOrEqual(axis.high);
            }
          }
        },
      ),
    );
  });

  it("labels an axis that lies between two round values", () => {
    const points = [2.0420242514143872e-5, 4.0840485028287745e-5].map((x) => ({ x, y: 1 }));
    expect(drawable({ ...plot, series: [{ name: "s", points }] })!.x.ticks.length).toBeGreaterThan(0);
  });

  it("has four labels or more on an axis of any length", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        (low, times) => {
          const points = [low, low * times].map((x) => ({ x, y: x }));
          const { x, y } = drawable({ ...plot, series: [{ name: "s", points }] })!;
          for (const axis of [x, y]) {
            expect(axis.ticks.length).toBeGreaterThanOrEqual(4);
            expect(axis.ticks.length).toBeLessThanOrEqual(16);
          }
        },
      ),
    );
    // The range of a frontier: 1,500 to 7,000 tokens/s.
    const points = [1500, 7000].map((x) => ({ x, y: 1 }));
    expect(drawable({ ...plot, series: [{ name: "s", points }] })!.x.ticks.map(({ value }) => value)).toEqual(
      [1500, 2000, 3000, 5000, 7000],
    );
  });

  it("leaves out what no logarithmic axis can show", () => {
    const points = [
      { x: 0, y: 1 },
      { x: 1, y: 0 },
      { x: 2, y: Number.NaN },
    ];
    expect(drawable({ ...plot, series: [{ name: "s", points }] })).toBeUndefined();
    const linear = drawable({ ...plot, yScale: "linear", series: [{ name: "s", points }] });
    expect(linear!.series[0]!.points).toEqual([{ x: 1, y: 0 }]);
  });
});

describe("svgPlot", () => {
  it("draws a straight line for a power law, names the series and labels the axes", () => {
    const svg = svgPlot(plot);
    for (const text of ["Time of attention", "tokens", "seconds", "flash", "linear", "1000 tok"])
      expect(svg).toContain(`>${text}</text>`);
    const line = /<path class="line" d="([^"]+)"/.exec(svg)?.[1];
    const xy = [...line!.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(xy).toHaveLength(3);
    const slope = (from: number, to: number) => (xy[to]![1]! - xy[from]![1]!) / (xy[to]![0]! - xy[from]![0]!);
    expect(slope(0, 1)).toBeCloseTo(slope(1, 2), 1);
    expect(svg.match(/stroke-dasharray="5,4"/g)).toHaveLength(1);
  });

  it("refuses an empty plot with the mend", () => {
    expect(() => svgPlot({ ...plot, series: [] })).toThrow(
      expect.objectContaining({ code: "nothing-to-plot" }),
    );
  });

  it("stays well-formed whatever the names hold", () => {
    const names = ['a < b & "c"', "</text><script>x</script>", "\u0000\u001b[31m", "x".repeat(500)];
    const svg = svgPlot({ ...plot, series: names.map((name) => ({ ...plot.series[0]!, name })) });
    expect(svg).toContain(">a &lt; b &amp; &quot;c&quot;</text>");
    for (const bad of ["<script", "\u0000", "\u001b"]) expect(svg).not.toContain(bad);
    expect(svg).toContain(`>${"x".repeat(41)}…</text>`);
    const tags = [...svg.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)].filter(([, , , empty]) => !empty);
    expect(tags.filter(([, end]) => end)).toHaveLength(tags.filter(([, end]) => !end).length);
  });
});

describe("labels of points", () => {
  const labelled: Plot = {
    ...plot,
    series: [
      { name: "load", points: [1, 2, 4, 4.001, 64].map((n) => ({ x: n, y: n, label: `${n} users` })) },
    ],
  };

  it("stand beside their points, the first and the last always, others where there is room", () => {
    const text = terminalPlot(labelled, { columns: 90, rows: 18 });
    for (const label of ["1 users", "2 users", "64 users"]) expect(text).toContain(label);
    expect(text.match(/4(\.001)? users/g)?.filter((one) => one !== "4 users").length ?? 0).toBeLessThan(2);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(90);
    const svg = svgPlot(labelled);
    const written = [...svg.matchAll(/class="point">([^<]+)</g)].map(([, words]) => words);
    expect(written).toEqual(["1 users", "64 users", "2 users", "4 users"]);
  });
});

describe("terminalPlot", () => {
  it("puts a mark at every point, fits the columns and explains the marks", () => {
    const text = terminalPlot(plot, { columns: 80, rows: 15 });
    expect(text.match(/●/g)).toHaveLength(4);
    expect(text.match(/■/g)).toHaveLength(4);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain("● flash   ■ linear (not joined)");
    expect(text).toContain("1000 tok");
  });

  it("says so when there is nothing to draw", () => {
    expect(terminalPlot({ ...plot, series: [] })).toBe("Time of attention: nothing to plot\n");
  });
});

describe("rules", () => {
  const ruled: Plot = {
    ...plot,
    rules: [
      { x: 512, label: "half" },
      { x: 1e9, label: "far" },
    ],
  };

  it("are drawn where the points reach them, and do not widen the axis", () => {
    expect(drawable(ruled)!.rules).toEqual([{ x: 512, label: "half" }]);
    expect(drawable(ruled)!.x).toEqual(drawable(plot)!.x);
    expect(svgPlot(ruled)).toContain('class="rule"');
    expect(svgPlot(ruled)).not.toContain("far");
    expect(terminalPlot(ruled)).toContain("┊ half");
  });
});

describe("colour", () => {
  it("is shared by series that say so, whose marks still differ", () => {
    const [flash, linear] = plot.series;
    const svg = svgPlot({ ...plot, series: [flash!, { ...linear!, colour: 0 }] });
    expect(svg.match(/<g fill="#[0-9a-f]{6}">/g)).toEqual(['<g fill="#0072b2">', '<g fill="#0072b2">']);
    expect(new Set(svg.match(/<path d="[^"]+" transform="[^"]+" fill=/g)).size).toBe(2);
  });
});

describe("csvPlot", () => {
  it("has a row for each x, every digit, and no cell where a series has no point", () => {
    const third = 1 / 3;
    const csv = csvPlot({
      ...plot,
      series: [
        { name: "a", points: [{ x: 2, y: third }] },
        {
          name: "=b",
          points: [
            { x: 1, y: 5 },
            { x: 2, y: 1e-21 },
          ],
        },
      ],
    });
    expect(csv).toBe(`tokens,a: seconds,'=b: seconds\n1,,5\n2,${third},1e-21\n`);
  });
});

describe("intervals", () => {
  const interval = (low: number, high: number) => ({ low, high });
  const plot: Plot = {
    title: "t",
    xLabel: "tokens",
    yLabel: "share",
    yScale: "linear",
    series: [
      {
        name: "one",
        points: [
          { x: 10, y: 0.5, interval: interval(0.25, 0.75) },
          { x: 100, y: 1, interval: interval(0.5, 2) },
          { x: 1000, y: 1, interval: interval(Number.NaN, 2) },
        ],
      },
      { name: "other", points: [{ x: 10, y: 0.1 }] },
    ],
  };

  it("are in the range of the axis, and those that cannot be drawn are left out", () => {
    const drawn = drawable(plot)!;
    expect(drawn.y.high).toBeGreaterThan(2);
    expect(drawn.series[0]!.points.map((point) => point.interval !== undefined)).toEqual([true, true, false]);
    const log = drawable({
      ...plot,
      yScale: "log",
      series: [{ name: "one", points: [{ x: 1, y: 1, interval: interval(0, 2) }] }],
    })!;
    expect(log.series[0]!.points).toEqual([{ x: 1, y: 1 }]);
  });

  it("are a band of the SVG, and two columns of the CSV", () => {
    const bands = svgPlot(plot).match(/<path class="band"[^>]*>/g)!;
    expect(bands).toHaveLength(1);
    // Two points above, two below.
    expect(bands[0]!.match(/[\d.]+,[\d.]+/g)).toHaveLength(4);
    const [titles, first] = csvPlot(plot).split("\n");
    expect(titles).toBe("tokens,one: share,one: low,one: high,other: share");
    expect(first).toBe("10,0.5,0.25,0.75,0.1");
  });
});
