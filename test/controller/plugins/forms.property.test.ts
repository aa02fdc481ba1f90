// What crosses to a plugin's process arrives as it was.
import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { expect, it } from "vitest";
import { networkForm, readNetwork } from "../../../controller/plugins/network-form.ts";
import { proposalForm, readProposal } from "../../../controller/plugins/plan-form.ts";
import type { Frame } from "../../../controller/plugins/plugin-frames.ts";
import { FrameReader, encodeFrame } from "../../../controller/plugins/plugin-frames.ts";
import { problemForm, readProblem } from "../../../controller/plugins/problem-form.ts";
import type { Network } from "../../../engine/model/network.ts";
import { linkOf } from "../../arbitraries/network-of.ts";
import { problems } from "../../arbitraries/problem.ts";

const across = <T>(value: T): T => deserialize(serialize(value)) as T;

/** Its answers to all questions, in place of its functions. */
function written(network: Network): unknown {
  const pairs = network.hosts.flatMap((_, from) => network.hosts.map((_host, to) => [from, to] as const));
  return {
    ...Object.fromEntries(Object.entries(network).filter(([, value]) => typeof value !== "function")),
    answers: pairs.map(([from, to]) => [
      network.linkKinds(from, to),
      network.pathRateBps(from, to),
      network.pathDelaySeconds(from, to),
    ]),
  };
}

it("a problem, and the network that it is about", () =>
  fc.assert(
    fc.property(problems(), (problem) => {
      const network = readNetwork(across(networkForm(problem.network)));
      expect(written(network)).toEqual(written(problem.network));
      const score = (): number => 7;
      const read = readProblem(across(problemForm(problem)), network, score);
      expect(read).toEqual({ ...problem, network, objective: { name: problem.objective.name, score } });
    }),
    { numRuns: 300 },
  ));

it("of an observation that is known, what is new about it", () =>
  fc.assert(
    fc.property(problems(), (problem) => {
      const { network, observation } = problem;
      const changed = {
        ...observation,
        epoch: observation.epoch + 1,
        routes: [{ from: 0, to: 1, hosts: [1, 0] }],
      };
      const form = across(problemForm({ ...problem, observation: changed }, observation));
      expect(Object.keys(form.observation.data)).toEqual(["epoch"]);
      const read = readProblem(form, network, () => 7, observation);
      expect(read.observation).toEqual(changed);
      expect(read.observation.pathRate).toBe(observation.pathRate);
    }),
    { numRuns: 100 },
  ));

it("proposals", () => {
  const index = fc.nat(1000);
  const proposals = fc.record(
    {
      mapping: fc.array(index).map((hosts) => Int32Array.from(hosts)),
      links: fc.array(fc.tuple(index, index).map(([a, b]) => linkOf(a, b, "wss", b))),
      routes: fc.array(fc.record({ from: index, to: index, hosts: fc.array(index) })),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(proposals, (proposal) => {
      expect(readProposal(across(proposalForm(proposal)))).toEqual(proposal);
    }),
  );
});

it("frames, however the bytes are cut", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.string({ maxLength: 300 })), { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }),
      (sent, cuts) => {
        const bytes = Buffer.concat(
          sent.map(([run, reason]) => encodeFrame("failed", run, { spent: 1, reason })),
        );
        const reader = new FrameReader();
        const read: Frame[] = [];
        for (let at = 0, cut = 0; at < bytes.length; cut++) {
          const length = cuts[cut % cuts.length] ?? 1;
          read.push(...reader.take(bytes.subarray(at, at + length)));
          at += length;
        }
        expect(read.map((frame) => [frame.run, frame.payload("failed").reason])).toEqual(sent);
      },
    ),
  ));
