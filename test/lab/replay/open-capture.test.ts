// Opening captures: what is read, and the one sentence for each kind of file that cannot be replayed.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openCapture } from "../../../lab/replay/open-capture.ts";
import type { OpenReplay } from "../../../lab/replay/open-replay.ts";
import { openInput } from "../../../traffic/open-input.ts";
import {
  interfaceDescription,
  joined,
  pack,
  pcapFile,
  sectionHeader,
} from "../../dataplane/capture/capture-bytes.ts";
import { temporaryFolder } from "../../harness/temporary-folder.ts";

const folder = temporaryFolder();

const record = { seconds: 1, fraction: 0, wireLength: 60, bytes: new Uint8Array(60) };

function fileWith(name: string, content: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function countFrames(capture: OpenReplay): Promise<number> {
  let frames = 0;
  for await (const batch of capture.frames) frames += [...batch].length;
  return frames;
}

describe("openCapture", () => {
  it("reads a file of many chunks to its end", async () => {
    const capture = await openCapture(
      await openInput(fileWith("large.pcap", pcapFile(true, Array(6000).fill(record)))),
    );
    expect(capture.end()).toBe(undefined);
    expect(await countFrames(capture)).toBe(6000);
    expect(capture.end()).toEqual({ frames: 6000, truncated: false });
  });

  it("keeps the frames before a cut and says afterwards that there was one", async () => {
    const whole = pcapFile(true, [record, record, record]);
    const capture = await openCapture(
      await openInput(fileWith("cut.pcap", whole.subarray(0, whole.length - 1))),
    );
    expect(await countFrames(capture)).toBe(2);
    expect(capture.end()).toMatchObject({ truncated: true, fault: { reason: "truncated" } });
  });

  it("can be closed without having been read", async () => {
    const capture = await openCapture(
      await openInput(fileWith("closed.pcap", pcapFile(true, Array(6000).fill(record)))),
    );
    capture.close();
    await expect(countFrames(capture)).rejects.toMatchObject({ code: "VNET_ERR_TRAFFIC_UNREADABLE" });
  });

  const empty = new Uint8Array(0);
  const otherLinks = joined(
    sectionHeader(true),
    interfaceDescription(true, { linkType: 101 }),
    interfaceDescription(true, { linkType: 4711 }),
    pack(true, 3, 16, 0, 16),
  );
  it.each([
    ["empty.pcap", empty, "VNET_ERR_TRAFFIC_FOREIGN", "not a capture file: it is empty"],
    [
      "letter.txt",
      Uint8Array.from("Dear", (letter) => letter.charCodeAt(0)),
      "VNET_ERR_TRAFFIC_FOREIGN",
      "not a capture file: it begins with 44 65 61 72, expected pcap or pcapng",
    ],
    ["frameless.pcap", pcapFile(true, []), "VNET_ERR_TRAFFIC_EMPTY", "it holds no frames"],
    [
      "broken.pcap",
      joined(pcapFile(true, []), pack(true, 0, 0, 999_999, 0)),
      "VNET_ERR_TRAFFIC_BROKEN",
      "record 1 declares 999999 captured bytes, expected at most 262144",
    ],
    [
      "ip.pcap",
      pcapFile(true, [record], { linkType: 101 }),
      "VNET_ERR_TRAFFIC_LINK_TYPE",
      "its link type is 101 (raw IP), expected 1 (Ethernet)",
    ],
    [
      "others.pcapng",
      otherLinks,
      "VNET_ERR_TRAFFIC_LINK_TYPE",
      "its link type is 101 (raw IP), 4711, expected 1 (Ethernet)",
    ],
  ])("refuses %s", async (name, content, code, reason) => {
    const file = fileWith(name, content);
    await expect(openInput(file).then(openCapture)).rejects.toMatchObject({
      code,
      message: `cannot replay \`${file}\`: ${reason}`,
    });
  });

  it("refuses a file that is not there", async () => {
    const file = path.join(folder, "nowhere.pcap");
    await expect(openInput(file).then(openCapture)).rejects.toMatchObject({
      code: "VNET_ERR_TRAFFIC_MISSING",
      message: `cannot read \`${file}\`: there is no such file`,
    });
  });

  it("refuses a directory", async () => {
    await expect(openInput(folder).then(openCapture)).rejects.toMatchObject({
      code: "VNET_ERR_TRAFFIC_UNREADABLE",
      message: `cannot read \`${folder}\`: it is a directory`,
    });
  });
});
