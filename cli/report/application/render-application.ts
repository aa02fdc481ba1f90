// The renderings of an application by the names of `--format`.
import { applicationCsv } from "./application-csv.ts";
import { applicationDot } from "./application-dot.ts";
import { applicationJson } from "./application-json.ts";
import { applicationSvg } from "./application-svg.ts";
import { applicationText } from "./application-text.ts";
import { printable, printableIn } from "../printable.ts";
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

export interface Shown {
  /** Whether it goes to a terminal: then no name may steer it, whatever the format; else other tools read the names as they are. */
  readonly isTerminal: boolean;
  /** Whether a terminal that has colours may get them. */
  readonly colour: boolean;
}

export function renderApplication(
  view: ApplicationView,
  format: ApplicationFormat,
  { isTerminal, colour }: Shown = { isTerminal: false, colour: false },
): string {
  const isForPeople = format === "human" || (isTerminal && format !== "json"); // JSON has escapes of its own
  return renderings[format](isForPeople ? withPrintableNames(view) : view, isTerminal && colour);
}

function withPrintableNames(view: ApplicationView): ApplicationView {
  return {
    ...view,
    source: printable(view.source),
    members: printableIn(view.members),
    whole: printableIn(view.whole),
    changes: printableIn(view.changes),
  };
}
