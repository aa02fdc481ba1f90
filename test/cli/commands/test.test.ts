// `vnet test` with traffic from files: every kind of file, found beside the policy, and what is wrong with one.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runVnet } from "../../harness/vnet-process.ts";
import { pcapFile } from "../../dataplane/capture/capture-bytes.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";

const folder = temporaryFolder();
mkdirSync(path.join(folder, "load"));

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** A policy of four VMs, two of them with an address of their own, whose test plays the file. */
function policyFor(name: string, traffic: string, expectation: string): string {
  return write(
    name,
    `network n {
  proxy gw
  host a..d
  vm n0 on a { mac: 02:00:00:00:00:01 }
  vm n1 on b { mac: 02:00:00:00:00:02 }
  vm n2 on c   vm n3 on d
  path any <-> any { rate: 10 Gbps, delay: 1 ms }
}
infer { smooth: 500 ms }
test "plays a file" {
  given traffic from "${traffic}"
  expect ${expectation}
}
`,
  );
}

const bus = "time,from,to,rate\n0,n0,n1,2000000\n0,02:00:00:00:00:02,n2,2000000\n3,n0,n1,0\n3,n1,n2,0\n";

describe("vnet test", () => {
  it("plays a table that stands beside the policy, with names and addresses", async () => {
    write("load/bus.csv", bus);
    const policy = policyFor("csv.vnet", "load/bus.csv", "app.shape == bus within 2 s");
    const { exitCode, stdout, stderr } = await runVnet(["test", policy]);
    expect(stdout + stderr).toContain("1 passed, 0 failed");
    expect(exitCode).toBe(0);
  });

  it("plays a recording of that table to the same end", async () => {
    write("load/bus.csv", bus);
    const recorded = path.join(folder, "load/bus.rec");
    const made = await runVnet(["record", path.join(folder, "load/bus.csv"), "-o", recorded]);
    expect(made.exitCode).toBe(0);
    const policy = policyFor("recording.vnet", "load/bus.rec", "app.shape == bus within 2 s");
    const { exitCode, stdout, stderr } = await runVnet(["test", policy]);
    expect(stdout + stderr).toContain("1 passed, 0 failed");
    expect(exitCode).toBe(0);
  });

  it("plays a capture, by the addresses of the VMs", async () => {
    const bytes = Uint8Array.of(2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, ...Array<number>(86).fill(0));
    const records = Array.from({ length: 200 }, (_, at) => ({
      seconds: 1_700_000_000 + Math.floor(at / 50),
      fraction: (at % 50) * 20_000,
      wireLength: 1000,
      bytes,
    }));
    write("load/pair.pcap", pcapFile(true, records));
    // 50 frames a second of 1,000 bytes
    const policy = policyFor("capture.vnet", "load/pair.pcap", "traffic(n0, n1) > 390 kbps within 2 s");
    const { exitCode, stdout, stderr } = await runVnet(["test", policy]);
    expect(stdout + stderr).toContain("1 passed, 0 failed");
    expect(exitCode).toBe(0);
  });

  it("plays matrices of teal, node 3 as the VM `n3`", async () => {
    write("load/b4.csv", "tm,src,dst,demand\n0,3,0,5\n1,3,0,7.5\n2,3,0,7.5\n");
    const policy = policyFor("teal.vnet", "load/b4.csv", "traffic(n3, n0) > 7 Mbps within 3 s");
    const { exitCode, stdout, stderr } = await runVnet(["test", policy]);
    expect(stdout + stderr).toContain("1 passed, 0 failed");
    expect(exitCode).toBe(0);
  });

  it.each([
    ["0,n0,n1,1\n0,n0,v9,1\n", ", line 2: there is no VM `v9`"],
    ["time,from,to,rate\n0,n0,n1\n", ", line 2, column 1: expected `time,from,to,rate`, found 3 columns"],
    ["tm,src,dst,demand\n0,0,4,5\n", ", line 2: there is no VM `n4`"],
    ["no traffic at all", ": its format is not known: it begins with 6e 6f 20 74"],
  ])("says where %j is wrong", async (table, message) => {
    const file = write("load/wrong.csv", table);
    const policy = policyFor("wrong.vnet", "load/wrong.csv", "app.shape == bus");
    const { exitCode, stderr } = await runVnet(["test", policy]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("test `plays a file`: cannot ");
    expect(stderr).toContain(`\`${file}\`${message}`);
  });
});
