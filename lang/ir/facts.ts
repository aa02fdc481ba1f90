// The catalogue of facts that a condition can read: name, argument and result kinds, meaning. One table for check, explain and engine.

/** What an argument or a result of a fact is; `rate` bit/s, `duration` s, `share` ratio 0..1, `gain` ratio, `lists` of the member kind. */
export type FactKind =
  | "host"
  | "vm"
  | "site"
  | "link"
  | "flow"
  | "hosts"
  | "vms"
  | "links"
  | "flows"
  | "rate"
  | "duration"
  | "share"
  | "count"
  | "cost"
  | "boolean"
  | "shape";

export interface FactSignature {
  /** As it is written in a policy, with argument names. */
  readonly syntax: string;
  readonly takes: readonly FactKind[];
  readonly gives: FactKind;
  readonly meaning: string;
  /** Where it can be read: in rules and objectives, or in the `expect` of a test only. */
  readonly in: "rule" | "test";
}

function fact(
  syntax: string,
  takes: readonly FactKind[],
  gives: FactKind,
  meaning: string,
  scope: "rule" | "test" = "rule",
): FactSignature {
  return { syntax, takes, gives, meaning, in: scope };
}

/** Keyed by the name that the IR uses in `{ "fact": [name, ...] }`. */
export const facts = {
  "traffic.total": fact("traffic.total", [], "rate", "what all VMs send, over the window"),
  "traffic.carried": fact("traffic.carried", [], "rate", "what arrives of it"),
  traffic: fact("traffic(v, w)", ["vm", "vm"], "rate", "what VM v sends to VM w"),
  "traffic.between": fact(
    "traffic.between(site a, site b)",
    ["site", "site"],
    "rate",
    "traffic between the VMs of two sites, both ways",
  ),
  "traffic.through": fact("traffic.through(h)", ["host"], "rate", "traffic that a host relays for others"),
  "app.shape": fact("app.shape", [], "shape", "the inferred topology, the first class that fits"),
  "app.changed": fact(
    "app.changed",
    [],
    "boolean",
    "the inferred topology has changed since this rule last fired, or since the start",
  ),
  "app.age": fact("app.age", [], "duration", "time since the inferred topology last changed"),
  hosts: fact("hosts", [], "hosts", "every host but the proxy"),
  vms: fact("vms", [], "vms", "every VM"),
  links: fact("links", [], "links", "every overlay link that is open, the star's too"),
  flows: fact(
    "flows",
    [],
    "flows",
    "every directed pair of VMs that exchanges traffic above the prune share",
  ),
  "host.load": fact("h.load", ["host"], "share", "CPU load of a host"),
  "host.memory-used": fact("h.memory-used", ["host"], "share", "share of a host's memory that its VMs claim"),
  "host.vms": fact("h.vms", ["host"], "count", "how many VMs a host runs"),
  "vm.host": fact("v.host", ["vm"], "host", "the host on which a VM runs"),
  "link.load": fact(
    "l.load",
    ["link"],
    "share",
    "carried traffic as a share of the link's rate, busier direction",
  ),
  "link.rate": fact("l.rate", ["link"], "rate", "what the link can carry each way"),
  "link.rtt": fact("l.rtt", ["link"], "duration", "round trip time of the link"),
  "link.up": fact("l.up", ["link"], "boolean", "the link is open and alive"),
  "flow.from": fact("f.from", ["flow"], "vm", "the VM that sends"),
  "flow.to": fact("f.to", ["flow"], "vm", "the VM that receives"),
  "flow.rate": fact("f.rate", ["flow"], "rate", "rate of the flow over the window"),
  "path.rate": fact("path(a, b).rate", ["host", "host"], "rate", "what the underlay gives from a to b"),
  "path.delay": fact("path(a, b).delay", ["host", "host"], "duration", "one-way delay from a to b"),
  "overlay.links": fact("overlay.links", [], "links", "the fast-path links, without the star"),
  "overlay.cost": fact("overlay.cost", [], "cost", "sum of the costs of the fast-path links"),
  "since.adaptation": fact("since(adaptation)", [], "duration", "time since the last adaptation ended"),
  "plan.gain": fact("plan.gain", [], "share", "predicted gain of the plan that the action would bring"),
  "plan.pace": fact(
    "plan.pace",
    [],
    "count",
    "predicted pace of an application with barriers: the iteration time now over that of the plan, slowest computing and slowest exchange",
  ),
  "plan.moves": fact(
    "plan.moves",
    [],
    "count",
    "moves that the action would bring; in a test: all moves so far",
  ),
  throughput: fact("throughput", [], "rate", "traffic carried now", "test"),
  "throughput.before": fact(
    "throughput.before",
    [],
    "rate",
    "traffic carried just before the first adaptation",
    "test",
  ),
} as const satisfies Record<string, FactSignature>;

export type FactName = keyof typeof facts;

/** The classes that `app.shape` can name, in the order in which they are tried. */
export const shapeClasses = [
  "none",
  "ring",
  "bus",
  "star",
  "mesh",
  "torus",
  "hypercube",
  "binary-tree",
  "tree",
  "all-to-all",
  "irregular",
] as const;

export type ShapeClass = (typeof shapeClasses)[number];
