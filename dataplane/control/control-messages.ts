// The messages of `vnet.control.1`: one table per side that serves them, each with the schema of its parameters and of
// its answer. `PROTOCOL.md` explains them; nothing is sent or read that these schemas do not admit.
import { z } from "zod";
import { openableKinds } from "../link/link-openers.ts";

export const controlSubprotocol = "vnet.control.1";
export const dataSubprotocol = "vnet.data.1";
export const protocolVersion = 1;

/** The code with which an end closes that was asked to end (RFC 6455, 7.4.1: going away); any other end is a loss. */
export const endedCode = 1001;

/** A message above this is refused before it is read, in bytes: the rules of a daemon in a mesh of thousands fit. */
export const maxControlMessageBytes = 16 * 1024 * 1024;

export const nameSchema = z.string().min(1).max(255);
export const macSchema = z.int().min(0).max(0xffff_ffff_ffff); // its 48 bits as an integer
const epochSchema = z.int().min(0).max(0xffff); // 0 is the star
const secretSchema = z.string().min(16).max(255);
const nothing = z.null();

const matcherSchema = z.union([
  z.strictObject({ any: z.literal(true) }),
  z.strictObject({ mac: macSchema }),
  z.strictObject({ not: macSchema }),
]);

const ruleSchema = z.strictObject({
  source: matcherSchema,
  destination: matcherSchema,
  priority: z.int(),
  target: z.union([z.strictObject({ peer: nameSchema }), z.strictObject({ port: macSchema })]),
});

const flowSchema = z.strictObject({ source: macSchema, destination: macSchema });
const placeSchema = z.strictObject({ mac: macSchema, daemon: nameSchema });

/** What the underlay would give the link, for embedded runs; a key left out is unbounded, or no delay. */
const shapingSchema = z.strictObject({
  rateBps: z.number().positive().optional(),
  delaySeconds: z.number().min(0).optional(),
  cardBps: z.number().positive().optional(), // shared by all links of the daemon
});

const endSchema = z.union([
  z.strictObject({ dial: z.strictObject({ url: z.url({ protocol: /^wss?$/ }), key: secretSchema }) }),
  z.strictObject({ accept: z.strictObject({ key: secretSchema }) }),
]);

const frameCountSchema = z.strictObject({ bytes: z.number(), frames: z.number() });
const countsSchema = z.record(z.string(), z.number());

const openSchema = z.strictObject({
  peer: nameSchema,
  kind: z.enum(openableKinds),
  end: endSchema,
  shaping: shapingSchema.optional(),
});

/** What either side of a foreign version says of itself; the rest of its message may be anything. */
const foreignSchema = z.object({ vnet: z.number().refine((version) => version !== protocolVersion) });

/** What the controller serves; those that answer null are sent as notifications. */
export const controllerMethods = {
  hello: {
    params: z.union([
      z.object({
        vnet: z.literal(protocolVersion),
        role: z.enum(["daemon"]),
        name: nameSchema,
        token: z.string().max(255),
        startId: z.string().min(1).max(64),
        epoch: epochSchema,
        clock: z.number(), // seconds since 1970, UTC
        capabilities: z.array(z.string().max(64)).max(64),
        dataUrl: z.url({ protocol: /^wss?$/ }),
      }),
      z.object({
        vnet: z.literal(protocolVersion),
        role: z.enum(["client"]),
        token: z.string().max(255),
      }),
      foreignSchema,
    ]),
    result: z.union([
      z.strictObject({
        vnet: z.literal(protocolVersion),
        ok: z.literal(true),
        proxy: nameSchema, // the daemon at the centre of the star
        controllerEpoch: epochSchema,
        reportSeconds: z.number().min(0.05).max(3600),
      }),
      z.strictObject({
        vnet: z.literal(protocolVersion),
        ok: z.literal(false),
        reason: z.enum(["protocol-version", "wrong-token", "unknown-name", "name-taken"]),
        message: z.string(),
      }),
      foreignSchema,
    ]),
  },
  link: {
    params: z.strictObject({ peer: nameSchema, up: z.boolean(), reason: z.string().optional() }),
    result: nothing,
  },
  marker: {
    params: z.strictObject({ epoch: epochSchema, ...flowSchema.shape, timedOut: z.boolean() }),
    result: nothing,
  },
  vm: { params: z.strictObject({ mac: macSchema }), result: nothing },
  drops: { params: z.strictObject({ drops: countsSchema }), result: nothing }, // cumulative
} as const;

/** What a daemon serves. */
export const daemonMethods = {
  open: { params: openSchema, result: nothing },
  close: { params: z.strictObject({ peer: nameSchema }), result: nothing },
  places: { params: z.strictObject({ places: z.array(placeSchema) }), result: nothing },
  prepare: {
    params: z.strictObject({
      epoch: epochSchema.min(1),
      rules: z.array(ruleSchema),
      expect: z.array(z.strictObject({ ...flowSchema.shape, byStar: z.boolean() })),
    }),
    result: nothing,
  },
  commit: {
    params: z.strictObject({ epoch: epochSchema.min(1), moved: z.array(flowSchema) }),
    result: nothing,
  },
  discard: { params: z.strictObject({ epoch: epochSchema.min(1) }), result: nothing },
  report: { params: z.strictObject({}), result: nothing }, // sends a traffic report of every pair, then answers
  notice: { params: z.strictObject({ message: z.string().max(1000) }), result: nothing }, // for the daemon's operator
  wanted: { params: z.strictObject({}), result: z.array(openSchema) }, // the `open` requests in force
  query: {
    params: z.strictObject({}),
    result: z.strictObject({
      name: nameSchema,
      epoch: epochSchema,
      ports: z.array(macSchema),
      links: z.array(z.strictObject({ peer: nameSchema, up: z.boolean() })),
      rules: z.array(ruleSchema), // of the epoch in use
      drops: countsSchema,
      detours: countsSchema, // frames that went by the star instead of by their rule
      // What local VMs have sent since the start; `other` is the part of `unicast` whose pair is forgotten.
      traffic: z.strictObject({
        unicast: frameCountSchema,
        broadcast: frameCountSchema,
        multicast: frameCountSchema,
        other: frameCountSchema,
      }),
    }),
  },
} as const;

export type ControllerMethods = typeof controllerMethods;
export type DaemonMethods = typeof daemonMethods;

export type AnyHello = z.infer<ControllerMethods["hello"]["params"]>;
export type Hello = Extract<AnyHello, { role: "daemon" }>;
export type ClientHello = Extract<AnyHello, { role: "client" }>;
export type HelloAnswer = z.infer<ControllerMethods["hello"]["result"]>;
export type HelloRefusal = Extract<HelloAnswer, { ok: false }>["reason"];
export type OpenRequest = z.infer<DaemonMethods["open"]["params"]>;
export type WireRule = z.infer<typeof ruleSchema>;
export type Flow = z.infer<typeof flowSchema>;
export type Place = z.infer<typeof placeSchema>;
export type Shaping = z.infer<typeof shapingSchema>;
export type DaemonState = z.infer<DaemonMethods["query"]["result"]>;
