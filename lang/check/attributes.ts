// Which attributes each declaration has, and what each takes.

/** `words`: one or several of certain words; `smooth`: a duration or the word `auto`; `site`: the name of one. */
export type AttributeKind =
  | "string"
  | "duration"
  | "rate"
  | "size"
  | "share"
  | "whole"
  | "number"
  | "mac"
  | "site"
  | "link-kinds"
  | "smooth"
  | "integer";

export type AttributeTable = Readonly<Record<string, AttributeKind>>;

const link: AttributeTable = { via: "link-kinds", cost: "number", mask: "string" };

export const attributesOf = {
  proxy: { address: "string", site: "site", rate: "rate", token: "string", certificate: "string" },
  host: {
    address: "string",
    site: "site",
    rate: "rate",
    token: "string",
    certificate: "string",
    slots: "whole",
    cpu: "number",
    memory: "size",
  },
  site: { region: "string" },
  vm: { mac: "mac", cpu: "number", memory: "size", image: "size" },
  path: { rate: "rate", delay: "duration", loss: "share" },
  link,
  overlay: link,
  allow: link,
  deny: link,
  forward: { priority: "integer" },
  infer: { update: "duration", smooth: "smooth", detect: "share", prune: "share" },
  plugin: { memory: "size", deadline: "duration" },
  "host in a test": { load: "share", cpu: "number", rate: "rate" },
  "path in a test": { rate: "rate", delay: "duration" },
} as const satisfies Record<string, AttributeTable>;

export type AttributeOwner = keyof typeof attributesOf;
