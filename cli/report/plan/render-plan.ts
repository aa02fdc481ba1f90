// The renderings of a plan by the names of `--format`.
import { styleText } from "node:util";
import type { PolicyIr } from "../../../lang/index.ts";
import { planDot } from "./plan-dot.ts";
import { planSvg } from "./plan-svg.ts";
import { planText, type PaintChange } from "./plan-text.ts";
import { planVnet } from "./plan-vnet.ts";
import type { PlanView } from "./plan-view.ts";

export interface PlanRendering {
  readonly colour: boolean;
  /** The policy's, which `vnet` writes with the plan carried out. */
  readonly network: PolicyIr["network"];
}

type Render = (view: PlanView, how: PlanRendering) => string;

const renderings = {
  human: (view, { colour }) => planText(view, colour ? painted : (_, line) => line),
  json: (view) => `${JSON.stringify(view)}\n`,
  vnet: (view, { network }) => planVnet(view, network),
  dot: (view) => planDot(view),
  svg: (view) => planSvg(view),
} as const satisfies Record<string, Render>;

export type PlanFormat = keyof typeof renderings;

export const planFormats = Object.keys(renderings) as readonly PlanFormat[];

export function renderPlan(view: PlanView, format: PlanFormat, how: PlanRendering): string {
  return renderings[format](view, how);
}

const colours = { "+": "green", "-": "red", "~": "yellow" } as const;

const painted: PaintChange = (change, line) => styleText(colours[change], line, { validateStream: false });
