// What a policy's `path` statements say of each ordered pair of hosts, as one host-by-host matrix: statement by statement, the last one wins.
import type { NetworkIr } from "../../lang/ir/policy-ir.ts";
import { hostsAt } from "./endpoint-match.ts";
import type { Host } from "./network.ts";

type Path = NetworkIr["paths"][number];

/** Row = from, column = to; NaN = nothing said. Costs as much as the pairs that the statements match. */
export function saidOfPaths(
  paths: readonly Path[],
  hosts: readonly Host[],
  read: (path: Path) => number | undefined,
): Float64Array {
  const said = new Float64Array(hosts.length ** 2).fill(NaN);
  for (const path of paths) {
    const value = read(path);
    if (value === undefined) continue;
    const [first, second] = path.ends.map((end) => hostsAt(end, hosts));
    for (const a of first)
      for (const b of second) {
        said[a * hosts.length + b] = value;
        if (path.both) said[b * hosts.length + a] = value;
      }
  }
  return said;
}
