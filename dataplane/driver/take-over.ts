// What a controller does about daemons that an earlier one has left at work: carries their network on, or clears it away.
import type { Network } from "../../engine/model/network.ts";
import type { WireRule } from "../control/control-messages.ts";
import { nextEpoch, previousEpoch, wireRule } from "./change-rules.ts";
import type { Fleet } from "./fleet.ts";
import { agreedLinks, type LeftNetwork, readLeftNetwork } from "./left-network.ts";
import type { OpenedLink } from "./link-book.ts";

/** The highest epoch in use at any daemon when it said hello: the next one is new to all. */
export function highestEpoch({ connected }: Fleet): number {
  return Math.max(0, ...connected.map(({ hello }) => hello.epoch));
}

/**
 * What was left, and the links that go on as they are: all on which both ends agree where the whole network goes on, else
 * those of the star. Rejects where a daemon does not answer.
 */
export async function surveyDaemons(
  network: Network,
  fleet: Fleet,
  mapping: Int32Array,
): Promise<{ readonly left: LeftNetwork | undefined; readonly keep: readonly OpenedLink[] }> {
  const daemons = await Promise.all(
    network.hosts.map(async (_host, host) => {
      const { rpc } = fleet.session(host);
      const [state, wanted] = await Promise.all([rpc.call("query", {}), rpc.call("wanted", {})]);
      return { state, wanted };
    }),
  );
  const agreed = agreedLinks(network, daemons);
  const left = readLeftNetwork(network, mapping, daemons, agreed);
  const isSpoke = (link: OpenedLink): boolean => [link.dialler, link.acceptor].includes(network.proxy);
  return { left, keep: left === undefined ? agreed.filter(isSpoke) : agreed };
}

/**
 * Gives the rules of an epoch to the daemons that lost them, and makes all forget the epochs beside it, which an
 * interrupted change may have left; the one behind it is prepared and forgotten, to see how long that takes.
 */
export async function completeEpoch(
  network: Network,
  fleet: Fleet,
  { epoch, rules, emptyHosts }: LeftNetwork,
): Promise<void> {
  const own = (host: number): WireRule[] => rules[host].map((rule) => wireRule(network, rule));
  await Promise.all(
    emptyHosts.map(async (host) => {
      const { rpc } = fleet.session(host);
      await rpc.call("prepare", { epoch, rules: own(host), expect: [] });
      await rpc.call("commit", { epoch, moved: [] });
    }),
  );
  await Promise.all(
    fleet.connected.map(async ({ rpc, host }) => {
      const next = nextEpoch(epoch);
      await rpc.call("discard", { epoch: previousEpoch(epoch) });
      await rpc.call("prepare", { epoch: next, rules: own(host), expect: [] });
      await rpc.call("discard", { epoch: next });
    }),
  );
}

/** Closes every link that is none of the star's and none of `keep`; a daemon that does not answer is passed over. */
export async function closeLeftLinks(
  { hosts, proxy }: Network,
  fleet: Fleet,
  keep: readonly OpenedLink[],
): Promise<void> {
  const kept = new Set(
    [...keep, ...hosts.map((_host, host) => ({ dialler: host, acceptor: proxy }))].flatMap(
      ({ dialler, acceptor }) => [`${dialler} ${hosts[acceptor].name}`, `${acceptor} ${hosts[dialler].name}`],
    ),
  );
  await Promise.allSettled(
    fleet.connected.map(async ({ rpc, host }) => {
      const { links } = await rpc.call("query", {});
      const spare = links.filter(({ peer }) => !kept.has(`${host} ${peer}`));
      await Promise.all(spare.map(async ({ peer }) => rpc.call("close", { peer })));
    }),
  );
}
