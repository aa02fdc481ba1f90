// Bench: a rule's condition by the engine's closures beside the same condition by json-logic-js, in one run.
import { closureEvaluator } from "../engine/decide/compile-logic.ts";
import type { FactSource, Value } from "../engine/decide/fact-source.ts";
import { referenceEvaluator } from "../engine/decide/reference-evaluator.ts";
import type { Logic } from "../lang/ir/logic.ts";
import { medianRate } from "./median-rate.ts";

/** `app.changed and traffic.total > 1 Mbps and any h in hosts: h.load > 90%`, on four hosts. */
const condition: Logic = {
  and: [
    { fact: ["app.changed"] },
    { ">": [{ fact: ["traffic.total"] }, 1e6] },
    { some: [{ each: ["h", { fact: ["hosts"] }] }, { ">": [{ fact: ["host.load", { var: "h" }] }, 0.9] }] },
  ],
};

const known: Readonly<Record<string, Value>> = {
  "app.changed": true,
  "traffic.total": 20e6,
  hosts: [1, 2, 3, 4],
  "host.load": 0.5,
};
const facts: FactSource = { read: (name) => known[name] };

/** Below this the closures would no longer be worth having. */
const leastRatio = 3;

const closures = closureEvaluator.compile(condition);
const reference = referenceEvaluator.compile(condition);
const ours = medianRate(() => closures.evaluate(facts));
const peer = medianRate(() => reference.evaluate(facts));
const ratio = ours / peer;
process.stdout.write(
  `evaluators: closures ${Math.round(ours / 1000)}k conditions/s, json-logic-js ${Math.round(peer / 1000)}k conditions/s, ratio ${ratio.toFixed(1)} (at least ${leastRatio})\n`,
);
if (ratio < leastRatio) process.exitCode = 1;
