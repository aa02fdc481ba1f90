// The tables of a network: what daemons say, in names, also of those that are lost.
import { expect, it } from "vitest";
import type { NetworkAnswer } from "../../../dataplane/index.ts";
import { networkTables } from "../../../cli/show/network-tables.ts";
import { tableText } from "../../../cli/show/table-text.ts";

const counted = { bytes: 0, frames: 4 };
const daemon = {
  epoch: 2,
  drops: { "queue-full": 3, "hop-limit": 1 },
  detours: {},
  traffic: { unicast: counted, broadcast: counted, multicast: counted, other: counted },
};

const network: NetworkAnswer = {
  policy: "small",
  epoch: 1,
  hosts: [
    {
      name: "gw",
      proxy: true,
      state: {
        ...daemon,
        name: "gw",
        ports: [],
        links: [
          { peer: "a", up: true },
          { peer: "b", up: false },
        ],
        rules: [],
      },
    },
    {
      name: "a",
      proxy: false,
      state: {
        ...daemon,
        name: "a",
        ports: [1, 9],
        links: [{ peer: "gw", up: true }],
        rules: [
          { source: { any: true }, destination: { not: 2 }, priority: 1, target: { port: 1 } },
          { source: { mac: 1 }, destination: { mac: 2 }, priority: 100, target: { peer: "b" } },
        ],
      },
    },
    { name: "b", proxy: false, state: null },
  ],
  vms: [
    { name: "v1", mac: 1, host: 1 },
    { name: "v2", mac: 2, host: 2 },
    { name: "v3", mac: 3, host: null },
  ],
  links: [{ a: 1, b: 2, kind: "ws", up: false }],
  routes: [],
};

const text = (name: keyof typeof networkTables): string[] => {
  const { columns, rows } = networkTables[name](network);
  return tableText(columns, rows).trimEnd().split("\n");
};

it("shows the star's links, which are up when both ends say so, and the others", () => {
  expect(text("links")).toEqual([
    "from  to  kind  state",
    "gw    a   star  up",
    "gw    b   star  down",
    "a     b   ws    down",
  ]);
});

it("shows rules in the order in which they are looked at", () => {
  expect(text("rules")).toEqual([
    "host  source  destination  priority  target",
    "a     v1      v2                100  link to b",
    "a     any     not v2              1  port of v1",
  ]);
});

it("shows where VMs are plugged in, where they should be, and strangers", () => {
  expect(text("ports")).toEqual([
    "vm  mac                host  plugged",
    "v1  00:00:00:00:00:01  a     yes",
    "v2  00:00:00:00:00:02  b     no",
    "v3  00:00:00:00:00:03  -     no",
    "-   00:00:00:00:00:09  a     yes",
  ]);
});

it("shows every host, and what a daemon that is lost does not say as unknown", () => {
  expect(text("hosts")).toEqual([
    "host  role   daemon  epoch  ports  links  rules  sent  dropped",
    "gw    proxy  up          2      0      1      0    12        4",
    "a     host   up          2      2      1      2    12        4",
    "b     host   lost        -      -      -      -     -        -",
  ]);
});

it("has a heading though there is nothing to show", () => {
  expect(tableText(["host", "rules"], [])).toBe("host  rules\n");
});
