// Section 3.1 of the paper read literally and written for reading, not for speed; what it leaves open as PLANNERS.md pins it.
import type { Link } from "../../../../engine/model/network.ts";
import type { Problem } from "../../../../engine/model/problem.ts";
import { entryAt } from "../../../../engine/model/sparse-matrix.ts";

/** The names of the links, "x <-> y", in the order in which they are added. For limits `links`, `coverage`, `bandwidth` without `per`, no kept links. */
export function topologyOfThePaper({ network, observation, chosen, limits }: Problem): string[] {
  // 1. Generate the list of daemon pairs and their intensities from the list of VM pairs and the present mapping.
  const list: { x: string; y: string; intensity: number; isPossible: boolean }[] = [];
  network.hosts.forEach((hostX, x) => {
    network.hosts.forEach((hostY, y) => {
      if (!(hostX.name < hostY.name) || x === network.proxy || y === network.proxy) return;
      let intensity = 0;
      network.vms.forEach((_, v) => {
        network.vms.forEach((_vm, w) => {
          if (chosen.mapping[v] === x && chosen.mapping[w] === y)
            intensity += entryAt(observation.demand, v, w) + entryAt(observation.demand, w, v);
        });
      });
      const isPossible = network.linkKinds(x, y).length > 0;
      if (intensity > 0) list.push({ x: hostX.name, y: hostY.name, intensity, isPossible });
    });
  });
  const total = list.reduce((sum, { intensity }) => sum + intensity, 0);

  // 2. Order the list by decreasing intensity.
  list.sort((p, q) => {
    if (p.intensity !== q.intensity) return q.intensity - p.intensity;
    return [p.x, p.y].join(" ") < [q.x, q.y].join(" ") ? -1 : 1;
  });

  // 3. Add links from the top until the cost constraint.
  const added: { name: string; intensity: number }[] = [];
  for (const { x, y, intensity, isPossible } of list) {
    if (!isPossible) continue;
    const count = added.length + 1;
    const carried = added.reduce((sum, link) => sum + link.intensity, intensity);
    const isOver = (amount: number, limit: Problem["limits"][number]): boolean =>
      limit.strict ? amount >= limit.value : amount > limit.value;
    if (limits.some((limit) => limit.id === "links" && isOver(count, limit))) break;
    if (limits.some((limit) => limit.id === "coverage" && isOver(carried / total, limit))) break;
    if (limits.some((limit) => limit.id === "bandwidth" && isOver(carried, limit))) continue;
    added.push({ name: `${x} <-> ${y}`, intensity });
  }
  return added.map(({ name }) => name);
}

/** A link's name with the lower host name first. */
export function linkName({ network }: Problem, { a, b }: Link): string {
  return [network.hosts[a].name, network.hosts[b].name].sort().join(" <-> ");
}
