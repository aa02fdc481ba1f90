// Tests to their compiled form: what is given when, and what is expected.
import { numberOf } from "../check/dimension.ts";
import type { GivenIr, TestIr } from "../ir/policy-ir.ts";
import type { Given, TestDeclaration } from "../syntax/tree.ts";
import { readAttributes, readNumber } from "./attributes.ts";
import { originOf, resolve, textOf } from "./compilation.ts";
import { Elaborator } from "./condition.ts";
import { emptyScope } from "./evaluate.ts";
import type { Evaluator } from "./evaluate.ts";
import { expandTopology } from "./expand-topology.ts";
import { lowerEnds } from "./network-links.ts";
import { present } from "./present.ts";
import { readSeconds } from "./rule-duration.ts";

function lowerTraffic(evaluator: Evaluator, given: Extract<Given, { kind: "traffic" }>): GivenIr | undefined {
  const edges = expandTopology(evaluator, given.call, "vm");
  const rateBps = readNumber(evaluator, "`at`", numberOf("rate"), given.rate);
  const forSeconds = given.lasts && readSeconds(evaluator, "`for`", given.lasts);
  if (rateBps !== undefined && rateBps <= 0)
    return evaluator.fail("type/range", given.rate.span, "a rate must be more than 0");
  if (edges === undefined || rateBps === undefined) return undefined;
  const directed = edges.flatMap(({ from, to, both }): [number, number][] =>
    both
      ? [
          [from, to],
          [to, from],
        ]
      : [[from, to]],
  );
  return { kind: "traffic", edges: directed, rateBps, ...(forSeconds === undefined ? {} : { forSeconds }) };
}

function lowerGiven(evaluator: Evaluator, given: Given): GivenIr | undefined {
  const { compilation } = evaluator;
  switch (given.kind) {
    case "traffic":
      return lowerTraffic(evaluator, given);
    case "traffic-file": {
      const path = evaluator.evaluate(given.file, emptyScope);
      return path?.kind === "string" ? { kind: "traffic-file", path: path.value } : undefined;
    }
    case "vm": {
      const [vm, host] = [resolve(compilation, given.vm, "vm"), resolve(compilation, given.host, "host")];
      if (host?.proxy === true)
        return evaluator.fail("topology/placement", given.host.span, "the proxy runs no VM");
      return vm && host && { kind: "vm", vm: vm.index, host: host.index };
    }
    case "host": {
      const values = readAttributes(evaluator, "host in a test", given.attributes);
      const host = resolve(compilation, given.host, "host");
      if (host === undefined) return undefined;
      const [load, cpu, rateBps] = [values.number("load"), values.number("cpu"), values.number("rate")];
      return present({ kind: "host", host: host.index, load, cpu, rateBps }) as GivenIr;
    }
    case "path": {
      const values = readAttributes(evaluator, "path in a test", given.attributes);
      const ends = lowerEnds(compilation, given.ends);
      if (ends === undefined) return undefined;
      const [rateBps, delaySeconds] = [values.number("rate"), values.number("delay")];
      return present({ kind: "path", ...ends, rateBps, delaySeconds }) as GivenIr;
    }
    case "fault": {
      const host = resolve(compilation, given.host, "host");
      const other = given.other && resolve(compilation, given.other, "host");
      if (host === undefined || (given.other !== undefined && other === undefined)) return undefined;
      if (other?.index === host.index)
        return evaluator.fail("topology/link", given.span, "this links a host with itself");
      const fault = { kind: "fault", restore: given.restore, host: host.index } as const;
      return other === undefined ? fault : { ...fault, otherHost: other.index };
    }
  }
}

export function lowerTest(evaluator: Evaluator, test: TestDeclaration): TestIr {
  const { compilation } = evaluator;
  const elaborator = new Elaborator(compilation, true);
  const title = evaluator.evaluate(test.title, emptyScope);
  const lowered: TestIr = {
    name: title?.kind === "string" ? title.value : "",
    given: [],
    expect: [],
    origin: originOf(test.span),
  };
  let now = 0;
  for (const step of test.steps) {
    const origin = originOf(step.span);
    if (step.kind === "expect") {
      const condition = elaborator.boolean(step.condition);
      const within = step.within && readSeconds(evaluator, "`within`", step.within);
      const text = textOf(compilation, step.condition.span);
      lowered.expect.push({
        condition,
        text,
        from: now,
        ...(within === undefined ? {} : { withinSeconds: within }),
        origin,
      });
      continue;
    }
    if (step.kind === "at") now = readSeconds(evaluator, "`at`", step.at);
    const what = lowerGiven(evaluator, step.given);
    if (what !== undefined) lowered.given.push({ at: step.kind === "at" ? now : 0, what, origin });
  }
  if (lowered.expect.length === 0 && !compilation.diagnostics.hasSyntaxErrorWithin(test.span))
    compilation.diagnostics.report("rule/incomplete", test.title.span, "this test expects nothing", {
      help: "add `expect` and a condition",
    });
  return lowered;
}
