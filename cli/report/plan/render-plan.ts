// The renderings of a plan by the names of `--format`.
import { styleText } from "node:util";
import { planDot } from "./plan-dot.ts";
import { planText, type PaintChange } from "./plan-text.ts";
import type { PlanView } from "./plan-view.ts";

type Render = (view: PlanView, colour: boolean) => string;

const renderings = {
  human: (view, colour) => planText(view, colour ? painted : (_, line) => line),
  json: (view) => `${JSON.stringify(view)}\n`,
  dot: planDot,
} as const satisfies Record<string, Render>;

export type PlanFormat = keyof typeof renderings;

export const planFormats = Object.keys(renderings) as readonly PlanFormat[];

export function renderPlan(view: PlanView, format: PlanFormat, colour: boolean): string {
  return renderings[format](view, colour);
}

const colours = { "+": "green", "-": "red", "~": "yellow" } as const;

const painted: PaintChange = (change, line) => styleText(colours[change], line, { validateStream: false });
