// Every event of the logs: its level, its fields and what it means. `docs/logs.md` shows this table; the names stay from version to version.

/** From the most to the least talkative; `silent` writes nothing. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every field that an event can have beside those of each line. Hosts, VMs and rules by the names of the policy. */
export interface LogFields {
  readonly host: string;
  readonly peer: string;
  readonly vm: string;
  readonly mac: string;
  readonly rule: string;
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

type Role = "daemon" | "controller";

interface LogEventEntry {
  readonly level: Exclude<LogLevel, "silent">;
  readonly roles: readonly Role[];
  readonly fields: readonly LogField[];
  readonly meaning: string;
}

const both = ["daemon", "controller"] as const;

export const logEvents = {
  started: { level: "debug", roles: both, fields: ["version"], meaning: "the process has read its options" },
  stopped: {
    level: "info",
    roles: both,
    fields: ["reason", "exitCode", "seconds"],
    meaning: "the last line of an orderly end; `reason` is the signal, `finished` or `parent-ended`",
  },
  failed: {
    level: "fatal",
    roles: both,
    fields: ["code", "exitCode"],
    meaning: "the last line of a process that cannot go on; only with `--log-format json`, else a sentence",
  },
  "hangup-ignored": { level: "info", roles: both, fields: [], meaning: "SIGHUP without a terminal" },
  joined: {
    level: "info",
    roles: ["daemon"],
    fields: ["url", "epoch"],
    meaning: "the controller has admitted the daemon",
  },
  rejoined: {
    level: "info",
    roles: ["daemon"],
    fields: ["epoch"],
    meaning: "the controller has admitted it again",
  },
  "controller-lost": {
    level: "warn",
    roles: ["daemon"],
    fields: [],
    meaning: "the connection to the controller has ended; frames flow on",
  },
  "controller-ended": {
    level: "info",
    roles: ["daemon"],
    fields: [],
    meaning: "the controller has taken leave; frames flow on",
  },
  notice: {
    level: "warn",
    roles: ["daemon"],
    fields: [],
    meaning: "what the controller says to the daemon's operator",
  },
  "policy-differs": {
    level: "warn",
    roles: ["daemon"],
    fields: [],
    meaning: "the policy given with `--workload` is not the controller's",
  },
  "rejoin-failed": {
    level: "warn",
    roles: ["daemon"],
    fields: ["reason"],
    meaning: "the controller cannot be reached or refuses; told once for each reason",
  },
  "port-attached": { level: "debug", roles: ["daemon"], fields: ["mac"], meaning: "a VM is plugged in" },
  "port-detached": { level: "debug", roles: ["daemon"], fields: ["mac"], meaning: "a VM is unplugged" },
  "epoch-committed": {
    level: "debug",
    roles: ["daemon"],
    fields: ["epoch", "rules"],
    meaning: "rules of a new epoch are in force",
  },
  "link-up": { level: "info", roles: both, fields: ["host", "peer"], meaning: "a link carries frames" },
  "link-down": {
    level: "warn",
    roles: both,
    fields: ["host", "peer", "reason"],
    meaning: "a link that is wanted has ended; its daemons connect it again",
  },
  "link-unreachable": {
    level: "warn",
    roles: ["daemon"],
    fields: ["peer", "reason"],
    meaning: "the other daemon of a link cannot be reached; it is tried on",
  },
  "frames-dropped": {
    level: "warn",
    roles: both,
    fields: ["host", "drops"],
    meaning: "frames were dropped; once a second at most; `drops` in the daemon's own log",
  },
  "policy-warning": {
    level: "warn",
    roles: ["controller"],
    fields: [],
    meaning: "something of the policy is not carried out; only with `--log-format json`, else a sentence",
  },
  listening: { level: "info", roles: ["controller"], fields: ["url"], meaning: "daemons can join" },
  "daemon-up": { level: "info", roles: ["controller"], fields: ["host"], meaning: "a daemon has joined" },
  "daemon-down": {
    level: "warn",
    roles: ["controller"],
    fields: ["host", "reason"],
    meaning: "the connection of a daemon has ended",
  },
  "daemon-left": {
    level: "info",
    roles: ["controller"],
    fields: ["host", "reason"],
    meaning: "a daemon has taken leave: somebody has ended it",
  },
  "daemon-restored": {
    level: "info",
    roles: ["controller"],
    fields: ["host"],
    meaning: "a daemon that was gone has its links and rules again",
  },
  "daemon-turned-away": {
    level: "warn",
    roles: ["controller"],
    fields: [],
    meaning: "somebody was not admitted: wrong token, name or version",
  },
  "daemon-differs": {
    level: "warn",
    roles: ["controller"],
    fields: ["host"],
    meaning: "a daemon's clock or VMs are not as the controller has them",
  },
  "network-found": {
    level: "info",
    roles: ["controller"],
    fields: ["epoch", "objections"],
    meaning: "the network was at work before this controller",
  },
  "proxy-ended": {
    level: "error",
    roles: ["controller"],
    fields: ["reason"],
    meaning: "the proxy's process has ended unasked; it is started again",
  },
  "vm-seen": { level: "debug", roles: ["controller"], fields: ["host", "vm"], meaning: "a VM is at a host" },
  "star-up": {
    level: "info",
    roles: ["controller"],
    fields: ["daemons", "seconds"],
    meaning: "every daemon is linked to the proxy",
  },
  measured: {
    level: "debug",
    roles: ["controller"],
    fields: ["seconds"],
    meaning: "how long a change of the network takes",
  },
  "marker-timeout": {
    level: "warn",
    roles: ["controller"],
    fields: [],
    meaning: "an old way did not report empty in time; frames may be out of order",
  },
  report: {
    level: "trace",
    roles: ["controller"],
    fields: ["host", "seq", "pairs"],
    meaning: "a traffic report of a daemon",
  },
  "shape-changed": {
    level: "info",
    roles: ["controller"],
    fields: ["shape", "confidence"],
    meaning: "the application's topology is another one",
  },
  "intensity-shifted": {
    level: "info",
    roles: ["controller"],
    fields: ["beforeBps", "afterBps"],
    meaning: "the application sends much more or much less in the same topology",
  },
  "too-fast": {
    level: "warn",
    roles: ["controller"],
    fields: ["seconds"],
    meaning: "the application changes faster than the window can follow; all its pairs are seen at once",
  },
  "rule-fired": {
    level: "info",
    roles: ["controller"],
    fields: ["rule", "because"],
    meaning: "the condition of a rule holds",
  },
  "rule-unknown": {
    level: "warn",
    roles: ["controller"],
    fields: ["rule", "because"],
    meaning: "a rule cannot fire: nobody knows what its condition reads",
  },
  "plan-made": {
    level: "info",
    roles: ["controller"],
    fields: ["rule", "changes", "gain"],
    meaning: "a plan is about to be carried out",
  },
  "plan-declined": {
    level: "info",
    roles: ["controller"],
    fields: ["rule", "reason"],
    meaning: "a rule fired and nothing changes",
  },
  "plan-applied": {
    level: "info",
    roles: ["controller"],
    fields: ["epoch", "seconds", "moves"],
    meaning: "the network is as planned",
  },
  alert: {
    level: "warn",
    roles: ["controller"],
    fields: ["rule"],
    meaning: "what a rule of the policy says",
  },
} as const satisfies Readonly<Record<string, LogEventEntry>>;

export type LogEvent = keyof typeof logEvents;

/** The fields of one event; any of them may be missing where it is not known. */
export type FieldsOf<Name extends LogEvent> = {
  readonly [Field in (typeof logEvents)[Name]["fields"][number]]?: LogFields[Field] | undefined;
};
