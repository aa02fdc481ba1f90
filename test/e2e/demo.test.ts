// The main job as a user starts it: a policy in, a faster application out, no frame lost.
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { lastEvent, runVnet } from "../harness/vnet-process.ts";

type Result = Extract<RunEvent, { event: "result" }>;

describe("vnet run policies/ring.vnet --embedded", () => {
  it.each(["closures", "reference"])(
    "links the ring and runs the application faster, without losing a frame (%s)",
    async (evaluator) => {
      const args = ["run", "policies/ring.vnet", "--embedded", "--format", "json"];
      const { exitCode, stdout, stderr } = await runVnet([
        ...args,
        "--duration",
        "5s",
        "--evaluator",
        evaluator,
      ]);
      expect(stderr).toBe("");
      expect(exitCode).toBe(0);
      const result = lastEvent<Result>(stdout, "result");
      expect(stdout.trimEnd().split("\n").at(-1)).toBe(JSON.stringify(result));
      expect(result).toMatchObject({
        framesLost: 0,
        framesDuplicated: 0,
        framesReordered: 0,
        framesDropped: {},
        linksAdded: 4,
        moves: 0,
        neighbourFlows: 8,
        neighbourFlowsOnDirectLinks: 8,
      });
      expect(result.shape[0]).toBe("ring");
      expect(result.links.map((ends) => ends.join("-")).sort()).toEqual(["a-b", "a-d", "b-c", "c-d"]);
      expect(result.framesSent).toBeGreaterThan(1000);
      expect(result.ratio).toBeGreaterThanOrEqual(1.5);
    },
    40_000,
  );

  it("tells the whole story in plain lines", async () => {
    const { exitCode, stdout } = await runVnet([
      "run",
      "policies/ring.vnet",
      "--embedded",
      "--duration",
      "4s",
    ]);
    expect(exitCode).toBe(0);
    for (const part of [
      "policy `ring4`",
      "star of 5 daemons is up",
      "traffic that VTTIF sees",
      "the application's shape: ring",
      "rule `match-the-application` fires",
      "+ link a <-> b (ws)",
      "times as fast",
      "0 lost, 0 doubled, 0 out of order",
      "what to try next",
    ])
      expect(stdout).toContain(part);
  }, 40_000);
});
