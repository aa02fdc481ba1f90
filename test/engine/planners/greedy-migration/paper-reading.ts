// Section 3.2 of the paper read literally, with names in place of indices; what it leaves open as PLANNERS.md pins it.
import type { Problem } from "../../../../engine/model/problem.ts";
import { entryAt } from "../../../../engine/model/sparse-matrix.ts";

/** VM name -> host name, or undefined when a VM finds no room. Knows slots and pins; no groups, no memory, no narrowing. */
export function mappingOfThePaper({
  network,
  observation,
  chosen,
}: Problem): Map<string, string> | undefined {
  const { hosts, vms, proxy } = network;
  const daemons = hosts.filter((_, host) => host !== proxy).map(({ name }) => name);
  const hostNamed = (name: string): number => hosts.findIndex((host) => host.name === name);
  const present = new Map(vms.map(({ name }, vm) => [name, hosts[chosen.mapping[vm]].name]));

  // 2. Order the VM pairs by decreasing traffic intensity.
  const vmPairs: { v: string; w: string; amount: number }[] = [];
  vms.forEach((first, x) => {
    vms.forEach((second, y) => {
      const amount = entryAt(observation.demand, x, y) + entryAt(observation.demand, y, x);
      if (first.name < second.name && amount > 0) vmPairs.push({ v: first.name, w: second.name, amount });
    });
  });
  vmPairs.sort((p, q) => q.amount - p.amount || (`${p.v} ${p.w}` < `${q.v} ${q.w}` ? -1 : 1));

  // 3. Order the daemon pairs by decreasing throughput; what is not known comes last.
  const throughput = (x: string, y: string): number => {
    const [i, j] = [hostNamed(x), hostNamed(y)];
    const { pathRate } = observation;
    const paths = [pathRate[i * hosts.length + j], pathRate[j * hosts.length + i]];
    return paths.some(Number.isNaN) ? -1 : Math.min(...paths, hosts[i].rateBps, hosts[j].rateBps);
  };
  const daemonPairs = daemons
    .flatMap((x) => daemons.filter((y) => x < y).map((y) => ({ x, y, rate: throughput(x, y) })))
    .sort((p, q) => (p.rate !== q.rate ? q.rate - p.rate : `${p.x} ${p.y}` < `${q.x} ${q.y}` ? -1 : 1));

  // Pinned VMs are mapped, VMs that talk to nobody stay.
  const mapped = new Map<string, string>();
  for (const { name, pinnedTo } of vms) if (pinnedTo >= 0) mapped.set(name, hosts[pinnedTo].name);
  const idle = [...present].filter(
    ([vm]) => !mapped.has(vm) && !vmPairs.some(({ v, w }) => v === vm || w === vm),
  );
  const hasRoom = (daemon: string): boolean => {
    const guests = [...mapped, ...idle].filter(([, host]) => host === daemon).length;
    return guests < hosts[hostNamed(daemon)].slots;
  };
  const isUntouched = (daemon: string): boolean => ![...mapped.values()].includes(daemon);

  // 4. First pass: pairs of which neither VM is mapped, each to the first daemon pair with nothing mapped on it.
  for (const { v, w } of vmPairs) {
    if (mapped.has(v) || mapped.has(w)) continue;
    const free = daemonPairs.find(({ x, y }) => isUntouched(x) && isUntouched(y) && hasRoom(x) && hasRoom(y));
    if (free !== undefined) mapped.set(v, free.x).set(w, free.y);
  }

  // 5, 6. Second pass: the stragglers in list order, each near its mapped partner.
  for (;;) {
    const waiting = vmPairs.filter(({ v, w }) => !mapped.has(v) || !mapped.has(w));
    if (waiting.length === 0) break;
    let placed = 0;
    for (const { v, w } of waiting) {
      if (mapped.has(v) === mapped.has(w)) continue;
      const [straggler, partner] = mapped.has(v) ? [w, mapped.get(v)!] : [v, mapped.get(w)!];
      const others = daemons.filter((daemon) => daemon !== partner && hasRoom(daemon));
      others.sort((x, y) => throughput(y, partner) - throughput(x, partner) || (x < y ? -1 : 1));
      const place = others[0] ?? (hasRoom(partner) ? partner : undefined);
      if (place === undefined) return undefined;
      mapped.set(straggler, place);
      placed += 1;
    }
    if (placed > 0) continue;
    const place = daemonPairs
      .flatMap(({ x, y }) => [x, y])
      .concat(daemons)
      .find(hasRoom);
    if (place === undefined) return undefined;
    mapped.set(waiting[0].v, place);
  }
  return new Map([...present, ...mapped]);
}
