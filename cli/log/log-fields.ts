// Every field of the events of the logs, and what it means. `docs/processes.md` shows this table; the names stay from version to version.

/** Every field that an event can have beside those of each line. Hosts, VMs and rules by the names of the policy. */
export interface LogFields {
  readonly host: string;
  readonly peer: string;
  readonly vm: string;
  readonly mac: string;
  readonly rule: string;
  readonly plugin: string;
  readonly url: string;
  readonly epoch: number;
  readonly seconds: number;
  readonly reason: string;
  readonly code: string;
  readonly exitCode: number;
  readonly drops: Readonly<Record<string, number>>;
  readonly rules: number;
  readonly daemons: number;
  readonly moves: number;
  readonly gain: number | null;
  readonly changes: readonly string[];
  readonly because: readonly string[];
  readonly shape: readonly string[];
  readonly objections: readonly string[];
  readonly confidence: number;
  readonly beforeBps: number;
  readonly afterBps: number;
  readonly seq: number;
  readonly pairs: number;
  readonly version: string;
}

export type LogField = keyof LogFields;

export const fieldMeanings: Readonly<Record<LogField, string>> = {
  host: "a host; in every line of a daemon its own",
  peer: "the host at the other end of a link",
  vm: "a VM",
  mac: "the MAC address of a VM, lower case",
  rule: "a rule",
  plugin: "a planner from elsewhere, as policies call it",
  url: "where the controller listens",
  epoch:
    "of a daemon: number of the rules in force, 0 is the star; in `plan-applied`: number of the change since the controller's start",
  seconds: "how long it took, or has lasted",
  reason: "why, one sentence or one word",
  code: "`VNET_ERR_…`; `defect` for what should be reported",
  exitCode: "exit code of the process",
  drops: "frames dropped since the start of the daemon, by reason",
  rules: "how many forwarding rules",
  daemons: "how many daemons, the proxy among them",
  moves: "how many VMs have moved",
  gain: "predicted gain as a ratio; null where none was asked for",
  changes: "links and VMs, as in a diff: `+ link a <-> b (ws)`",
  because: "the facts that the condition has read",
  shape: "names of the application's shape; several are the same graph",
  objections: "why what was found cannot stay, one sentence each",
  confidence: "how well the first shape fits, 0 to 1",
  beforeBps: "what the application sent before, bit/s",
  afterBps: "what it sends now, bit/s",
  seq: "number of a traffic report since the start of the daemon",
  pairs: "how many pairs of VMs a traffic report counts",
  version: "version of vnet",
};
