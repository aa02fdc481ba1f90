// What a user gets for bad input: one clear sentence, the right exit code, nothing left running.
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runVnet, startVnet } from "../harness/vnet-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const folder = temporaryFolder();

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const runRing = ["run", "policies/ring.vnet", "--embedded"];

describe("bad input", () => {
  it("reports three unrelated mistakes as three diagnostics with line, column and frame, and exits 1", async () => {
    const file = write(
      "three.vnet",
      [
        "network n {",
        "  proxy gw",
        "  host a..b { slots: 1, colour: 3 }",
        "  vm v1 on zebra",
        "}",
        "limit { links <= 4 Mbps }",
      ].join("\n"),
    );
    const { exitCode, stderr, stdout } = await runVnet(["run", file, "--embedded"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.match(/^error\[/gm)).toHaveLength(3);
    expect(stderr).toContain(`${file}:3:25`);
    expect(stderr).toContain(`${file}:4:12`);
    expect(stderr).toContain(`${file}:6:18`);
    expect(stderr).toMatch(/\^/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ["a missing policy", () => ["run", "nowhere.vnet", "--embedded"], "there is no file `nowhere.vnet`"],
    ["a folder for a policy", () => ["run", "policies", "--embedded"], "`policies` is a folder"],
    [
      "a policy that is no text",
      () => ["run", write("binary.vnet", new Uint8Array([0x80, 0xff, 0xfe])), "--embedded"],
      "is not UTF-8 text",
    ],
    ["a missing capture", () => [...runRing, "--replay", "nowhere.pcap"], "cannot read `nowhere.pcap`"],
    [
      "a foreign file for a capture",
      () => [...runRing, "--replay", write("foreign.pcap", "this is no capture at all")],
      "its format is not known",
    ],
    [
      "a capture that breaks off in its header",
      () => [...runRing, "--replay", write("short.pcap", new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 2, 0]))],
      "cannot replay",
    ],
    ["a speed of nothing", () => [...runRing, "--speed", "0"], "`--speed 0` is not a speed"],
    ["an odd address", () => [...runRing, "--listen", "here"], "`--listen here` is not an address"],
    ["an unknown option", () => [...runRing, "--colour"], "unknown option '--colour'"],
    [
      "an option that has no effect",
      () => ["run", "policies/ring.vnet", "--replay", "x.pcap"],
      "`--replay` has no effect here",
    ],
    [
      "an option that has no effect in one process",
      () => [...runRing, "--token-file", "token"],
      "`--token-file` has no effect here",
    ],
    [
      "an address that nobody can dial",
      () => ["run", "policies/ring.vnet", "--listen", "0.0.0.0:7400"],
      "`--listen 0.0.0.0:7400` cannot be dialled",
    ],
  ])("ends with one sentence and exit code 2 for %s", async (_, args, sentence) => {
    const { exitCode, stderr } = await runVnet(args());
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(2);
  });

  it("names the port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { exitCode, stderr, seconds } = await runVnet([...runRing, "--listen", `127.0.0.1:${port}`]);
    server.close();
    expect(exitCode).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`port ${port}`);
    expect(stderr).toContain("taken");
    expect(seconds).toBeLessThan(10);
  });
});

describe("Ctrl-C", () => {
  it.each(["policy `ring4`", "application: 4 VMs", "applied in"])(
    "stops everything within a second, with exit code 130, after `%s`",
    async (text) => {
      const run = startVnet([...runRing, "--duration", "30s"]);
      await run.printed(text);
      run.signal("SIGINT");
      const { exitCode, seconds, stderr } = await run.ended;
      expect(exitCode).toBe(130);
      expect(stderr).toBe("");
      expect(seconds).toBeLessThan(1);
    },
  );
});
