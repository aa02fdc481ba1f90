// A league as SVG: a row for each planner, a dot for each instance at its gap, a tick at the median. Readable on light and dark pages.
import { leagueTable, type PlayedInstance } from "../../../lab/index.ts";
import { escapeXml } from "../escape-xml.ts";

const [width, rowHeight] = [760, 34];
const box = { left: 150, right: 90, top: 56, bottom: 44 };
const decades = [0, 0.1, 1, 10, 100, 1000]; // per cent; between them the scale is logarithmic

/** Gaps below 0.1 % lie between the first two ticks in proportion. */
export function leagueSvg(played: readonly PlayedInstance[]): string {
  const standings = leagueTable(played);
  const height = box.top + standings.length * rowHeight + box.bottom;
  const foot = height - box.bottom;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(
      width / 2,
      22,
      `${played.length} instances: how much worse than the best known value`,
      "middle",
      ' font-size="15"',
    ),
    ...decades.flatMap((tick) => [
      `<line x1="${across(tick)}" y1="${box.top - 8}" x2="${across(tick)}" y2="${foot}" stroke="#e5e7eb"/>`,
      text(across(tick), foot + 18, `${tick} %`, "middle"),
    ]),
  ];
  for (const [row, { planner, medianGap, medianMs }] of standings.entries()) {
    const y = box.top + (row + 0.5) * rowHeight;
    parts.push(text(box.left - 12, y + 4, planner, "end"));
    for (const { name, results } of played) {
      const result = results.find((each) => each.planner === planner);
      if (result === undefined || Number.isNaN(result.gap)) continue;
      const title = `${name}: ${(result.gap * 100).toFixed(2)} %`;
      parts.push(
        `<circle cx="${across(result.gap * 100)}" cy="${y}" r="4" fill="#2563eb" fill-opacity="0.35"><title>${escapeXml(title)}</title></circle>`,
      );
    }
    if (Number.isNaN(medianGap)) continue;
    const x = across(medianGap * 100);
    parts.push(`<line x1="${x}" y1="${y - 11}" x2="${x}" y2="${y + 11}" stroke="#d97706" stroke-width="3"/>`);
    parts.push(text(width - box.right + 14, y + 4, `${Math.round(medianMs)} ms`, "start"));
  }
  return `${[...parts, "</svg>"].join("\n")}\n`;
}

function across(percent: number): number {
  const [least, most] = [decades[1], decades.at(-1)!];
  const steps = decades.length - 1;
  const place = percent < least ? percent / least : 1 + Math.log10(Math.min(percent, most) / least);
  return box.left + (Math.max(0, place) / steps) * (width - box.left - box.right);
}

function text(x: number, y: number, content: string, anchor: string, more = ""): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#111827"${more}>${escapeXml(content)}</text>`;
}
