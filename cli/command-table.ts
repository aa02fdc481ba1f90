// The commands of `vnet`: a name, what it does in one line, and where it is. A command is loaded only when it is asked for.
import type { Command } from "commander";
import type { LintPlanners } from "./commands/lint.ts";

export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const commandTable: Readonly<Record<string, CommandEntry>> = {
  run: {
    summary: "carry out a policy: build the star, watch the application, adapt the network to it",
    load: async () => (await import("./commands/run.ts")).runCommand(),
  },
  daemon: {
    summary: "carry the frames of one host's VMs, as a controller says",
    load: async () => (await import("./commands/daemon.ts")).daemonCommand(),
  },
  record: {
    summary: "write the traffic of a capture, a table or a recording to a compact recording",
    load: async () => (await import("./commands/record.ts")).recordCommand(),
  },
  show: {
    summary: "show what a running controller sees and has: the application, links, rules, ports, hosts",
    load: async () => (await import("./commands/show.ts")).showCommand(),
  },
  plan: {
    summary: "say what a policy would do with some traffic: the plan as a diff, what it brings, and why",
    load: async () => (await import("./commands/plan.ts")).planCommand(),
  },
  planners: {
    summary: "compare planners with one another",
    load: async () => (await import("./commands/planners.ts")).plannersCommand(),
  },
  test: {
    summary: "run the tests of policies on a simulated network",
    load: async () => (await import("./commands/test.ts")).testCommand(),
  },
  lint: {
    summary: "report everything that is wrong with policy files",
    load: async () => (await import("./commands/lint.ts")).lintCommand(lintPlanners),
  },
  fmt: {
    summary: "write policies in the one style, or name those that are not",
    load: async () => (await import("./commands/fmt.ts")).fmtCommand(),
  },
  compile: {
    summary: "print the compiled form of a policy, as JSON",
    load: async () => (await import("./commands/compile.ts")).compileCommand(await plannerSignatures()),
  },
  infer: {
    summary:
      "say what application recorded traffic is: who talks to whom, in which shape, and how that changed",
    load: async () => (await import("./commands/infer.ts")).inferCommand(),
  },
  doctor: {
    summary: "check that this machine has all that vnet needs",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand(),
  },
};

async function plannerSignatures() {
  return (await import("./planning.ts")).plannerSignatures;
}

async function lintPlanners(): Promise<LintPlanners> {
  const [signatures, { withShelf }] = await Promise.all([
    plannerSignatures(),
    import("./plugins/plugin-shelf.ts"),
  ]);
  return { signatures, withShelf };
}
