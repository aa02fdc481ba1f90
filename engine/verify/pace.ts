// How fast an application with barriers would iterate in a plan: each iteration lasts as long as its slowest computing and its slowest exchange.
import type { Prediction } from "../model/problem.ts";

/**
 * The iteration time at present over that in the plan; 1 = as now. Of an observed iteration the slowest VM computes for the share that was
 * measured (0 where nobody measures it), and the slowest exchange takes the rest: the first changes with the CPU that hosts leave,
 * the second with the rate of the slowest flow. While VMs move nothing iterates.
 */
export function paceOf(present: Prediction, planned: Prediction): number {
  const exchange = (1 - present.computeShare) * ratio(present.slowestRatio, planned.slowestRatio);
  return planned.upShare / (planned.computeShare + exchange);
}

function ratio(now: number, then: number): number {
  return now === then ? 1 : now / then;
}
