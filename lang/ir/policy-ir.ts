// The compiled form of a policy (IR): one JSON document, every quantity in base units, every node with its origin.
import { z } from "zod";
import { limitIds } from "./limit-ids.ts";
import { linkKinds } from "./link-kinds.ts";
import { logicSchema } from "./logic.ts";

const index = z.int().min(0);
const ratePerSecond = z.number().positive();
const seconds = z.number().min(0);
const bytes = z.number().min(0);

/** Where a node comes from: [file index in `sources`, first offset, offset behind the last], UTF-16 code units. */
export const originSchema = z.tuple([index, index, index]);

/** One end of a path, link or permission: every daemon (the Proxy too), all hosts of a site, or one host. */
export const endpointSchema = z.union([
  z.strictObject({ any: z.literal(true) }),
  z.strictObject({ site: index }),
  z.strictObject({ host: index }),
]);

const linkKindSchema = z.enum(linkKinds);

const siteSchema = z.strictObject({ name: z.string(), region: z.string().optional(), origin: originSchema });

/** A daemon's machine. The Proxy is one of them (`proxy: true`). What is left out is unbounded or unknown. */
const hostSchema = z.strictObject({
  name: z.string(),
  proxy: z.boolean(),
  site: index.optional(),
  address: z.string().optional(),
  token: z.string().optional(),
  certificate: z.string().optional(),
  slots: z.int().min(0).optional(),
  cpu: z.number().min(0).optional(), // cores
  memoryBytes: bytes.optional(),
  rateBps: ratePerSecond.optional(), // its card, each direction
  origin: originSchema,
});

const vmSchema = z.strictObject({
  name: z.string(),
  mac: z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
  host: index.optional(), // initial mapping; left out: wherever its MAC is first seen
  cpu: z.number().min(0).optional(),
  memoryBytes: bytes.optional(),
  imageBytes: bytes.optional(),
  origin: originSchema,
});

/** `both`: written `<->`, so it holds in both directions; else from the first end to the second. */
const endsShape = {
  ends: z.tuple([endpointSchema, endpointSchema]),
  both: z.boolean(),
  origin: originSchema,
};

/** What the underlay gives each ordered pair that matches; of several the last match wins, key by key. */
const pathSchema = z.strictObject({
  ...endsShape,
  rateBps: ratePerSecond.optional(),
  delaySeconds: seconds.optional(),
  loss: z.number().min(0).max(1).optional(),
});

/** An overlay link that is always kept, beside the star: two host indices. */
const keptLinkSchema = z.strictObject({
  a: index,
  b: index,
  kinds: z.array(linkKindSchema).optional(),
  cost: z.number().min(0).optional(),
  mask: z.string().optional(),
  origin: originSchema,
});

/** Which links may exist; of several the last match wins. No `kinds`: every kind. */
const permissionSchema = z.strictObject({
  ...endsShape,
  allow: z.boolean(),
  kinds: z.array(linkKindSchema).optional(),
  cost: z.number().min(0).optional(),
  mask: z.string().optional(),
});

const matcherSchema = z.union([
  z.strictObject({ any: z.literal(true) }),
  z.strictObject({ mac: z.string() }),
  z.strictObject({ not: z.string() }),
]);

/** A fixed forwarding rule: frames that match travel along `via` (host indices), hop by hop. */
const forwardSchema = z.strictObject({
  source: matcherSchema,
  destination: matcherSchema,
  via: z.array(index),
  priority: z.int(),
  origin: originSchema,
});

const networkSchema = z.strictObject({
  name: z.string(),
  sites: z.array(siteSchema),
  hosts: z.array(hostSchema),
  vms: z.array(vmSchema),
  paths: z.array(pathSchema),
  links: z.array(keptLinkSchema),
  permissions: z.array(permissionSchema),
  forwards: z.array(forwardSchema),
  pins: z.array(z.strictObject({ vm: index, host: index, origin: originSchema })),
  together: z.array(z.strictObject({ vms: z.array(index), origin: originSchema })),
  apart: z.array(z.strictObject({ vms: z.array(index), origin: originSchema })),
  origin: originSchema,
});

/** Seconds and ratios; `smooth` may be "auto" (from the data plane's measured reconfiguration time). */
const inferSchema = z.strictObject({
  update: z.number().min(0.05),
  smooth: z.union([z.number().positive(), z.literal("auto")]),
  detect: z.number().min(0).max(1),
  prune: z.number().min(0).max(1),
});

/** Counts, ratio (coverage), bits/s (bandwidth) or seconds (downtime); `strict`: `<`, else `<=`. */
const limitSchema = z.strictObject({
  id: z.enum(limitIds),
  value: z.number().min(0),
  strict: z.boolean(),
  perSeconds: z.number().positive().optional(),
  origin: originSchema,
});

const objectiveSchema = z.strictObject({
  name: z.string(),
  maximize: z.boolean(),
  expression: logicSchema,
  origin: originSchema,
});

const optionValue = z.union([z.number(), z.string(), z.boolean()]);

/** `using` left out: the engine's default for the stage. `moves` and `from` narrow any migration. */
const actionSchema = z.union([
  z.strictObject({
    do: z.enum(["adapt", "migrate", "connect", "forward"]),
    using: z.string().optional(),
    moves: z.int().min(0).optional(),
    from: logicSchema.optional(),
    options: z.record(z.string(), optionValue),
    origin: originSchema,
  }),
  z.strictObject({ do: z.literal("reset"), origin: originSchema }),
  z.strictObject({ do: z.literal("hold"), seconds, origin: originSchema }),
  z.strictObject({ do: z.literal("alert"), message: z.string(), origin: originSchema }),
]);

const ruleSchema = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  forEach: z.strictObject({ name: z.string(), in: logicSchema, where: logicSchema.optional() }).optional(),
  when: logicSchema,
  whenText: z.string(), // the condition as the administrator wrote it
  forSeconds: seconds,
  actions: z.array(actionSchema).min(1),
  cooldownSeconds: seconds,
  priority: z.number(),
  until: logicSchema.optional(),
  origin: originSchema,
});

/** What a test gives its simulated network, and when. Traffic edges are directed VM index pairs. */
const givenSchema = z.union([
  z.strictObject({
    kind: z.literal("traffic"),
    edges: z.array(z.tuple([index, index])),
    rateBps: ratePerSecond,
    forSeconds: seconds.optional(),
  }),
  z.strictObject({ kind: z.literal("traffic-file"), path: z.string() }),
  z.strictObject({ kind: z.literal("vm"), vm: index, host: index }),
  z.strictObject({
    kind: z.literal("host"),
    host: index,
    load: z.number().min(0).max(1).optional(),
    cpu: z.number().min(0).optional(),
    rateBps: ratePerSecond.optional(),
  }),
  z.strictObject({
    kind: z.literal("path"),
    ends: z.tuple([endpointSchema, endpointSchema]),
    both: z.boolean(),
    rateBps: ratePerSecond.optional(),
    delaySeconds: seconds.optional(),
  }),
  z.strictObject({
    kind: z.literal("fault"),
    restore: z.boolean(),
    host: index,
    otherHost: index.optional(),
  }),
]);

/** `given` in text order; an `expect` without `withinSeconds` is judged when the traffic ends. */
const testSchema = z.strictObject({
  name: z.string(),
  given: z.array(z.strictObject({ at: seconds, what: givenSchema, origin: originSchema })),
  expect: z.array(
    z.strictObject({
      condition: logicSchema,
      text: z.string(), // as written
      from: seconds, // the `at` above it, else 0
      withinSeconds: seconds.optional(),
      origin: originSchema,
    }),
  ),
  origin: originSchema,
});

export const policySchema = z.strictObject({
  irVersion: z.literal(1),
  edition: z.literal(1),
  sources: z.array(z.string()),
  network: networkSchema,
  infer: inferSchema,
  limits: z.array(limitSchema),
  objective: objectiveSchema.optional(),
  rules: z.array(ruleSchema),
  plugins: z.array(
    z.strictObject({
      name: z.string(),
      from: z.string(), // beside the file of its origin
      memoryBytes: bytes.optional(), // what it may take at most
      deadlineSeconds: seconds.optional(), // of one run
      origin: originSchema,
    }),
  ),
  tests: z.array(testSchema),
});

export type PolicyIr = z.infer<typeof policySchema>;
export type NetworkIr = PolicyIr["network"];
export type HostIr = NetworkIr["hosts"][number];
export type VmIr = NetworkIr["vms"][number];
export type RuleIr = PolicyIr["rules"][number];
export type ActionIr = RuleIr["actions"][number];
export type LimitIr = PolicyIr["limits"][number];
export type TestIr = PolicyIr["tests"][number];
export type GivenIr = TestIr["given"][number]["what"];
export type EndpointIr = z.infer<typeof endpointSchema>;
export type MatcherIr = z.infer<typeof matcherSchema>;
export type Origin = z.infer<typeof originSchema>;
export type { LinkKind } from "./link-kinds.ts";
export type LimitId = (typeof limitIds)[number];
