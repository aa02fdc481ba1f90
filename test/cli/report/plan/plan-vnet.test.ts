// A plan as a policy: it compiles to the network that it began with, in the state that the plan brings.
import { expect, it } from "vitest";
import { planVnet } from "../../../../cli/report/plan/plan-vnet.ts";
import { compileText } from "../../../harness/compile-text.ts";

const text = `network two-sites {
  site east { region: "eu" }
  site west
  proxy gw { address: "127.0.0.1:7400", rate: 1.5 Gbps }
  host a { site: east, slots: 2, cpu: 2.5, memory: 6 GiB }
  host b..c { site: west, slots: 2, rate: 123_456_789 bps }
  vm v on a { mac: 02:00:00:00:00:01, memory: 1500 MB, image: 3 GiB }
  vm w on b { cpu: 0.25 }
  vm x
  path any <-> any { rate: 100 Mbps, delay: 1.25 ms, loss: 0.1% }
  path site east -> b { rate: 7 kbps }
  deny link site east <-> site west { via: udp }
  allow link a <-> c { via: [wss, ws], cost: 2.5 }
  link a <-> c { cost: 4 }
  pin w on b
  apart v, w
}
`;

it("compiles to the same network, with VMs, links and routes as planned", () => {
  const { network } = compileText(text);
  const state = {
    vms: [
      { name: "v", host: "c" },
      { name: "w", host: "b" },
      { name: "x", host: null },
    ],
    links: [
      { a: "a", b: "c", kind: "wss" },
      { a: "b", b: "c", kind: "ws" },
    ],
    routes: [{ from: "v", to: "w", hosts: ["c", "b"] }],
  };
  const view = { policy: "two-sites", file: "", traffic: "", seconds: 0, changes: true, rules: [], state };
  const again = compileText(planVnet(view, network)).network;

  const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "origin" ? undefined : part)));
  const { vms, links, forwards, ...same } = again;
  expect(plain(same)).toEqual(
    plain({ ...same, ...network, vms: undefined, links: undefined, forwards: undefined }),
  );
  expect(
    vms.map(({ name, host, mac, memoryBytes, imageBytes, cpu }) => [
      name,
      host,
      mac,
      memoryBytes,
      imageBytes,
      cpu,
    ]),
  ).toEqual(
    network.vms.map(({ name, mac, memoryBytes, imageBytes, cpu }, at) => [
      name,
      [3, 2, undefined][at],
      mac,
      memoryBytes,
      imageBytes,
      cpu,
    ]),
  );
  expect(links.map(({ a, b, kinds, cost }) => [a, b, kinds, cost])).toEqual([
    [1, 3, ["wss"], 4],
    [2, 3, ["ws"], undefined],
  ]);
  expect(forwards.map(({ source, destination, via }) => [source, destination, via])).toEqual([
    [{ mac: vms[0]?.mac }, { mac: vms[1]?.mac }, [3, 2]],
  ]);
});
