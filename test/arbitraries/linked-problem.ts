// Random small problems of forwarding: no constraints, and any set of links chosen.
import fc from "fast-check";
import type { Problem } from "../../engine/model/problem.ts";
import { problems } from "./problem.ts";

export function linkedProblems(hosts = 4): fc.Arbitrary<Problem> {
  return fc
    .tuple(
      problems({ hosts, constraints: false, limits: [] }),
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    )
    .map(([drawn, isLinked]) => {
      const { network } = drawn;
      const pairs = network.hosts.flatMap((_, a) =>
        network.hosts.map((_host, b) => ({ a, b, kind: "ws", cost: 1 }) as const),
      );
      const links = pairs.filter(
        ({ a, b }, at) => a < b && a !== network.proxy && b !== network.proxy && isLinked[at],
      );
      return { ...drawn, chosen: { ...drawn.chosen, links } };
    });
}
