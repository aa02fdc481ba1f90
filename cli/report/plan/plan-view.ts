// What a policy would do with some traffic, in the names of the policy: what every rendering of a plan is made of, and what `--format json` prints.
import type { SavedState } from "../../../engine/index.ts";

/** A link or a VM's move of a plan, as a diff has it. Rates in bit/s as observed, gains as ratios over the present. */
export interface LinkChange {
  readonly change: "+" | "-" | "~";
  readonly a: string;
  readonly b: string;
  readonly kind: string;
  readonly cost: number;
  /** The kind that it is now; null where there is no such link. */
  readonly wasKind: string | null;
  /** Null for links that go, and where there was no time to look. */
  readonly why: {
    readonly flows: number;
    readonly bitsPerSecond: number;
    readonly offHubBitsPerSecond: number;
    readonly gainWithout: number | null;
    readonly alternative: {
      readonly a: string;
      readonly b: string;
      readonly bitsPerSecond: number;
      readonly gain: number | null;
      readonly objection: string | null;
    } | null;
  } | null;
}

export interface MoveChange {
  readonly change: "~";
  readonly vm: string;
  readonly from: string;
  readonly to: string;
  readonly why: {
    readonly bitsPerSecond: number;
    readonly offHubBitsPerSecond: number;
    readonly partners: readonly {
      readonly vm: string;
      readonly host: string;
      readonly bitsPerSecond: number;
    }[];
    readonly downtimeSeconds: number | null;
    readonly gainWithout: number | null;
    readonly alternative: {
      readonly host: string;
      readonly gain: number | null;
      readonly objection: string | null;
    } | null;
  } | null;
}

export interface RouteChange {
  readonly change: "+" | "-" | "~";
  readonly from: string;
  readonly to: string;
  /** Of a route that goes, the one that was there. */
  readonly hosts: readonly string[];
}

export interface StageView {
  readonly stage: string;
  readonly planner: string;
  readonly certificate: "optimal" | "gap" | "none";
  /** A ratio, where there is one. */
  readonly gap: number | null;
  /** The bound that it rests on. */
  readonly by: string | null;
}

export interface LimitView {
  readonly id: string;
  readonly used: number;
  readonly value: number;
  readonly perSeconds: number | null;
  /** Whether one unit more would bring more. */
  readonly binds: boolean;
  readonly unit: number;
  /** The gain with one unit more, and what the plan would then have that it has not now. */
  readonly gainWithUnitMore: number | null;
  readonly changesWithUnitMore: readonly string[];
}

export interface RuleView {
  readonly rule: string;
  readonly title: string | null;
  readonly when: string;
  /** Seconds since the traffic began; null: it does not fire. */
  readonly fires: { readonly firstAt: number; readonly lastAt: number; readonly times: number } | null;
  readonly because: readonly string[];
  /** Why nothing would change; null where something would. */
  readonly unchanged: string | null;
  readonly traffic: TrafficView;
  readonly links: readonly LinkChange[];
  readonly moves: readonly MoveChange[];
  readonly routes: readonly RouteChange[];
  readonly predicted: {
    readonly objective: string;
    readonly gain: number | null;
    /** Of the traffic as it was seen, what fits: now, then. */
    readonly fitsBitsPerSecond: readonly [number, number];
    /** What the network has room for if flows may grow, and how far the one that gains least would: now, then. For comparing plans. */
    readonly roomBitsPerSecond: readonly [number, number];
    readonly slowestRatio: readonly [number, number];
  };
  readonly stages: readonly StageView[];
  readonly limits: readonly LimitView[];
  readonly notes: readonly string[];
}

export interface TrafficView {
  readonly at: number;
  readonly flows: number;
  readonly bitsPerSecond: number;
  readonly shape: readonly string[];
}

export interface PlanView {
  readonly policy: string;
  readonly file: string;
  readonly traffic: string;
  readonly seconds: number;
  /** Whether anything would change. */
  readonly changes: boolean;
  readonly rules: readonly RuleView[];
  /** Of the network once all is carried out: `vnet plan --state` reads it. */
  readonly state: SavedState;
}
