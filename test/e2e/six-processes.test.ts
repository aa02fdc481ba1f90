// The demo in six processes: its outcome, and that every one of them may be killed or ended and started again. How fast: `measure-recovery.ts`.
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { roles, SixProcesses } from "../harness/six-processes.ts";

let six: SixProcesses | undefined;
afterEach(async () => {
  await six?.end();
  six = undefined;
});

const links = ["a-b", "a-d", "b-c", "c-d"];
const ways = ["a>b", "a>d", "b>a", "b>c", "c>b", "c>d", "d>a", "d>c"];
const names = (lists: readonly (readonly string[])[], separator: string): string[] =>
  lists.map((list) => list.join(separator)).sort();

function found(all: readonly RunEvent[]): { links: string[]; ways: string[]; objections: readonly string[] } {
  const event = all.find((one) => one.event === "found");
  if (event?.event !== "found") throw new Error("nothing was found");
  return {
    links: names(event.links, "-"),
    ways: names(
      event.routes.map(({ hosts }) => hosts),
      ">",
    ),
    objections: event.objections,
  };
}

/** Frames that a daemon's VMs miss, as it has printed last. */
function lost(name: "a" | "b" | "c" | "d"): number {
  const { stdout } = six!.output(name);
  return Number(/.* (\d+) lost/s.exec(stdout)?.[1]);
}

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

describe("the demo in six processes", () => {
  it("is as before after each of them was killed and started again, and loses nothing on the fast path with its controller", async () => {
    six = await SixProcesses.start();
    await wait(2000);
    await six.restart("controller", "SIGKILL");
    await wait(2500); // in which it infers the topology again, and the VMs print
    expect(found(six.events())).toEqual({ links, ways, objections: [] });
    expect(six.events().filter(({ event }) => event === "plan" || event === "rule")).toEqual([]);
    expect((["a", "b", "c", "d"] as const).map(lost)).toEqual([0, 0, 0, 0]);
    for (const role of roles) await six.restart(role, "SIGKILL");
    expect(found(six.events())).toEqual({ links, ways, objections: [] });
  }, 180_000);

  it("is as before after each was ended and started again; nobody counts as lost, and nothing is left", async () => {
    six = await SixProcesses.start();
    for (const name of ["a", "b", "c", "d"] as const) {
      const { ended } = await six.restart(name, "SIGTERM");
      expect(ended?.exitCode).toBe(143);
      const log = (ended?.stderr ?? "").trimEnd().split("\n");
      const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.at(-1)).toMatchObject({ event: "stopped", reason: "SIGTERM", exitCode: 143 });
      expect(ended?.stderr).not.toMatch(/lost|"level":"(?:error|fatal)"/);
    }
    await six.restart("proxy", "SIGTERM");
    const told = six.controller.output().stdout;
    expect(told).not.toContain("is lost");
    expect(told.match(/has left: it was ended/g)).toHaveLength(5);
    const { ended } = await six.restart("controller", "SIGTERM");
    expect(ended).toMatchObject({ exitCode: 143, stderr: "" });
    expect(found(six.events())).toEqual({ links, ways, objections: [] });
    for (const name of ["a", "b", "c", "d"] as const) {
      expect(six.output(name).stderr).toContain("the controller has ended; frames flow on");
      expect(six.output(name).stderr).not.toContain("lost");
    }
    const waiting = six.events().find((one) => one.event === "waiting");
    const port = Number(new URL(waiting?.event === "waiting" ? waiting.controllerUrl : "").port);
    const all = [...six.daemons, six.controller];
    for (const one of all) one.signal("SIGTERM");
    const ends = await Promise.all(all.map(async (one) => one.ended));
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([143, 143, 143, 143, 143]);
    expect(await isListening(port)).toBe(false);
  }, 180_000);
});
