// What a controller does about daemons that an earlier controller has left at work: their epochs and their links.
import type { Fleet } from "./fleet.ts";

/** The highest epoch in use at any daemon when it said hello: the next one is new to all. */
export function highestEpoch({ connected }: Fleet): number {
  return Math.max(0, ...connected.map(({ hello }) => hello.epoch));
}

/** Closes every link that is none of the star's; a daemon that does not answer is passed over. */
export async function closeLeftLinks(fleet: Fleet, proxy: string): Promise<void> {
  await Promise.allSettled(
    fleet.connected.map(async ({ rpc, hello }) => {
      if (hello.name === proxy) return;
      const { links } = await rpc.call("query", {});
      const left = links.filter(({ peer }) => peer !== proxy);
      await Promise.all(left.map(async ({ peer }) => rpc.call("close", { peer })));
    }),
  );
}
