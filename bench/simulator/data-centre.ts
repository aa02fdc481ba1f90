// A data centre for the simulator's bench: hosts in sites behind one proxy, programs of VMs that are scattered over them, and an hour in which things change.
import { readFileSync } from "node:fs";
import path from "node:path";
import { compile, type PolicyIr } from "../../lang/index.ts";
import { SteadyCycle, type Message, type SimulatedDataPlane } from "../../engine/index.ts";

export interface DataCentre {
  readonly policy: PolicyIr;
  readonly vmCount: number;
  /** Puts all programs to work; the returned function has a share of them change their pattern. */
  start(plane: SimulatedDataPlane): (share: number) => void;
  /** Directed pairs of VMs that exchange anything. */
  readonly pairCount: number;
}

const hostsPerSite = 50;
const vmsPerHost = 10;
const slots = 14;
const processes = 20; // of a program
const peers = 5; // that each process sends to in an iteration

/** The control loop, with so many links at most; the network is put in beside it. */
const rulesFor = (links: number): string => `edition 1
network placeholder { proxy gw { address: "127.0.0.1:1" } }
infer { update: 1 s, smooth: 5 s, detect: 5%, prune: 1% }
limit {
  links      <= ${links}
  migrations <= 200 per 10 min
}
rule shorten "link the hosts that talk most" {
  when app.changed
  do { connect using greedy-topology forward using shortest-path }
  cooldown 1 min
}
rule flee "leave hosts that others fill" {
  for each h in hosts where h.vms > 0
  when h.load > 90% for 10 s
  do migrate using greedy-migration { from: h, moves: 5 }
  cooldown 5 min
  priority 20
}
`;

export function dataCentre(hostCount: number): DataCentre {
  const vmCount = hostCount * vmsPerHost;
  const programs = Math.floor(vmCount / processes);
  return {
    policy: policyOf(hostCount, vmCount),
    vmCount,
    pairCount: programs * processes * peers,
    start(plane) {
      const start = (program: number, stride: number): (() => void) =>
        plane.run(
          new SteadyCycle({
            messages: messagesOf(program, stride),
            compute: vmsOf(program).map((vm) => ({ vm, cpuSeconds: 0.05 })),
            order: "together",
            pauseSeconds: 0,
            users: 1,
          }),
        );
      let stride = 1;
      const stops = Array.from({ length: programs }, (_, program) => start(program, stride));
      return (share) => {
        stride = stride === 1 ? 3 : 1;
        for (let program = 0; program < share * programs; program++) {
          stops[program]?.();
          stops[program] = start(program, stride);
        }
      };
    },
  };
}

function vmsOf(program: number): number[] {
  return Array.from({ length: processes }, (_, process) => program * processes + process);
}

/** Each process to its next ones, in steps of the stride: strong to the nearest, weaker to the others. */
function messagesOf(program: number, stride: number): Message[] {
  return vmsOf(program).flatMap((from, process) =>
    Array.from({ length: peers }, (_, step) => ({
      from,
      to: program * processes + ((process + (step + 1) * stride) % processes),
      bytes: 1e6 / (step + 1),
    })),
  );
}

function policyOf(hostCount: number, vmCount: number): PolicyIr {
  const root = path.resolve(import.meta.dirname, "../..");
  const load = (specifier: string) => ({
    path: specifier,
    text: readFileSync(path.join(root, "stdlib", `${specifier.replace(/^std\//, "")}.vnet`), "utf8"),
  });
  const { policy, diagnostics } = compile(
    { path: "bench.vnet", text: rulesFor(Math.floor(hostCount / 2)) },
    { load },
  );
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  const origin: [number, number, number] = [0, 0, 0];
  const siteCount = Math.ceil(hostCount / hostsPerSite);
  const number = (index: number): string => String(index).padStart(6, "0");
  const network: PolicyIr["network"] = {
    ...policy.network,
    sites: Array.from({ length: siteCount }, (_, site) => ({ name: `s${number(site)}`, origin })),
    hosts: [
      { name: "gw", proxy: true, rateBps: 100e9, origin },
      ...Array.from({ length: hostCount }, (_, host) => ({
        name: `h${number(host)}`,
        proxy: false,
        site: Math.floor(host / hostsPerSite),
        slots,
        cpu: 16,
        rateBps: 10e9,
        origin,
      })),
    ],
    vms: Array.from({ length: vmCount }, (_, vm) => ({
      name: `v${number(vm)}`,
      mac: `02:00:00:${[16, 8, 0].map((bits) => ((vm >> bits) & 255).toString(16).padStart(2, "0")).join(":")}`,
      host: 1 + (vm % hostCount), // neighbours in a program are on neighbouring hosts
      cpu: 1,
      imageBytes: 1e9,
      origin,
    })),
    paths: [
      { ends: [{ any: true }, { any: true }], both: true, rateBps: 1e9, delaySeconds: 1e-3, origin },
      ...Array.from({ length: siteCount }, (_, site): PolicyIr["network"]["paths"][number] => ({
        ends: [{ site }, { site }],
        both: true,
        rateBps: 10e9,
        delaySeconds: 1e-4,
        origin,
      })),
      { ends: [{ any: true }, { host: 0 }], both: true, rateBps: 1e9, delaySeconds: 2e-3, origin },
    ],
  };
  return { ...policy, network };
}
