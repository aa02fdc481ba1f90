// One lossless change of links and rules over all daemons: two phases, then markers, then the old state goes.
// DATAPLANE.md, "Update of the whole network"; per-packet consistency after Reitblatt et al. 2012.
import type { Network } from "../../engine/model/network.ts";
import type { Rule } from "../../engine/model/route.ts";
import type { WireRule } from "../control/control-messages.ts";
import type { DaemonSession } from "./control-server.ts";
import type { HostPair, LinkBook, LinkRequest } from "./link-book.ts";
import { MarkerWatch } from "./marker-watch.ts";
import { movedFlows, type RulesByHost } from "./moved-flows.ts";

/** Time for new links to come up, seconds. */
const linkSeconds = 5;
/** Daemons hold frames for a marker at most as long as their own limit; this one only ends a wait for a daemon that fell silent. */
const markerSeconds = 5;

/** An epoch on the wire (1..65535; 0 is the star) and the rules that it stands for. */
export interface Installed {
  readonly epoch: number;
  readonly rules: RulesByHost;
}

const lastEpoch = 0xffff;

/** The one behind an epoch; the star's is never come back to. */
export function nextEpoch(epoch: number): number {
  return (epoch % lastEpoch) + 1;
}

/** The one before an epoch; the one before the first is the last. */
export function previousEpoch(epoch: number): number {
  return epoch === 1 ? lastEpoch : epoch - 1;
}

interface RulesChange {
  readonly network: Network;
  readonly mapping: Int32Array;
  readonly links: LinkBook;
  readonly open: readonly LinkRequest[];
  readonly close: readonly HostPair[];
  readonly before: Installed;
  readonly after: Installed;
  readonly signal: AbortSignal;
  readonly session: (host: number) => DaemonSession;
  /** From here only forward: the new rules are the ones to install on a daemon that comes back. */
  readonly decided: (markers: MarkerWatch) => void;
}

/** Rejects only before the decision, with everything as it was; what fails later is made good when the daemon comes back. */
export async function changeRules(change: RulesChange): Promise<void> {
  const { network, links, before, after, signal } = change;
  const opened = change.open.filter((pair) => !links.has(pair));
  const flows = movedFlows(network, change.mapping, before.rules, after.rules);
  try {
    signal.throwIfAborted();
    await allDone(opened.map((pair) => links.open(pair)));
    await links.allUp(change.open, linkSeconds, signal);
    await everywhere(change, async ({ rpc, host }) => {
      const expect = flows
        .filter(({ to }) => to === host)
        .map(({ source, destination, byStar }) => ({ source, destination, byStar }));
      const rules = (after.rules[host] ?? []).map((rule) => wireRule(network, rule));
      await rpc.call("prepare", { epoch: after.epoch, rules, expect });
    });
    signal.throwIfAborted();
  } catch (error) {
    await discard(change, after.epoch);
    await Promise.all(opened.map((pair) => links.close(pair)));
    throw error;
  }

  const markers = new MarkerWatch(after.epoch, flows);
  change.decided(markers);
  await Promise.allSettled(
    network.hosts.map(async (_host, host) => {
      const moved = flows
        .filter(({ from }) => from === host)
        .map(({ source, destination }) => ({ source, destination }));
      await change
        .session(host)
        .rpc.call("commit", { epoch: after.epoch, moved })
        .catch((error: unknown) => {
          markers.giveUp(host);
          throw error;
        });
    }),
  );
  await markers.all(markerSeconds);
  if (before.epoch !== 0) await discard(change, before.epoch);
  const stillWanted = (pair: HostPair): boolean =>
    change.open.some(({ a, b }) => a === pair.a && b === pair.b);
  await Promise.all(change.close.filter((pair) => !stillWanted(pair)).map((pair) => links.close(pair)));
}

/** The rules of one host as its daemon reads them. */
export function wireRule(network: Network, { source, destination, priority, target }: Rule): WireRule {
  const at =
    "link" in target ? { peer: network.hosts[target.link].name } : { port: network.vms[target.port].mac };
  return { source, destination, priority, target: at };
}

/** Waits for all, then rejects with the first failure: nothing is still under way when the change is undone. */
async function allDone(steps: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((step) => step.status === "rejected");
  if (failed) throw failed.reason;
}

async function everywhere(
  { network, session }: RulesChange,
  ask: (session: DaemonSession) => Promise<void>,
): Promise<void> {
  await allDone(network.hosts.map(async (_host, host) => ask(session(host))));
}

async function discard(change: RulesChange, epoch: number): Promise<void> {
  await everywhere(change, async ({ rpc }) => {
    await rpc.call("discard", { epoch });
  }).catch(() => undefined); // a daemon that is gone has discarded everything
}
