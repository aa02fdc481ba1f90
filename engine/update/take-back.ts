// The plan that takes back what an earlier firing brought, once its `until` has become true.
import type { ClaimableStage } from "../decide/firing.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanDiff } from "../verify/plan-diff.ts";

/**
 * Of the stages given: its VMs go back where they were unless they have moved on since, its links and the routes that it
 * changed go, those that it removed come back. What has changed since stays. Routes over links that are gone return to the star.
 */
export function takeBack(present: Plan, brought: PlanDiff, stages: readonly ClaimableStage[]): Plan {
  const mapping = present.mapping.slice();
  if (stages.includes("migrate")) {
    for (const { vm, from, to } of brought.moves) if (mapping[vm] === to) mapping[vm] = from;
  }
  let { links, routes } = present;
  if (stages.includes("connect")) {
    const added = new Set(brought.links.added.map(({ a, b }) => `${a}-${b}`));
    links = [...links.filter(({ a, b }) => !added.has(`${a}-${b}`)), ...brought.links.removed];
  }
  if (stages.includes("forward")) {
    const changed = new Set(
      [...brought.routes.added, ...brought.routes.changed.map(({ after }) => after)].map(
        ({ from, to }) => `${from}>${to}`,
      ),
    );
    routes = [
      ...routes.filter(({ from, to }) => !changed.has(`${from}>${to}`)),
      ...brought.routes.changed.map(({ before }) => before),
      ...brought.routes.removed,
    ];
  }
  const isLinked = new Set(links.flatMap(({ a, b }) => [`${a}-${b}`, `${b}-${a}`]));
  const wasLinked = new Set(present.links.flatMap(({ a, b }) => [`${a}-${b}`, `${b}-${a}`]));
  const isWhole = (hosts: readonly number[]): boolean =>
    hosts.every((host, at) => {
      const hop = `${hosts[at - 1]}-${host}`;
      return at === 0 || isLinked.has(hop) || !wasLinked.has(hop); // a hop that was no link is a spoke of the star
    });
  return { mapping, links, routes: routes.filter(({ hosts }) => isWhole(hosts)) };
}
