// The names of the limits, apart from the schema: whoever only names them does not load the validator.

export const limitIds = [
  "links",
  "coverage",
  "bandwidth",
  "cost",
  "migrations",
  "downtime",
  "fan-out",
] as const;
