// Turns a plan into what the data plane is asked to do: links to open, one rule per host and pair, links to close.
import type { Transition } from "../data-plane.ts";
import type { Link, Network } from "../model/network.ts";
import type { Rule } from "../model/route.ts";
import type { Plan } from "../plan/plan.ts";

/** What is there now: the epoch that is in force and the fast path. */
export interface PresentOverlay {
  readonly epoch: number;
  readonly overlay: readonly Link[];
}

/** Above anything that matches less than an exact pair of addresses. Own choice. */
const exactPairPriority = 100;

/**
 * At each host of a route a rule for exactly that pair of addresses: to the next host, at the last into the VM's port. A link that
 * changes its kind is opened in the new kind and closed in the old one. VMs must already run where `mapping` says.
 */
export function buildTransition(
  network: Network,
  mapping: Int32Array,
  present: PresentOverlay,
  plan: Pick<Plan, "links" | "routes">,
): Transition {
  const rules: Rule[][] = network.hosts.map(() => []);
  const routes = plan.routes.filter(
    ({ from, to, hosts }) => hosts[0] === mapping[from] && hosts.at(-1) === mapping[to],
  );
  for (const { from, to, hosts } of routes) {
    const source = { mac: network.vms[from].mac };
    const destination = { mac: network.vms[to].mac };
    hosts.forEach((host, at) => {
      const next = hosts[at + 1];
      const target = next === undefined ? { port: to } : { link: next };
      rules[host].push({ source, destination, priority: exactPairPriority, target });
    });
  }
  return {
    epoch: present.epoch + 1,
    open: without(plan.links, present.overlay),
    rules,
    close: without(present.overlay, plan.links),
    routes,
  };
}

function without(links: readonly Link[], others: readonly Link[]): Link[] {
  const keyOf = ({ a, b, kind }: Link): string => `${a}-${b}-${kind}`;
  const keys = new Set(others.map(keyOf));
  return links.filter((link) => !keys.has(keyOf(link)));
}
