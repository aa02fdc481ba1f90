// What `vnet run` has to tell, one event at a time, in the names of the policy. `--format json` prints exactly these.

/** A directed pair of VMs and its rate in bit/s over the window. */
export interface PairRate {
  readonly from: string;
  readonly to: string;
  readonly bitsPerSecond: number;
}

/** A directed pair of VMs and what was counted of it over the whole run. */
export interface PairTotal {
  readonly from: string;
  readonly to: string;
  readonly source: string; // MAC addresses
  readonly destination: string;
  readonly frames: number;
  readonly bytes: number;
}

/** The way of the frames from one VM to another, from host to host. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly hosts: readonly string[];
}

/** A change of an overlay link or of the place of a VM. */
export type PlanChange =
  | { readonly change: "+" | "-"; readonly link: readonly [string, string]; readonly kind: string }
  | { readonly change: "~"; readonly vm: string; readonly from: string; readonly to: string };

/** How fast the workload ran before the first adaptation and after the last one. */
export interface Speed {
  readonly iterationsPerSecond: number;
  readonly iterations: number;
  readonly seconds: number;
}

/** Times `at` in seconds since the run began. */
export type RunEvent =
  | {
      readonly event: "policy";
      readonly name: string;
      readonly file: string;
      readonly proxy: string;
      readonly hosts: readonly string[];
      readonly vms: readonly { readonly name: string; readonly host: string | null; readonly mac: string }[];
      readonly limits: readonly string[];
      readonly rules: readonly {
        readonly name: string;
        readonly title: string | null;
        readonly when: string;
      }[];
      readonly infer: {
        readonly update: number;
        readonly smooth: number | "auto";
        readonly detect: number;
        readonly prune: number;
      };
    }
  | {
      readonly event: "waiting";
      readonly at: number;
      readonly controllerUrl: string;
      readonly tokenFile: string;
      readonly daemons: readonly string[];
    }
  | { readonly event: "star"; readonly at: number; readonly daemons: number; readonly seconds: number }
  | {
      readonly event: "workload";
      readonly at: number;
      readonly description: string;
    }
  | {
      readonly event: "traffic";
      readonly at: number;
      readonly vms: readonly string[];
      readonly matrix: readonly PairRate[];
    }
  | {
      readonly event: "shape";
      readonly at: number;
      readonly shape: readonly string[];
      readonly confidence: number; // 0..1
      readonly direction: "exchange" | "reduction" | "broadcast" | "one-way" | "mixed";
      readonly root: string | null; // of a reduction or a broadcast
      /** Pairs that talk less, or more, than the shape would have it. */
      readonly missing: readonly (readonly [string, string])[];
      readonly extra: readonly (readonly [string, string])[];
    }
  | {
      readonly event: "too-fast";
      readonly at: number;
      /** A topology is declared when it holds so long; for `unsettledSeconds` none did. */
      readonly settleSeconds: number;
      readonly unsettledSeconds: number;
    }
  | {
      readonly event: "intensity";
      readonly at: number;
      readonly beforeBps: number;
      readonly afterBps: number;
      /** Those that shifted by themselves; `ratio`: rate after, divided by rate before. */
      readonly pairs: readonly { readonly between: readonly [string, string]; readonly ratio: number }[];
    }
  | {
      readonly event: "rule";
      readonly at: number;
      readonly name: string;
      readonly title: string | null;
      readonly when: string;
      readonly because: readonly string[];
    }
  | {
      readonly event: "plan";
      readonly at: number;
      readonly rule: string;
      readonly changes: readonly PlanChange[];
      readonly routes: { readonly added: number; readonly changed: number; readonly removed: number };
      readonly gain: number | null;
      readonly notes: readonly string[];
    }
  | {
      readonly event: "unknown";
      readonly at: number;
      readonly rule: string;
      readonly because: readonly string[];
    }
  | { readonly event: "declined"; readonly at: number; readonly rule: string; readonly reason: string }
  | {
      readonly event: "applied";
      readonly at: number;
      readonly epoch: number;
      readonly seconds: number;
      readonly moves: number;
      readonly routes: readonly Way[];
    }
  /** The network was at work before this run; `links` and `routes` as they stay. */
  | {
      readonly event: "found";
      readonly at: number;
      readonly epoch: number;
      readonly links: readonly (readonly [string, string])[];
      readonly routes: readonly Way[];
      readonly objections: readonly string[];
    }
  | { readonly event: "alert"; readonly at: number; readonly rule: string; readonly message: string }
  | { readonly event: "network"; readonly at: number; readonly kind: string; readonly message: string }
  | { readonly event: "speed"; readonly at: number; readonly iterationsPerSecond: number }
  | {
      readonly event: "result";
      /** What to try next: lines of text. */
      readonly next: readonly string[];
      readonly before: Speed | null;
      readonly after: Speed | null;
      readonly ratio: number | null;
      readonly framesSent: number;
      readonly framesLost: number;
      readonly framesDuplicated: number;
      readonly framesReordered: number;
      readonly framesDropped: Readonly<Record<string, number>>;
      readonly linksAdded: number;
      readonly links: readonly (readonly [string, string])[];
      readonly moves: number;
      readonly neighbourFlows: number;
      readonly neighbourFlowsOnDirectLinks: number;
      readonly shape: readonly string[];
    }
  | {
      readonly event: "replayed";
      readonly frames: number;
      readonly bytes: number;
      readonly skipped: readonly { readonly mac: string; readonly frames: number }[];
      readonly unplayable: Readonly<Record<string, number>>;
      readonly truncated: boolean;
      readonly fault: string | null;
      readonly framesDropped: Readonly<Record<string, number>>;
      readonly seconds: number;
      readonly matrix: readonly PairTotal[];
      readonly linksAdded: number;
      readonly links: readonly (readonly [string, string])[];
      readonly moves: number;
      readonly shape: readonly string[];
    }
  | {
      readonly event: "watched";
      readonly seconds: number;
      readonly framesDropped: Readonly<Record<string, number>>;
      readonly linksAdded: number;
      readonly links: readonly (readonly [string, string])[];
      readonly moves: number;
      readonly shape: readonly string[];
    };

/** Whether an event is the last one of a run. */
export function isResult({ event }: RunEvent): boolean {
  return event === "result" || event === "replayed" || event === "watched";
}

/** Shows the events of one run; `close` ends what it draws. */
export interface RunReport {
  show(event: RunEvent): void;
  close(): void;
}
