// Faults of a simulation: a host or the way between two hosts fails, or comes back, and the daemons tell what they see of it.
import type { SimulatedWorld } from "./simulated-world.ts";

/** `otherHost` left out: the host itself, else the way between the two, with the link over it. */
export function failOrRestore(
  world: SimulatedWorld,
  host: number,
  otherHost: number | undefined,
  isRestored: boolean,
): void {
  const { underlay, daemons, network } = world;
  const { links } = world.overlay;
  const isUp = (): boolean[] => links.map(({ a, b }) => underlay.isUp(a, b));
  const before = isUp();
  const wasHostUp = underlay.isHostUp(host);
  if (otherHost === undefined) underlay.setHostFailed(host, !isRestored);
  else underlay.setPairFailed(host, otherHost, !isRestored);
  world.refreshWays();
  const { hosts } = network;
  if (underlay.isHostUp(host) !== wasHostUp) {
    if (isRestored) daemons.restart(host);
    const kind = isRestored ? "daemon-up" : "daemon-down";
    const message = `the daemon of \`${hosts[host].name}\` is ${isRestored ? "up" : "down"}`;
    daemons.emit({ kind, host, message });
  }
  isUp().forEach((isUpNow, index) => {
    if (isUpNow === before[index]) return;
    const { a, b } = links[index];
    const message = `\`${hosts[a].name} <-> ${hosts[b].name}\` is ${isUpNow ? "up" : "down"}`;
    daemons.emit({ kind: isUpNow ? "link-up" : "link-down", host: a, otherHost: b, message });
  });
}
