// Runs a `test` block of a policy: the same engine and planners on the simulated data plane, in simulated time.
import type { PolicyIr, TestIr } from "../../lang/ir/policy-ir.ts";
import type { Evaluator } from "../decide/expression.ts";
import type { EngineEvent } from "../engine-event.ts";
import { Engine } from "../engine.ts";
import { buildNetwork } from "../model/build-network.ts";
import type { Planning } from "../plan/run-stages.ts";
import { SimulatedDataPlane } from "../simulated/simulated-data-plane.ts";
import { Expectation } from "./expectation.ts";
import { writeScript } from "./script.ts";
import { simulatedRun } from "./simulated-run.ts";
import { testFacts } from "./test-facts.ts";
import type { TestVerdict } from "./test-verdict.ts";
import type { ReadTraffic } from "./timed-traffic.ts";

export interface RehearsalOptions {
  readonly policy: PolicyIr;
  readonly evaluator: Evaluator;
  readonly planning: Planning;
  /** Reads what `given traffic from "…"` names. */
  readonly readTraffic: ReadTraffic;
  /** How long a change of links and rules takes in the simulated network, seconds; default: none. */
  readonly reconfigurationSeconds?: number;
  /** Told everything that the engine tells, in simulated time. */
  readonly on?: (event: EngineEvent) => void;
}

/** Simulated time is a sum of steps and meets its marks only so closely, seconds. */
const sameMoment = 1e-6;

/** Deterministic: the same policy and planners give the same verdict. A fault is one sentence about the test's traffic files. */
export async function rehearseTest(
  test: TestIr,
  { policy, evaluator, planning, readTraffic, reconfigurationSeconds = 0, on = () => {} }: RehearsalOptions,
): Promise<TestVerdict | { readonly fault: string }> {
  const network = buildNetwork(policy.network);
  const script = await writeScript(test, readTraffic);
  if ("fault" in script) return script;
  const step = policy.infer.update;
  const plane = new SimulatedDataPlane(network, { updateSeconds: step, reconfigurationSeconds });
  let carriedBeforeBps: number | undefined;
  let moves = 0;
  const engine = new Engine({
    policy,
    network,
    plane,
    evaluator,
    planning,
    on(event) {
      if (event.kind === "planned") carriedBeforeBps ??= plane.carriedBps();
      if (event.kind === "applied") moves += event.moves;
      on(event);
    },
  });
  const expectations = test.expect.map((ir) => new Expectation(ir, evaluator));
  const endOfTraffic = (Math.ceil(script.trafficEnd / step - sameMoment) - 1) * step; // the last turn while it still flows
  const look = (): void => {
    const moment = { carriedBps: plane.carriedBps(), moves };
    const facts = testFacts(
      carriedBeforeBps === undefined ? moment : { ...moment, carriedBeforeBps },
      engine.facts(),
    );
    const isTrafficEnd = plane.now >= endOfTraffic - sameMoment;
    for (const expectation of expectations) expectation.look(plane.now, facts, isTrafficEnd);
  };
  await simulatedRun({ engine, plane, updateSeconds: step, steps: script.steps, until: script.end, look });
  engine.stop();

  const verdicts = expectations.map((expectation) => expectation.verdict(plane.now));
  return {
    name: test.name,
    passed: verdicts.every(({ passed }) => passed),
    simulatedSeconds: plane.now,
    expectations: verdicts,
    origin: test.origin,
  };
}
