// Controller and daemons as services: options from files, a structured log, and what the signals do.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { logEvents } from "../../cli/log/log-events.ts";
import { repositoryRoot, runVnet, type VnetProcess } from "../harness/vnet-process.ts";
import { processStarter } from "../harness/process-starter.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();

const starting = processStarter();

function start(...args: string[]): VnetProcess {
  return starting(args);
}

function newFile(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

type LogLine = Readonly<Record<string, unknown>> & { readonly event: keyof typeof logEvents };

/** Every line, which has to be JSON with the fields that the table gives its event. */
function logOf(stderr: string): LogLine[] {
  const lines = stderr.trimEnd().split("\n");
  const log = lines.map((line) => JSON.parse(line) as LogLine);
  for (const { level, time, role, pid, event, msg, host, ...fields } of log) {
    expect(logEvents[event]).toMatchObject({ level });
    expect(logEvents[event].roles).toContain(role);
    expect([typeof time, typeof pid, typeof msg]).toEqual(["string", "number", "string"]);
    expect(host === undefined || typeof host === "string").toBe(true);
    const known: readonly string[] = logEvents[event].fields;
    expect(Object.keys(fields).filter((field) => !known.includes(field))).toEqual([]);
  }
  return log;
}

const token = "0123456789abcdef".repeat(4);
const policy = path.join(repositoryRoot, "policies/ring.vnet");

/** Settings in files, the token and the policy beside them. */
function writeSettings(controllerUrl: string): (name: string) => string {
  newFile("token", token);
  return (name) => {
    const settings = { name, join: controllerUrl, "token-file": "token", workload: "ring", policy };
    return newFile(`${name}.json`, JSON.stringify({ ...settings, "log-level": "debug" }, undefined, 2));
  };
}

async function startController(...more: string[]): Promise<{ controller: VnetProcess; url: string }> {
  newFile("token", token);
  const settings = { policy, listen: "127.0.0.1:0", "token-file": "token", shape: true, format: "json" };
  const controller = start("run", "--config", newFile("run.json", JSON.stringify(settings)), ...more);
  await controller.printed('"event":"waiting"');
  const [, url = ""] = /"controllerUrl":"([^"]+)"/.exec(controller.output().stdout) ?? [];
  return { controller, url };
}

describe("six processes with settings in files", () => {
  it("log every step in one JSON object a line, end with exit code 143, and say so last", async () => {
    const { controller, url } = await startController("--log-level", "trace", "--log-format", "json");
    const settingsOf = writeSettings(url);
    const names = ["a", "b", "c", "d"];
    const daemons = names.map((name) => start("daemon", "--config", settingsOf(name)));
    await controller.printed('"event":"applied"');
    daemons[0].signal("SIGHUP");
    controller.signal("SIGHUP");
    await expect.poll(() => daemons[0].output().stderr).toContain("hangup-ignored");
    await expect.poll(() => controller.output().stderr).toContain("hangup-ignored");
    controller.signal("SIGTERM");
    const end = await controller.ended;
    for (const daemon of daemons)
      await expect.poll(() => daemon.output().stderr).toContain("controller-ended");
    for (const daemon of daemons) daemon.signal("SIGTERM");
    const ends = await Promise.all(daemons.map(async (daemon) => daemon.ended));
    expect([end, ...ends].map(({ exitCode }) => exitCode)).toEqual([143, 143, 143, 143, 143]);

    const logs = [end, ...ends].map(({ stderr }) => logOf(stderr));
    for (const log of logs)
      expect(log.at(-1)).toMatchObject({ event: "stopped", reason: "SIGTERM", exitCode: 143 });
    const [controllerLog = [], ...daemonLogs] = logs;
    const told = new Set(controllerLog.map(({ event }) => event));
    for (const event of [
      "listening",
      "daemon-up",
      "star-up",
      "report",
      "rule-fired",
      "plan-applied",
    ] as const)
      expect(told).toContain(event);
    const proxy = controllerLog.filter(({ role }) => role === "daemon");
    expect(proxy.map(({ event }) => event)).toContain("link-up");
    expect(new Set(proxy.map(({ host }) => host))).toEqual(new Set(["gw"]));
    daemonLogs.forEach((log, index) => {
      expect(new Set(log.map(({ host }) => host))).toEqual(new Set([names[index]]));
      const events = log.map(({ event }) => event);
      for (const event of [
        "joined",
        "port-attached",
        "link-up",
        "epoch-committed",
        "controller-ended",
      ] as const)
        expect(events).toContain(event);
    });
    expect([end, ...ends].map(({ stderr }) => stderr).join("")).not.toContain(token);
  }, 40_000);

  it("let options on the command line win, before and behind the file", async () => {
    const { url } = await startController();
    const file = writeSettings(url)("a");
    const plain = ["--log-format", "human", "--log-level", "info"];
    const before = start("daemon", "--name", "b", "--config", file, ...plain);
    const behind = start("daemon", "--config", file, "--name", "c", ...plain);
    await before.printed("daemon `b` has joined the controller at");
    await behind.printed("daemon `c` has joined the controller at");
    behind.signal("SIGTERM");
    expect((await behind.ended).stderr).toMatch(/(^|\n)daemon `c`: stopped: SIGTERM\n$/);
  });
});

it("ends with exit code 129 when its terminal is closed", async (context) => {
  if (spawnSync("script", ["--version"]).status !== 0) context.skip("needs `script` of util-linux");
  const { url } = await startController();
  const code = path.join(folder, "exit-code");
  const daemon = `'${process.execPath}' bin/vnet.js daemon --name a --join ${url} --token-file '${path.join(folder, "token")}'`;
  const processId = path.join(folder, "process-id");
  onTestFinished(() => {
    if (!existsSync(code) && existsSync(processId))
      process.kill(Number(readFileSync(processId, "utf8")), "SIGKILL");
  });
  // A terminal that closes tells its shell, which tells what it runs.
  const shell = `trap 'kill -HUP $!' HUP; ${daemon} & echo $! > '${processId}'; wait $!; wait $!; echo $? > '${code}'`;
  const terminal = spawn("script", ["-qc", shell, "/dev/null"], {
    cwd: repositoryRoot,
    stdio: ["pipe", "pipe", "ignore"],
  });
  let shown = "";
  terminal.stdout.setEncoding("utf8").on("data", (text: string) => (shown += text));
  await expect.poll(() => shown, { timeout: 10_000 }).toContain("daemon `a` has joined");
  terminal.kill("SIGKILL");
  await expect
    .poll(() => (existsSync(code) ? readFileSync(code, "utf8") : ""), { timeout: 10_000 })
    .toBe("129\n");
}, 30_000);

describe("a failure", () => {
  const nobody = ["--join", "ws://127.0.0.1:9", "--wait", "100ms"];

  it("is an event where standard error is to hold JSON alone, else a sentence", async () => {
    newFile("token", token);
    const args = ["daemon", "--name", "a", "--token-file", path.join(folder, "token"), ...nobody];
    const [json, sentence] = await Promise.all([runVnet([...args, "--log-format", "json"]), runVnet(args)]);
    expect(json.exitCode).toBe(2);
    expect(logOf(json.stderr)).toMatchObject([
      { event: "failed", code: "VNET_ERR_CONTROLLER_UNREACHABLE", exitCode: 2 },
    ]);
    expect(sentence).toMatchObject({ exitCode: 2 });
    expect(sentence.stderr).toMatch(/^error: cannot reach the controller at .* \(tried for 0\.1 s\)\n$/);
  });
});

describe("settings in a file", () => {
  const daemon = (file: string): string[] => ["daemon", "--config", file];
  const settings = (text: string) => () => daemon(newFile("bad.json", text));
  it.each([
    [
      "a name in another spelling",
      settings('{\n  "tokenFile": "x"\n}'),
      "bad.json:2:3: there is no setting `tokenFile`; did you mean `token-file`?",
    ],
    [
      "a name with dashes",
      settings('{ "--joi": "x" }'),
      "bad.json:1:3: there is no setting `--joi`; did you mean `join`?",
    ],
    [
      "a name that nothing is like",
      settings('{ "colour": 1 }'),
      "`colour`; expected one of name, join, token-file, listen",
    ],
    [
      "a name that stands twice",
      settings('{ "name": "a",\n "name": "b" }'),
      "bad.json:2:2: `name` is given twice",
    ],
    ["a wrong type", settings('{ "name": 5 }'), "bad.json:1:11: `name` is the number `5`, expected a string"],
    ["a list", settings('{ "join": [] }'), "`join` is a list, expected a string"],
    [
      "a wrong choice",
      settings('{ "log-level": "loud" }'),
      '`log-level` is the string `"loud"`, expected `"trace"` or `"debug"`',
    ],
    ["an odd time", settings('{ "wait": -1 }'), "bad.json:1:11: `--wait -1` is not a duration above zero"],
    [
      "an odd URL",
      settings('{ "join": "here" }'),
      "bad.json:1:11: `--join here` is not the URL of a controller",
    ],
    [
      "no JSON",
      settings('{\n  "name": "a",\n}'),
      "bad.json:3:1: expected a name in double quotes, found `}`",
    ],
    ["nothing", settings(""), "bad.json:1:1: expected a value, found the end of the file"],
    ["another value", settings("[]"), "bad.json:1:1: expected an object with settings, found a list"],
    [
      "what is not UTF-8",
      () => daemon(newFile("bad.json", new Uint8Array([0x7b, 0xff, 0x7d]))),
      "bad.json` is not UTF-8 text",
    ],
    ["no file", () => daemon(path.join(folder, "nowhere.json")), "there is no file `"],
    ["a folder", () => daemon(folder), "is a folder, expected a JSON file with settings"],
    [
      "two files",
      () => [...daemon(newFile("good.json", "{}")), "--config", path.join(folder, "good.json")],
      "`--config` is given twice",
    ],
    ["what is still missing", settings('{ "name": "a" }'), "required option '--join <url>'"],
    [
      "a flag of `run` that is no flag",
      () => ["run", "--config", newFile("bad.json", '{ "shape": "yes" }')],
      '`shape` is the string `"yes"`, expected `true` or `false`',
    ],
    [
      "no policy",
      () => ["run", "--config", newFile("good.json", "{}")],
      "no policy is given, expected `vnet run POLICY`",
    ],
  ])("are refused in one sentence: %s", async (_what, args, sentence) => {
    const { exitCode, stderr } = await runVnet(args());
    expect(stderr).toContain(sentence);
    expect(stderr.startsWith("error: ")).toBe(true);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(2);
  });

  it("name files relative to their own folder", async () => {
    mkdirSync(path.join(folder, "etc"), { recursive: true });
    const file = newFile(
      "etc/daemon.json",
      '{ "name": "a", "join": "ws://127.0.0.1:9", "token-file": "secret" }',
    );
    const { stderr } = await runVnet(daemon(file));
    expect(stderr).toContain(`cannot use the token file \`${path.join(folder, "etc", "secret")}\``);
  });
});

it("commands that end by themselves do not load the logger", async () => {
  const hook = newFile(
    "loaded.cjs",
    'process.on("exit", () => console.error(Object.keys(require.cache).filter((file) => /[\\\\/]pino[\\\\/]/.test(file)).length));',
  );
  const env = { NODE_OPTIONS: `--require ${hook}` };
  const loaded = async (...args: string[]): Promise<number> =>
    Number((await runVnet(args, { env })).stderr.trim().split("\n").at(-1));
  expect(await loaded("--version")).toBe(0);
  expect(await loaded("lint", "policies/ring.vnet")).toBe(0);
  expect(await loaded("daemon", "--config", newFile("none.json", "{}"))).toBe(0); // refused before there is a log
  const nobody = ["--name", "a", "--join", "ws://127.0.0.1:9", "--token-file", newFile("token", token)];
  expect(await loaded("daemon", ...nobody, "--wait", "10ms")).toBeGreaterThan(0); // the measure measures
});
