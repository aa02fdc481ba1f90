// The renderings of an application by the names of `--format`.
import { applicationCsv } from "./application-csv.ts";
import { applicationDot } from "./application-dot.ts";
import { applicationJson } from "./application-json.ts";
import { applicationSvg } from "./application-svg.ts";
import { applicationText } from "./application-text.ts";
import type { ApplicationView } from "./application-view.ts";

/** `colour`: with escape sequences, where the format has them. */
type Render = (view: ApplicationView, colour: boolean) => string;

const renderings = {
  human: applicationText,
  json: applicationJson,
  csv: applicationCsv,
  dot: applicationDot,
  svg: applicationSvg,
} as const satisfies Record<string, Render>;

export type ApplicationFormat = keyof typeof renderings;

export const applicationFormats = Object.keys(renderings) as readonly ApplicationFormat[];

export function renderApplication(view: ApplicationView, format: ApplicationFormat, colour: boolean): string {
  return renderings[format](view, colour);
}
