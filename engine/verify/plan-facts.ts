// The facts of a network in which a plan has been carried out, for objectives: what the plan decides is as it would be, the rest as it is.
import { chainFacts, type FactSource } from "../decide/fact-source.ts";
import { ObservedFacts, type RunContext } from "../decide/observed-facts.ts";
import type { Network } from "../model/network.ts";
import type { Observation } from "../model/observation.ts";
import type { Prediction } from "../model/problem.ts";
import { movedVms, presentPlan } from "../plan/plan.ts";
import { paceOf } from "./pace.ts";
import { predict } from "./predict.ts";

/**
 * Predicted are `traffic.carried`, `plan.moves` and `plan.pace`; where VMs run, which links there are, what these cost and how the observed traffic lies on
 * them follow from the plan. `plan.gain` stays unknown: the objective is what it is made of.
 */
export function planFacts(
  network: Network,
  observation: Observation,
  run: RunContext,
): (prediction: Prediction) => FactSource {
  let present: Prediction | undefined;
  return (prediction) => {
    const { plan } = prediction;
    const own: FactSource = {
      read(name) {
        if (name === "traffic.carried") return prediction.carriedBps;
        if (name === "plan.moves") return movedVms(observation.mapping, plan.mapping).length;
        if (name !== "plan.pace") return undefined;
        present ??= predict(network, observation, presentPlan(observation));
        return paceOf(present, prediction);
      },
    };
    const carriedOut: Observation = {
      ...observation,
      mapping: plan.mapping,
      overlay: plan.links,
      routes: plan.routes,
      linkUp: linkUpIn(observation, plan.links),
    };
    return chainFacts(own, new ObservedFacts(network, carriedOut, run));
  };
}

/** A link that stays is as it is; a new one is taken to be up. */
function linkUpIn({ overlay, linkUp }: Observation, links: Observation["overlay"]): Uint8Array {
  const down = new Set(overlay.filter((_, at) => linkUp[at] === 0).map(({ a, b }) => `${a}-${b}`));
  return Uint8Array.from(links, ({ a, b }) => (down.has(`${a}-${b}`) ? 0 : 1));
}
