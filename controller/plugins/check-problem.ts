// Is a problem that a plugin hands on one at all? Lengths and indices only: a planner beside the engine must not stumble over it.
import type { Problem } from "../../engine/model/problem.ts";

/** Throws one sentence for what does not fit together. */
export function checkProblem({ network, observation, chosen, limits }: Problem): void {
  const [hosts, vms] = [network.hosts.length, network.vms.length];
  const { demand } = observation;
  need(Array.isArray(limits), "its limits are no list");
  need(network.hosts[network.proxy]?.proxy === true, "its network has no proxy");
  for (const name of ["hostLoad", "vmCompute", "pathRate", "pathDelay"] as const)
    need(observation[name] instanceof Float64Array, `its ${name} is no Float64Array`);
  need(observation.hostLoad.length === hosts, `its hostLoad is not for ${hosts} hosts`);
  need(observation.vmCompute.length === vms, `its vmCompute is not for ${vms} VMs`);
  for (const name of ["pathRate", "pathDelay"] as const)
    need(observation[name].length === hosts * hosts, `its ${name} is not for ${hosts} hosts`);
  for (const mapping of [observation.mapping, chosen.mapping, network.initialMapping]) {
    need(mapping instanceof Int32Array && mapping.length === vms, `a mapping is not for ${vms} VMs`);
    need(
      mapping.every((host) => host >= -1 && host < hosts),
      "a mapping names a host that is not there",
    );
  }
  const { size, rowStart, column, value } = demand;
  const isMatrix =
    size === vms &&
    rowStart instanceof Uint32Array &&
    column instanceof Uint32Array &&
    value instanceof Float64Array &&
    rowStart.length === size + 1 &&
    rowStart[0] === 0 &&
    rowStart.every((start, row) => row === 0 || start >= rowStart[row - 1]) &&
    rowStart[size] === column.length &&
    column.length === value.length &&
    column.every((to) => to < vms);
  need(isMatrix, `its demand is no matrix for ${vms} VMs`);
  for (const links of [observation.overlay, chosen.links, network.kept])
    need(
      links.every(({ a, b }) => a >= 0 && a < b && b < hosts),
      "a link joins hosts that are not there",
    );
  need(observation.linkUp.length === observation.overlay.length, "its linkUp is not for its overlay");
  for (const { from, to, hosts: way } of observation.routes)
    need(
      from < vms && to < vms && way.length > 0 && way.every((host) => host < hosts),
      "a route names what is not there",
    );
}

function need(isSo: boolean, sentence: string): asserts isSo {
  if (!isSo) throw new TypeError(`the problem that it hands on is none: ${sentence}`);
}
