// Daemons in processes of their own, as a user starts them: who may join, who is missing, and that everything ends.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { lastEvent, runVnet, type VnetProcess } from "../harness/vnet-process.ts";
import { processStarter } from "../harness/process-starter.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();
let files = 0;

const starting = processStarter();

function start(...args: string[]): VnetProcess {
  return starting(args);
}

function newFile(content?: string): string {
  const file = path.join(folder, `token-${files++}`);
  if (content !== undefined) writeFileSync(file, content);
  return file;
}

type Waiting = Extract<RunEvent, { event: "waiting" }>;

/** A controller of the ring policy that waits for its daemons, and where. */
async function startController(...more: string[]): Promise<{ controller: VnetProcess; at: Waiting }> {
  const args = ["run", "policies/ring.vnet", "--listen", "127.0.0.1:0", "--format", "json"];
  const controller = start(...args, ...more);
  await controller.printed('"event":"waiting"');
  return { controller, at: lastEvent<Waiting>(controller.output().stdout, "waiting") };
}

function startDaemon(name: string, { controllerUrl, tokenFile }: Waiting, ...more: string[]): VnetProcess {
  return start("daemon", "--name", name, "--join", controllerUrl, "--token-file", tokenFile, ...more);
}

/** The processes that a process has started, by id. */
function childrenOf(pid: number | undefined): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/exe`);

describe("a controller and its daemons in processes of their own", () => {
  it("build the star, and all end by themselves or by a signal within a second", async () => {
    const { controller, at } = await startController("--duration", "1s");
    expect(statSync(at.tokenFile).mode & 0o777).toBe(0o600);
    const daemons = at.daemons.map((name) => startDaemon(name, at));
    await Promise.all(daemons.map(async (daemon) => daemon.printed("has joined the controller at")));
    await controller.printed('"event":"star"');
    const proxies = childrenOf(controller.child.pid);
    expect(proxies).toHaveLength(1);
    const { exitCode, stdout } = await controller.ended;
    expect(exitCode).toBe(0);
    expect(lastEvent(stdout, "watched")).toMatchObject({ linksAdded: 0, framesDropped: {} });
    expect(proxies.filter(isAlive)).toEqual([]);
    expect(existsSync(at.tokenFile)).toBe(false);
    daemons.forEach((daemon, index) => daemon.signal(index % 2 === 0 ? "SIGTERM" : "SIGINT"));
    const ends = await Promise.all(daemons.map(async (daemon) => daemon.ended));
    expect(ends.map((end) => end.exitCode)).toEqual([143, 130, 143, 130]);
    expect(Math.max(...ends.map((end) => end.seconds))).toBeLessThan(1);
  });

  it("name who is missing, with exit code 2, and the proxy is gone", async () => {
    const { controller, at } = await startController("--wait", "6s");
    for (const name of ["a", "b", "d"]) startDaemon(name, at);
    const [proxy] = childrenOf(controller.child.pid);
    const { exitCode, stderr } = await controller.ended;
    expect(stderr).toBe("error: daemon `c` did not appear within 6 s\n");
    expect(exitCode).toBe(2);
    expect(isAlive(proxy)).toBe(false);
  });

  it("end with the controller even where that is killed: no proxy is left", async () => {
    const { controller } = await startController();
    const [proxy] = childrenOf(controller.child.pid);
    controller.signal("SIGKILL");
    await controller.ended;
    await expect.poll(() => isAlive(proxy), { timeout: 5000 }).toBe(false);
  });

  it("get a proxy again where that is killed", async () => {
    const { controller, at } = await startController();
    for (const name of at.daemons) startDaemon(name, at);
    await controller.printed('"event":"workload"');
    const [proxy] = childrenOf(controller.child.pid);
    process.kill(proxy, "SIGKILL");
    await controller.printed("the daemon of the proxy `gw` has ended (SIGKILL)");
    await expect
      .poll(() => childrenOf(controller.child.pid).filter(isAlive), { timeout: 5000 })
      .toHaveLength(1);
    expect(childrenOf(controller.child.pid)).not.toContain(proxy);
    controller.signal("SIGINT");
    const { exitCode, stdout, seconds } = await controller.ended;
    expect(exitCode).toBe(130);
    expect(seconds).toBeLessThan(2);
    expect(lastEvent(stdout, "watched")).toBeDefined();
  });

  it("use the token of a file that is there, and leave it there", async () => {
    const tokenFile = newFile("a token of twenty-odd characters".replaceAll(" ", "-"));
    const { controller, at } = await startController("--token-file", tokenFile);
    expect(at.tokenFile).toBe(tokenFile);
    await startDaemon("a", at).printed("daemon `a` has joined");
    controller.signal("SIGTERM");
    expect((await controller.ended).exitCode).toBe(143);
    expect(existsSync(tokenFile)).toBe(true);
  });
});

type Applied = Extract<RunEvent, { event: "applied" }>;

describe("the demo in six processes", () => {
  it("gets its four links and all eight neighbour flows direct, and runs faster, without losing a frame", async () => {
    const { controller, at } = await startController("--shape");
    const ring = ["--workload", "ring", "--policy", "policies/ring.vnet"];
    const daemons = at.daemons.map((name) => startDaemon(name, at, ...ring));
    await controller.printed('"event":"applied"');
    const applied = lastEvent<Applied>(controller.output().stdout, "applied");
    const ways = applied.routes.map(({ hosts }) => hosts.join(">")).sort();
    expect(ways).toEqual(["a>b", "a>d", "b>a", "b>c", "c>b", "c>d", "d>a", "d>c"]);
    const before = daemons.map((daemon) => daemon.output().stdout.split("\n").length);
    const later = (): boolean =>
      daemons.every((daemon, index) => daemon.output().stdout.split("\n").length > before[index] + 2);
    await expect.poll(later, { timeout: 10_000 }).toBe(true);
    controller.signal("SIGINT");
    const result = lastEvent<Extract<RunEvent, { event: "watched" }>>(
      (await controller.ended).stdout,
      "watched",
    );
    expect(result).toMatchObject({ linksAdded: 4, moves: 0, framesDropped: {} });
    expect(result.links.map((ends) => ends.join("-")).sort()).toEqual(["a-b", "a-d", "b-c", "c-d"]);
    for (const daemon of daemons) {
      const lines = daemon
        .output()
        .stdout.split("\n")
        .filter((line) => line.includes("iterations/s"));
      const rates = lines.map((line) => Number(/: ([\d.]+) iterations/.exec(line)?.[1]));
      expect(lines.at(-1)).toContain(" 0 lost, 0 doubled, 0 out of order");
      expect(Math.max(...rates)).toBeGreaterThan(1.5 * rates[0]);
    }
  }, 40_000);

  it("says which options belong together, and which host has no VM", async () => {
    const complete = ["daemon", "--name", "gw", "--join", "ws://127.0.0.1:9"];
    const withToken = [...complete, "--token-file", newFile("3".repeat(64)), "--workload", "ring"];
    expect(await runVnet(withToken)).toMatchObject({
      exitCode: 2,
      stderr: "error: expected `--workload` and `--policy` together\n",
    });
    expect(await runVnet([...withToken, "--policy", "policies/ring.vnet"])).toMatchObject({
      exitCode: 2,
      stderr: "error: the policy `ring4` places no VM on `gw`\n",
    });
  });
});

describe("a daemon that cannot join", () => {
  it("hears why from the controller, and exits 2", async () => {
    const { at } = await startController();
    await startDaemon("b", at).printed("has joined");
    const wrong = { ...at, tokenFile: newFile("0".repeat(64)) };
    const ends = await Promise.all(
      [startDaemon("a", wrong), startDaemon("z", at), startDaemon("b", at)].map(async (one) => one.ended),
    );
    expect(ends.map(({ stderr }) => stderr)).toEqual([
      "error: the controller refused: the token is not the one of this run\n",
      "error: the controller refused: the policy has no daemon `z`\n",
      "error: the controller refused: a daemon `b` is connected already\n",
    ]);
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
  });

  it("waits for a controller that is not up yet", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as { port: number };
    await new Promise((resolve) => holder.close(resolve));
    const tokenFile = newFile("1".repeat(64));
    const url = `ws://127.0.0.1:${port}`;
    const daemon = start("daemon", "--name", "a", "--join", url, "--token-file", tokenFile);
    const tooShort = start(
      "daemon",
      "--name",
      "b",
      "--join",
      url,
      "--token-file",
      tokenFile,
      "--wait",
      "200ms",
    );
    expect(await tooShort.ended).toMatchObject({
      exitCode: 2,
      stderr: `error: cannot reach the controller at \`${url}\`: connect ECONNREFUSED 127.0.0.1:${port} (tried for 0.2 s)\n`,
    });
    start("run", "policies/ring.vnet", "--listen", `127.0.0.1:${port}`, "--token-file", tokenFile);
    await daemon.printed("daemon `a` has joined");
  });

  const complete = ["daemon", "--name", "a", "--join", "ws://127.0.0.1:9", "--token-file"];
  it.each([
    ["no token file", () => [...complete, "nowhere/token"], "`nowhere/token`: there is no such file"],
    ["a folder for one", () => [...complete, folder], "it is a folder"],
    ["an empty one", () => [...complete, newFile(" \n")], "is empty, expected a token"],
    ["one with something else", () => [...complete, newFile("two words\nand more of it")], "holds no token"],
    ["no controller", () => ["daemon", "--name", "a"], "required option '--join <url>'"],
    [
      "an odd URL",
      () => ["daemon", "--name", "a", "--join", "here", "--token-file", "x"],
      "`--join here` is not the URL of a controller",
    ],
    [
      "an address that nobody can dial",
      () => [...complete, newFile("2".repeat(64)), "--advertise", "[::]:0"],
      "`--advertise [::]:0` cannot be dialled",
    ],
  ])("says so in a sentence for %s", async (_what, args, sentence) => {
    const { exitCode, stderr } = await runVnet(args());
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(2);
  });
});
