// Every real capture through `vnet infer`, against the facts that were computed about it by other means; and what it says of bad ones.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inferSource } from "../../../cli/infer/infer-source.ts";
import { applicationJson } from "../../../cli/report/application/application-json.ts";
import { renderApplication, applicationFormats } from "../../../cli/report/application/render-application.ts";
import { joined, pack, pcapFile } from "../../dataplane/capture/capture-bytes.ts";
import { captureFacts, capturePath, macMatrix } from "../../dataplane/capture/real-captures.ts";
import { describeWithReferenceData } from "../../harness/reference-data.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";

const options = { updateSeconds: 0.05, smoothSeconds: 1, detect: 0.1, prune: 0.05 };

interface Printed {
  readonly frames: number;
  readonly bytes: number;
  readonly truncated: boolean;
  readonly macs: readonly string[];
  readonly matrix: readonly { src: string; dst: string; frames: number; bytes: number }[];
  readonly shape: readonly string[];
  readonly confidence: number;
  readonly changes: readonly { at: number; shape: readonly string[] }[];
}

async function infer(file: string): Promise<Printed> {
  return JSON.parse(applicationJson(await inferSource(file, options))) as Printed;
}

const order = (a: Printed["matrix"][number], b: Printed["matrix"][number]): number =>
  b.bytes - a.bytes || (a.src < b.src ? -1 : a.src > b.src ? 1 : a.dst < b.dst ? -1 : 1);

describeWithReferenceData("real captures", () => {
  const all = captureFacts();
  const hasEthernet = all.filter(
    ([, facts]) => facts.frames === 0 || facts.frames_non_ethernet < facts.frames,
  );
  const hasNone = all.filter(([, facts]) => facts.frames > 0 && facts.frames_non_ethernet === facts.frames);

  it("are there in number", () => {
    expect(hasEthernet.length).toBeGreaterThanOrEqual(120);
    expect(hasNone.length).toBeGreaterThanOrEqual(5);
  });

  it.each(hasEthernet)("%s: frames, addresses, top pairs and matrix", async (name, facts) => {
    const printed = await infer(capturePath(name));
    expect({
      frames: printed.frames,
      bytes: printed.bytes,
      truncated: printed.truncated,
      macs: printed.macs.length,
      pairs: printed.matrix.length,
    }).toEqual({
      frames: facts.frames,
      bytes: facts.wire_bytes,
      truncated: facts.error !== null,
      macs: facts.distinct_macs,
      pairs: facts.distinct_directed_pairs,
    });
    expect(printed.matrix).toEqual(printed.matrix.toSorted(order));
    expect(printed.matrix).toEqual(expect.arrayContaining([...facts.top5_directed]));
    const strongest = facts.top5_directed.map(({ bytes }) => bytes);
    expect(printed.matrix.slice(0, strongest.length).map(({ bytes }) => bytes)).toEqual(strongest);
    const lines = printed.matrix.map(({ src, dst, bytes, frames }) => `${src},${dst},${bytes},${frames}`);
    expect(lines.toSorted()).toEqual(macMatrix(name) ?? lines.toSorted());
  });

  it.each(hasNone)("%s has no Ethernet frame, and that is said", async (name) => {
    await expect(inferSource(capturePath(name), options)).rejects.toMatchObject({
      code: "VNET_ERR_TRAFFIC_LINK_TYPE",
      message: expect.stringMatching(/its link type is \d+.*, expected 1 \(Ethernet\)$/),
    });
  });

  it("sees a star in the ModbusTCP capture from its second second on", async () => {
    const name = all.map(([key]) => key).find((key) => key.includes("ModbusTCP")) ?? "";
    const { shape, confidence, changes } = await infer(capturePath(name));
    expect({ shape, confidence }).toEqual({ shape: ["star", "tree"], confidence: expect.any(Number) });
    expect(confidence).toBeGreaterThan(0.5);
    expect(changes[0]?.shape).toEqual(["star", "tree"]);
    expect(changes[0]?.at).toBeLessThan(2);
  });
});

describe("inferSource", () => {
  const folder = temporaryFolder();

  const write = (name: string, bytes: Uint8Array): string => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const frame = Uint8Array.from([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 1, 2]);
  const record = { seconds: 1, fraction: 0, wireLength: 1500, bytes: frame };

  it("counts snapped frames by their length on the wire and keeps what stands before a cut", async () => {
    const whole = pcapFile(false, [record, record, record]);
    const view = await inferSource(write("cut.pcap", whole.subarray(0, whole.length - 1)), options);
    expect(view).toMatchObject({ frames: 2, bytes: 3000, truncated: true });
    expect(view.notes).toEqual(["the capture ends in the middle of record 3; frames read before it: 2"]);
  });

  it("keeps what stands before a contradiction", async () => {
    const file = write("corrupt.pcap", joined(pcapFile(true, [record]), pack(true, 1, 2, 0xffff_fff0, 60)));
    const view = await inferSource(file, options);
    expect(view).toMatchObject({ frames: 1, truncated: true });
    expect(view.notes[0]).toContain("record 2 declares 4294967280 captured bytes");
  });

  it("counts Ethernet frames without a header apart", async () => {
    const short = { ...record, wireLength: 60, bytes: frame.subarray(0, 13) };
    const view = await inferSource(write("short.pcap", pcapFile(true, [short, record])), options);
    expect(view).toMatchObject({ frames: 2, bytes: 1560, truncated: false });
    expect(view.pairs).toEqual([{ from: 0, to: 1, frames: 1, bytes: 1500 }]);
    expect(view.notes).toEqual(["1 frame too short for an Ethernet header is in no pair"]);
  });

  it("says that a capture without frames has none, in every format", async () => {
    const view = await inferSource(write("empty.pcap", pcapFile(true, [])), options);
    expect(view).toMatchObject({ frames: 0, bytes: 0, members: [], pairs: [] });
    for (const format of applicationFormats)
      expect(renderApplication(view, format)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("lets no name steer a terminal, and gives other tools the names as they are", async () => {
    const table = write(
      "names.csv",
      Buffer.from("0,a\u009b2J,b\u202ec d,800\n0,b\u202ec,d,1600\n1,b\u202ec,d,0\n"),
    );
    const view = await inferSource(table, options);
    const hidden = /[\p{Cc}\p{Cf}]/u;
    for (const format of applicationFormats)
      expect(
        renderApplication(view, format, { isTerminal: true, colour: false }).replaceAll("\n", ""),
      ).not.toMatch(hidden);
    expect(renderApplication(view, "human").replaceAll("\n", "")).not.toMatch(hidden);
    expect(renderApplication(view, "csv")).toContain("a\u009b2J,b\u202ec d,");
    expect(Object.values((JSON.parse(renderApplication(view, "json")) as { names: object }).names)).toContain(
      "a\u009b2J",
    );
  });

  it("leaves out what lies outside of the range", async () => {
    const at = (seconds: number) => ({ ...record, seconds });
    const file = write("range.pcap", pcapFile(true, [at(10), at(11), at(12), at(20)]));
    const view = await inferSource(file, {
      ...options,
      from: { since: "start", seconds: 1 },
      to: { since: "1970", seconds: 12 },
    });
    expect(view).toMatchObject({ frames: 2, seconds: 1 });
    expect(view.notes).toEqual(["2 frames lie outside of --from and --to"]);
  });

  it("calls machines by their names, and says which of them are silent", async () => {
    const names = new Map([
      ["02:00:00:00:00:01", "web"],
      ["02:00:00:00:00:09", "cache"],
    ]);
    const view = await inferSource(write("named.pcap", pcapFile(true, [record])), { ...options, names });
    expect(view.members.map(({ name }) => name)).toEqual(["web", "02:00:00:00:00:02"]);
    expect(view.notes).toEqual(["`cache` (02:00:00:00:00:09) sends and receives nothing"]);
  });
});
