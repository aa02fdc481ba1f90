// `vnet show` as a user runs it: against a controller with its daemons in processes of their own, and where there is none.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { lastEvent, runVnet, startVnet, type VnetProcess } from "../harness/vnet-process.ts";

let folder = "";
let controllerUrl = "";
let tokenFile = "";
/** Asked while the controller waited for its daemons. */
let early: Awaited<ReturnType<typeof runVnet>> | undefined;
const running: VnetProcess[] = [];

function start(...args: string[]): VnetProcess {
  const started = startVnet(args);
  running.push(started);
  return started;
}

async function show(what: string, ...more: string[]): Promise<Awaited<ReturnType<typeof runVnet>>> {
  return runVnet(["show", what, "--controller", controllerUrl, "--token-file", tokenFile, ...more]);
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "vnet-show-"));
  tokenFile = path.join(folder, "token");
  writeFileSync(tokenFile, "5".repeat(64));
  const listen = ["--listen", "127.0.0.1:0", "--token-file", tokenFile, "--format", "json"];
  const controller = start("run", "policies/ring.vnet", "--shape", ...listen);
  await controller.printed('"event":"waiting"');
  const waiting = lastEvent<Extract<RunEvent, { event: "waiting" }>>(controller.output().stdout, "waiting");
  controllerUrl = waiting.controllerUrl;
  early = await show("app");
  const ring = ["--workload", "ring", "--policy", "policies/ring.vnet", "--token-file", tokenFile];
  for (const name of waiting.daemons) start("daemon", "--name", name, "--join", controllerUrl, ...ring);
  await controller.printed('"event":"applied"');
}, 60_000);
afterAll(async () => {
  for (const one of running) one.child.kill("SIGKILL");
  await Promise.all(running.map(async (one) => one.ended));
  rmSync(folder, { recursive: true });
});

describe("vnet show app", () => {
  it("is what VTTIF sees now, with names, rates, shape and timeline", async () => {
    const { exitCode, stdout, stderr } = await show("app");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /^`ring4`: [\d.]+ Mbit\/s over 1 s; \d+ frames, [\d.]+ [kM]B in [\d.]+ s, 4 addresses\n/,
    );
    expect(stdout).toContain("the application's shape: ring = mesh 2x2 = hypercube 2\nchanges\n");
    expect(stdout).toMatch(/\n {2}v\d -> v\d +[\d.]+ [kM]bit\/s +[\d.]+ % {2}\d+ frames\n/);
  });

  it("has the same figures in JSON and CSV, and pictures", async () => {
    const [json, csv, dot, svg] = await Promise.all(
      ["json", "csv", "dot", "svg"].map(async (format) => (await show("app", "--format", format)).stdout),
    );
    const view = JSON.parse(json) as {
      readonly windowSeconds: number;
      readonly names: Readonly<Record<string, string>>;
      readonly matrix: readonly {
        readonly src: string;
        readonly dst: string;
        readonly bitsPerSecond: number;
      }[];
      readonly changes: readonly { readonly event: string; readonly added: readonly unknown[] }[];
    };
    expect(view).toMatchObject({
      windowSeconds: 1,
      shape: ["ring", "mesh 2x2", "hypercube 2"],
      truncated: false,
    });
    const neighbours = ["v1v2", "v1v4", "v2v1", "v2v3", "v3v2", "v3v4", "v4v1", "v4v3"];
    const busy = view.matrix.filter(({ bitsPerSecond }) => bitsPerSecond > 100_000);
    expect(busy.map(({ src, dst }) => `${view.names[src]}${view.names[dst]}`).sort()).toEqual(neighbours);
    expect(view.changes[0]).toMatchObject({ event: "shape" });
    const [heading, ...rows] = csv.trim().split("\n");
    expect(heading).toBe("src,dst,frames,bytes,bitsPerSecond");
    expect(rows.map((row) => row.split(",").slice(0, 2).join("")).sort()).toEqual(neighbours);
    expect(dot).toMatch(/^digraph application \{\n {2}label="`ring4`: ring = mesh 2x2 = hypercube 2";/);
    expect(dot).toContain("bit/s");
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
  });
});

describe("vnet show of the network", () => {
  it("has links, rules, ports and hosts as daemons say", async () => {
    const rows = async (what: string): Promise<Record<string, unknown>[]> =>
      JSON.parse((await show(what, "--format", "json")).stdout) as Record<string, unknown>[];
    const links = await rows("links");
    expect(links.filter(({ kind }) => kind === "star")).toHaveLength(4);
    const overlay = links
      .filter(({ kind }) => kind === "ws")
      .map(({ from, to }) => `${String(from)}${String(to)}`);
    expect(overlay.sort()).toEqual(["ab", "ad", "bc", "cd"]);
    expect(links.every(({ state }) => state === "up")).toBe(true);
    expect(await rows("rules")).toContainEqual(
      expect.objectContaining({ host: "a", source: "v1", destination: "v2", target: "link to b" }),
    );
    expect((await rows("ports")).map(({ vm, host, plugged }) => [vm, host, plugged])).toEqual([
      ["v1", "a", true],
      ["v2", "b", true],
      ["v3", "c", true],
      ["v4", "d", true],
    ]);
    const { exitCode, stdout } = await show("hosts");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^host +role +daemon +epoch +ports +links +rules +sent +dropped\ngw +proxy +up /);
  });
});

describe("vnet record of a controller", () => {
  it("writes what its VMs send from now on, with their names", async () => {
    const output = path.join(folder, "traffic.rec");
    const of = ["--controller", controllerUrl, "--token-file", tokenFile];
    const span = ["--every", "250ms", "--duration", "2s", "--format", "json"];
    const recorded = await runVnet(["record", ...of, "-o", output, ...span]);
    expect(recorded).toMatchObject({ exitCode: 0, stderr: "" });
    const { frames, pairs, truncated } = JSON.parse(recorded.stdout) as Record<string, unknown>;
    expect({ pairs, truncated }).toEqual({ pairs: 8, truncated: false });
    const inferred = JSON.parse((await runVnet(["infer", output, "--format", "json"])).stdout) as {
      readonly frames: number;
      readonly names: Readonly<Record<string, string>>;
    };
    expect(inferred.frames).toBe(frames);
    expect(Object.values(inferred.names).sort()).toEqual(["v1", "v2", "v3", "v4"]);
  });

  it("asks for one thing to record", async () => {
    const output = ["-o", path.join(folder, "none.rec")];
    const ends = await Promise.all([
      runVnet(["record", ...output]),
      runVnet(["record", "a.pcap", "--controller", controllerUrl, ...output]),
      runVnet(["record", "a.pcap", "--duration", "1s", ...output]),
      runVnet(["record", "--controller", controllerUrl, ...output]),
    ]);
    expect(ends.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [2, "error: expected a source to record, or `--controller URL`\n"],
      [2, "error: expected either the source `a.pcap` or `--controller`, not both\n"],
      [2, "error: `--duration` has an effect with `--controller` only\n"],
      [2, "error: expected `--token-file` together with `--controller`\n"],
    ]);
  });
});

describe("a client that is not served", () => {
  it("hears that the controller still waits for its daemons", () => {
    expect(early).toMatchObject({
      exitCode: 2,
      stderr: `error: the controller at \`${controllerUrl}\` declined \`application\`: the network is not up yet\n`,
    });
  });

  it("says so in a sentence: wrong token, nobody there, something else there, what does not go together", async () => {
    const wrong = path.join(folder, "wrong");
    writeFileSync(wrong, "6".repeat(64));
    const web = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
    await new Promise((resolve) => web.once("listening", resolve));
    const { port } = web.address() as { port: number };
    const ends = await Promise.all([
      show("app", "--token-file", wrong),
      show("app", "--controller", "ws://127.0.0.1:9"),
      show("app", "--controller", `ws://127.0.0.1:${port}`),
      show("app", "--controller", "nowhere"),
      show("links", "--format", "svg"),
      show("app", "--token-file", path.join(folder, "none")),
      show("everything"),
    ]);
    web.close();
    const sentences = [
      "error: the controller refused: the token is not the one of this run\n",
      "error: cannot reach the controller at `ws://127.0.0.1:9`: connect ECONNREFUSED 127.0.0.1:9\n",
      `error: cannot reach the controller at \`ws://127.0.0.1:${port}\`: it answered with HTTP status 200\n`,
      "error: `--controller nowhere` is not the URL of a controller, expected such as `ws://127.0.0.1:7400`\n",
      "error: `--format svg` is for `vnet show app`, expected `human` or `json`\n",
      `error: cannot use the token file \`${path.join(folder, "none")}\`: there is no such file\n`,
    ];
    expect(ends.slice(0, -1).map(({ stderr }) => stderr)).toEqual(sentences);
    expect(ends.at(-1)?.stderr).toContain("Allowed choices are app, links, rules, ports, hosts");
    expect(ends.map(({ exitCode }) => exitCode)).toEqual(ends.map(() => 2));
    expect(ends.map(({ stdout }) => stdout).join("")).toBe("");
  });
});
