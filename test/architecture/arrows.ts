// Which folder may import what, and why: the table that the arrow tests and CONTRIBUTING.md share.

export interface Arrow {
  /** Folder that the row governs; the row with the longest matching folder decides. */
  readonly folder: string;
  /** Own folders, packages and `node:*` that it may import, beside itself. */
  readonly may: readonly string[];
  readonly reason: string;
}

export const arrows: readonly Arrow[] = [
  {
    folder: "lang/ir",
    may: ["zod"],
    reason: "the contract must not drag the parser along",
  },
  {
    folder: "lang",
    may: ["chevrotain", "zod"],
    reason: "runs in an editor and in a browser; deterministic; what it needs from elsewhere is passed in",
  },
  {
    folder: "engine/planners",
    may: ["engine/model", "engine/plan", "lang/ir", "zod"],
    reason: "planners are swappable and removable: none knows another",
  },
  {
    folder: "engine",
    may: ["lang/ir", "json-logic-js", "lru-cache", "zod"],
    reason: "pure: clock, randomness, store and logger are passed in",
  },
  {
    folder: "dataplane/wire",
    may: ["dataplane/ethernet", "dataplane/forwarding", "dataplane/port/port.ts", "dataplane/link/link.ts"],
    reason: "testable as pure functions: no socket, no node module",
  },
  {
    folder: "dataplane/ethernet",
    may: ["dataplane/wire", "dataplane/forwarding", "dataplane/port/port.ts", "dataplane/link/link.ts"],
    reason: "testable as pure functions: no socket, no node module",
  },
  {
    folder: "dataplane/forwarding",
    may: [
      "dataplane/wire",
      "dataplane/ethernet",
      "dataplane/port/port.ts",
      "dataplane/link/link.ts",
      "lru-cache",
    ],
    reason: "testable as pure functions: no socket, no node module",
  },
  {
    folder: "dataplane/capture",
    may: ["dataplane/ethernet"],
    reason: "reads bytes from anywhere: files, standard input, a browser",
  },
  {
    folder: "dataplane/driver",
    may: ["dataplane", "engine/data-plane.ts", "engine/model", "lang/ir", "ws", "zod", "node:*"],
    reason: "the one adapter between engine and daemons",
  },
  {
    folder: "dataplane",
    may: ["ws", "lru-cache", "zod", "node:*"],
    reason: "a daemon runs on a host without compiler or engine",
  },
  {
    folder: "controller",
    may: ["engine", "dataplane/driver", "lang", "highs", "node:*"],
    reason: "composition for servers",
  },
  {
    folder: "traffic",
    may: [
      "lang/ir",
      "engine/model",
      "engine/observe",
      "dataplane/capture",
      "dataplane/ethernet",
      "dataplane/recording",
      "node:*",
    ],
    reason: "whatever traffic is read from looks alike behind one seam",
  },
  {
    folder: "cli",
    may: [
      "lang/index.ts",
      "lang/lint/lint.ts",
      "lang/format/format.ts",
      "lang/source",
      "lang/diagnostics/did-you-mean.ts",
      "engine/index.ts",
      "dataplane/index.ts",
      "controller/index.ts",
      "traffic/index.ts",
      "lab/index.ts",
      "commander",
      "pino",
      "node:*",
    ],
    reason:
      "areas are reached through their index, so their insides may change; lint and formatter also alone, for a quick start",
  },
  {
    folder: "lab",
    may: [
      "lang",
      "engine",
      "dataplane",
      "controller",
      "traffic",
      "fast-check",
      "fast-xml-parser",
      "zod",
      "node:*",
    ],
    reason: "experiments use every area; cli alone uses them",
  },
  {
    folder: "bench",
    may: [
      "lang",
      "engine",
      "dataplane",
      "controller",
      "traffic",
      "lab",
      "json-logic-js",
      "lru-cache",
      "node:*",
    ],
    reason: "measures every area beside its peers",
  },
  {
    folder: "scaffold",
    may: ["prettier", "node:*"],
    reason: "writes the first lines of what contributors add; nothing imports it but its tests",
  },
  {
    folder: "build",
    may: ["rolldown", "node:*"],
    reason: "works on any source: it knows none",
  },
];

/** The row that governs a file, by the longest folder. */
export function arrowOf(file: string): Arrow | undefined {
  return arrows
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** Whether the row lets a file import the target. */
export function isAllowed(arrow: Arrow, file: string, target: string): boolean {
  if (arrow.folder === "engine/planners" && target.startsWith("engine/planners/")) {
    const own = file.split("/").slice(0, 3).join("/");
    const isRegistry = file.split("/").length === 3; // the list of built-in planners
    return isRegistry || target.startsWith(`${own}/`);
  }
  if (target.startsWith(`${arrow.folder}/`)) return true;
  return arrow.may.some((allowed) =>
    allowed.endsWith("*")
      ? target.startsWith(allowed.slice(0, -1))
      : target === allowed || target.startsWith(`${allowed}/`),
  );
}
