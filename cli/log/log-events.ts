// Every event of the logs: its level, its fields and what it means. `docs/logs.md` shows this table; the names stay from version to version.
import type { LogField, LogFields } from "./log-fields.ts";

/** From the most to the least talkative; `silent` writes nothing. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

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
  "plugin-output": {
    level: "info",
    roles: ["controller"],
    fields: ["plugin"],
    meaning: "a plugin has printed a line; only with `--log-format json`, else `PLUGIN: LINE`",
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
