// Daemons that listen at every address, on two machines: two network namespaces and a cable between them, where the system lets a test make them.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { processStarter } from "../harness/process-starter.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import type { VnetProcess } from "../harness/vnet-process.ts";

const tag = randomBytes(2).toString("hex");
const [east, west] = [`vnet-e${tag}`, `vnet-w${tag}`];
const [eastAddress, westAddress] = ["10.231.77.1", "10.231.77.2"];

function ip(...args: string[]): boolean {
  return spawnSync("ip", args).status === 0;
}

function machine(name: string, cable: string, address: string): boolean {
  return (
    ip("link", "set", cable, "netns", name) &&
    ip("-n", name, "addr", "add", `${address}/24`, "dev", cable) &&
    ip("-n", name, "link", "set", cable, "up") &&
    ip("-n", name, "link", "set", "lo", "up")
  );
}

const [eastCable, westCable] = [`ve${tag}`, `vw${tag}`];
const tearDown = (): void => [east, west].forEach((name) => ip("netns", "del", name)); // and their ends of the cable
const isPossible =
  ip("netns", "add", east) &&
  ip("netns", "add", west) &&
  ip("link", "add", eastCable, "type", "veth", "peer", "name", westCable) &&
  machine(east, eastCable, eastAddress) &&
  machine(west, westCable, westAddress);
if (!isPossible) tearDown();

const folder = temporaryFolder();
const starting = processStarter();
afterAll(tearDown);

function start(namespace: string, ...args: string[]): VnetProcess {
  return starting(args, { namespace });
}

const listenings: readonly { readonly where: string; readonly flags: (address: string) => string[] }[] = [
  { where: "all addresses", flags: () => ["--listen", "0.0.0.0:0"] },
  { where: "all addresses of version 6", flags: () => ["--listen", "[::]:0"] },
  { where: "what they advertise", flags: (address) => ["--listen", "[::]:0", "--advertise", address] },
];

describe("daemons on two machines", { timeout: 60_000 }, () => {
  it.for(listenings)("reach one another at $where", async ({ flags }, { skip }) => {
    if (!isPossible) skip("needs the right to make network namespaces");
    const tokenFile = path.join(folder, "token");
    writeFileSync(tokenFile, randomBytes(32).toString("hex"), { mode: 0o600 });
    const policy = "policies/ring.vnet";
    const at = ["--listen", `${eastAddress}:7400`, "--token-file", tokenFile, "--format", "json", "--shape"];
    const controller = start(east, "run", policy, ...at);
    const join = ["--join", `ws://${eastAddress}:7400`, "--token-file", tokenFile];
    const ring = ["--workload", "ring", "--policy", policy];
    for (const [name, place, address] of [
      ["a", east, eastAddress],
      ["b", west, westAddress],
      ["c", east, eastAddress],
      ["d", west, westAddress],
    ] as const)
      start(place, "daemon", "--name", name, ...join, ...flags(address), ...ring);
    await controller.printed('"event":"applied"');
    const { stdout } = controller.output();
    expect(stdout.match(/"hosts":\["[a-d]","[a-d]"\]/g)).toHaveLength(8);
    expect(stdout).not.toContain("daemon-turned-away");
  });
});
