// What a controller answers its clients, such as `vnet show`. Keys that a newer controller adds are passed over.
import { z } from "zod";
import { daemonMethods, macSchema, nameSchema } from "./control-messages.ts";

const indexSchema = z.int().min(0); // of `vms`, or of `hosts`
const countSchema = z.number().min(0);
const endsSchema = z.tuple([nameSchema, nameSchema]);

const shapeSchema = z.object({
  event: z.literal("shape"),
  at: z.number(),
  shape: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  direction: z.enum(["exchange", "reduction", "broadcast", "one-way", "mixed"]),
  root: z.string().nullable(),
  missing: z.array(endsSchema),
  extra: z.array(endsSchema),
});

const changeSchema = z.union([
  z.object({
    ...shapeSchema.shape,
    edges: countSchema,
    added: z.array(endsSchema),
    removed: z.array(endsSchema),
  }),
  z.object({
    event: z.literal("too-fast"),
    at: z.number(),
    settleSeconds: z.number(),
    unsettledSeconds: z.number(),
  }),
  z.object({
    event: z.literal("intensity"),
    at: z.number(),
    beforeBps: z.number(),
    afterBps: z.number(),
    pairs: z.array(z.object({ between: endsSchema, ratio: z.number() })),
  }),
]);

/** The application as it was inferred last. Times `at` in seconds since the run began. */
const applicationSchema = z.object({
  policy: z.string(),
  at: z.number(),
  windowSeconds: z.number().positive(), // that rates are over
  vms: z.array(z.object({ name: nameSchema, mac: macSchema })),
  /** At most one for each directed pair; bytes and frames since the run began. */
  pairs: z.array(
    z.object({
      from: indexSchema,
      to: indexSchema,
      bitsPerSecond: countSchema,
      bytes: countSchema,
      frames: countSchema,
    }),
  ),
  /** Of all that VMs have sent to one station each, also what is in no pair. */
  sent: z.object({ bytes: countSchema, frames: countSchema }),
  shape: shapeSchema,
  topology: z.array(z.tuple([indexSchema, indexSchema])), // without direction
  changes: z.array(changeSchema), // in the order of time
  changesLeftOut: countSchema, // earlier than these
});

/** The network as it is. */
const networkSchema = z.object({
  policy: z.string(),
  epoch: z.int().min(0), // the controller's count of changes
  hosts: z.array(
    z.object({
      name: nameSchema,
      proxy: z.boolean(),
      state: daemonMethods.query.result.nullable(), // null: its daemon does not answer
    }),
  ),
  vms: z.array(z.object({ name: nameSchema, mac: macSchema, host: indexSchema.nullable() })),
  /** Beside the star. */
  links: z.array(z.object({ a: indexSchema, b: indexSchema, kind: z.string(), up: z.boolean() })),
  routes: z.array(z.object({ from: indexSchema, to: indexSchema, hosts: z.array(indexSchema) })),
});

/** What the controller serves to clients. */
export const clientMethods = {
  application: { params: z.strictObject({}), result: applicationSchema },
  network: { params: z.strictObject({}), result: networkSchema },
} as const;

export type ClientMethods = typeof clientMethods;
export type ApplicationAnswer = z.infer<typeof applicationSchema>;
export type NetworkAnswer = z.infer<typeof networkSchema>;
