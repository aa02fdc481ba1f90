// A line chart as SVG: axes with ticks (linear or logarithmic across), lines with markers, a legend. Readable on light and dark pages.

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly x: { readonly label: string; readonly ticks: readonly number[]; readonly logarithmic?: boolean };
  readonly y: { readonly label: string; readonly ticks: readonly number[] };
  readonly series: readonly Series[];
  /** Values of x to mark with an upright line. */
  readonly marks?: readonly { readonly at: number; readonly name: string }[];
}

const [width, height] = [720, 420];
const box = { left: 64, right: 20, top: 44, bottom: 56 };
const colours = ["#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2", "#be185d"];

export function lineChart(chart: Chart): string {
  const across = scale(chart.x.ticks, box.left, width - box.right, chart.x.logarithmic);
  const up = scale(chart.y.ticks, height - box.bottom, box.top, false);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(width / 2, 20, chart.title, "middle", ' font-size="15"'),
    ...chart.x.ticks.flatMap((tick) => [
      line(across(tick), box.top, across(tick), height - box.bottom, "#e5e7eb"),
      text(across(tick), height - box.bottom + 18, String(tick), "middle"),
    ]),
    ...chart.y.ticks.flatMap((tick) => [
      line(box.left, up(tick), width - box.right, up(tick), "#e5e7eb"),
      text(box.left - 8, up(tick) + 4, String(tick), "end"),
    ]),
    text((box.left + width - box.right) / 2, height - 14, chart.x.label, "middle"),
    text(16, height / 2, chart.y.label, "middle", ` transform="rotate(-90 16 ${height / 2})"`),
    ...(chart.marks ?? []).flatMap(({ at, name }, index) => [
      line(
        across(at),
        box.top,
        across(at),
        height - box.bottom,
        colours[index % colours.length],
        ' stroke-dasharray="2 4"',
      ),
      text(across(at) + 3, box.top + 12 + 14 * index, name, "start"),
    ]),
    ...chart.series.flatMap((series, index) => drawn(series, index, across, up)),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

/** Maps values between the first and the last tick to places between `from` and `to`. */
function scale(
  ticks: readonly number[],
  from: number,
  to: number,
  logarithmic = false,
): (value: number) => number {
  const position = (value: number): number => (logarithmic ? Math.log(value) : value);
  const first = position(ticks[0]);
  const last = position(ticks[ticks.length - 1]);
  return (value) => from + ((position(value) - first) / (last - first)) * (to - from);
}

function drawn(
  { name, points, dashed }: Series,
  index: number,
  across: (x: number) => number,
  up: (y: number) => number,
): string[] {
  const colour = colours[index % colours.length];
  const places = points.map(([x, y]) => `${rounded(across(x))},${rounded(up(y))}`);
  const legend = box.top + 10 + 16 * index;
  const dash = dashed === true ? ' stroke-dasharray="5 4"' : "";
  return [
    `<polyline points="${places.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
    ...points.map(
      ([x, y]) => `<circle cx="${rounded(across(x))}" cy="${rounded(up(y))}" r="2.5" fill="${colour}"/>`,
    ),
    line(width - 210, legend, width - 186, legend, colour, ` stroke-width="2"${dash}`),
    text(width - 180, legend + 4, name, "start"),
  ];
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, more = ""): string {
  return `<line x1="${rounded(x1)}" y1="${rounded(y1)}" x2="${rounded(x2)}" y2="${rounded(y2)}" stroke="${colour}"${more}/>`;
}

function text(x: number, y: number, content: string, anchor: "start" | "middle" | "end", more = ""): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}" fill="#111827"${more}>${escaped}</text>`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
