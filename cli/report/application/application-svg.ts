// An application as a picture: the matrix as a heat map, and beside it the topology as a graph. One file, no script, readable on light and on dark.
import { shapeSentence } from "../application-sentences.ts";
import type { ApplicationView } from "./application-view.ts";
import { busiestMembers } from "./busiest-members.ts";
import { extentSentence } from "./extent-sentence.ts";
import { graphLayout } from "./graph-layout.ts";
import { pairWeight } from "./pair-weight.ts";
import { escapeXml } from "../escape-xml.ts";

/** Own choices, in user units (pixels where nothing scales the picture). */
const mostMembers = 40;
const cell = 20;
const characterWidth = 6.7; // of the font below
const titleCharacterWidth = 8.6;
const graphSide = 320;
const margin = 16;
const headHeight = 64;

const style = `
  text { font: 11px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; }
  .title { font-size: 14px; font-weight: 600; }
  .ground { fill: #ffffff; }
  .cell { fill: #0a5bd3; }
  .empty { fill: #818b98; fill-opacity: 0.14; }
  .edge { stroke: #0a5bd3; stroke-linecap: round; }
  .name { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }
  .vertex { fill: #ffffff; stroke: #1f2328; stroke-width: 1.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .ground { fill: #0d1117; }
    .cell { fill: #58a6ff; }
    .edge { stroke: #58a6ff; }
    .name { stroke: #0d1117; }
    .vertex { fill: #0d1117; stroke: #e6edf3; }
  }
`;

export function applicationSvg(view: ApplicationView): string {
  const shown = busiestMembers(view, mostMembers);
  const positionOf = new Map(shown.map((member, position) => [member, position]));
  const names = shown.map((member) => view.members[member].name);
  const label = Math.ceil(names.reduce((most, name) => Math.max(most, name.length), 0) * characterWidth) + 8;
  const mapSide = label + shown.length * cell;
  const [head, below] = [extentSentence(view), remark(view, shown.length)];
  const textWidth = Math.max(head.length * titleCharacterWidth, below.length * characterWidth);
  const width = Math.ceil(Math.max(margin * 3 + mapSide + graphSide, 2 * margin + textWidth));
  const height = headHeight + Math.max(mapSide, graphSide) + margin;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(`${view.source}: ${view.whole.shape.join(" = ")}`)}</title>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="${margin}" y="26">${escapeXml(head)}</text>`,
    `<text x="${margin}" y="46">${escapeXml(below)}</text>`,
    `<g transform="translate(${margin} ${headHeight})">`,
    ...heatMapParts(view, names, positionOf, label),
    "</g>",
    `<g transform="translate(${margin * 2 + mapSide} ${headHeight})">`,
    ...graphParts(view, names, positionOf),
    "</g>",
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

function remark(view: ApplicationView, shown: number): string {
  const hidden = view.members.length - shown;
  const left = hidden > 0 ? `; without the ${hidden} addresses that have least` : "";
  return `row sends to column${left}; ${shapeSentence(view.whole)}`;
}

function heatMapParts(
  view: ApplicationView,
  names: readonly string[],
  positionOf: ReadonlyMap<number, number>,
  label: number,
): string[] {
  const side = names.length * cell;
  const { pairs } = view;
  const weight = pairWeight(view);
  const strongest = pairs.reduce((most, pair) => Math.max(most, weight.of(pair)), 0);
  const labels = names.flatMap((name, position) => {
    const middle = label + position * cell + cell / 2 + 4;
    return [
      `<text x="${label - 6}" y="${middle}" text-anchor="end">${escapeXml(name)}</text>`,
      `<text transform="translate(${middle} ${label - 6}) rotate(-90)">${escapeXml(name)}</text>`,
    ];
  });
  const cells = pairs.flatMap((pair) => {
    const { from, to } = pair;
    const value = weight.of(pair);
    const row = positionOf.get(from);
    const column = positionOf.get(to);
    if (row === undefined || column === undefined) return [];
    if (value === 0 && strongest > 0) return [];
    const opacity = strongest === 0 ? 1 : 0.15 + (0.85 * value) / strongest;
    const what = `${names[row]} to ${names[column]}: ${weight.format(value)}`;
    return [
      `<rect class="cell" x="${label + column * cell + 1}" y="${label + row * cell + 1}" width="${cell - 2}" height="${cell - 2}" rx="3" fill-opacity="${opacity.toFixed(2)}"><title>${escapeXml(what)}</title></rect>`,
    ];
  });
  const ground = `<rect class="empty" x="${label}" y="${label}" width="${side}" height="${side}" rx="3"/>`;
  return [...labels, ground, ...cells];
}

function graphParts(
  view: ApplicationView,
  names: readonly string[],
  positionOf: ReadonlyMap<number, number>,
): string[] {
  const { topology, pairs } = view;
  const weight = pairWeight(view);
  const ends = topology.flatMap(([a, b]) => {
    const from = positionOf.get(a);
    const to = positionOf.get(b);
    return from === undefined || to === undefined ? [] : [[from, to] as const];
  });
  const placed = [...new Set(ends.flat())].sort((a, b) => a - b);
  const vertexOf = new Map(placed.map((position, vertex) => [position, vertex]));
  const edges = ends.map(([a, b]) => [vertexOf.get(a) ?? 0, vertexOf.get(b) ?? 0] as const);
  const middle = graphSide / 2;
  const points = graphLayout(placed.length, edges).map(({ x, y }) => ({
    x: (middle + x * (middle - 48)).toFixed(1),
    y: (middle + y * (middle - 24)).toFixed(1),
  }));
  const weights = new Map<string, number>();
  for (const pair of pairs) {
    const key = `${Math.min(pair.from, pair.to)} ${Math.max(pair.from, pair.to)}`;
    weights.set(key, (weights.get(key) ?? 0) + weight.of(pair));
  }
  const weightOf = ([a, b]: readonly [number, number]): number =>
    weights.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? 0;
  const isShown = ([a, b]: readonly [number, number]): boolean => positionOf.has(a) && positionOf.has(b);
  const widths = topology.filter(isShown).map(weightOf);
  const strongest = widths.reduce((most, bytes) => Math.max(most, bytes), 1);
  return [
    ...edges.map(([a, b], edge) => {
      const stroke = (1 + (4 * widths[edge]) / strongest).toFixed(1);
      return `<line class="edge" x1="${points[a].x}" y1="${points[a].y}" x2="${points[b].x}" y2="${points[b].y}" stroke-width="${stroke}"/>`;
    }),
    ...placed.flatMap((position, vertex) => [
      `<circle class="vertex" cx="${points[vertex].x}" cy="${points[vertex].y}" r="6"/>`,
      `<text class="name" x="${points[vertex].x}" y="${labelY(points[vertex].y, middle)}" text-anchor="middle">${escapeXml(shortName(names[position]))}</text>`,
    ]),
  ];
}

/** Names stand away from the middle, where the edges are. */
function labelY(y: string, middle: number): string {
  return (Number(y) + (Number(y) > middle + 1 ? 18 : -10)).toFixed(1);
}

/** Of an address, the part that tells it from others of its maker; a name whole. */
function shortName(name: string): string {
  return /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(name) ? name.slice(9) : name;
}
