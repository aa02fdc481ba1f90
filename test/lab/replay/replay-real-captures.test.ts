// Real captures played into memory ports: what the daemon's side sees is what is known about the capture.
import { expect, it } from "vitest";
import { readDestination, readSource } from "../../../dataplane/ethernet/frame-header.ts";
import { FrameSlabReader } from "../../../dataplane/ethernet/frame-slab.ts";
import { formatMac, parseMac } from "../../../dataplane/ethernet/mac-address.ts";
import { createMemoryPort } from "../../../dataplane/port/memory-port.ts";
import { openCapture } from "../../../lab/replay/open-capture.ts";
import { openInput } from "../../../traffic/open-input.ts";
import { replayCapture } from "../../../lab/replay/replay-capture.ts";
import { captureFacts, capturePath, macMatrix } from "../../dataplane/capture/real-captures.ts";
import { describeWithReferenceData } from "../../harness/reference-data.ts";

const captures = captureFacts()
  .map(([name]) => name)
  .filter((name) => macMatrix(name) !== undefined);

describeWithReferenceData("a replay of real captures", () => {
  it.each(captures)("brings all of %s into the network", async (name) => {
    const matrix = macMatrix(name) ?? [];
    const owners = [...new Set(matrix.map((line) => parseMac(line.split(",")[0])))];
    const seen = new Map<string, { bytes: number; frames: number }>();
    const cards = owners.map(() => createMemoryPort());
    for (const { port } of cards)
      port.receiveBatch((slab) => {
        const reader = new FrameSlabReader(slab);
        while (reader.next()) {
          const key = `${formatMac(readSource(slab, reader.offset))},${formatMac(readDestination(slab, reader.offset))}`;
          const sum = seen.get(key) ?? { bytes: 0, frames: 0 };
          seen.set(key, { bytes: sum.bytes + reader.length, frames: sum.frames + 1 });
        }
      });

    const capture = await openCapture(await openInput(capturePath(name)));
    const report = await replayCapture({
      frames: capture.frames,
      ownerOf: (mac) => {
        const owner = owners.indexOf(mac);
        return owner < 0 ? undefined : owner;
      },
      ends: cards.map(({ vm }) => vm),
      speed: "max",
    });
    await new Promise((resolve) => setImmediate(resolve)); // the last slabs are delivered on a later turn

    expect(report.skipped.size).toBe(0);
    expect(cards.every(({ vm }) => vm.droppedSlabs === 0)).toBe(true);
    const lines = [...seen].map(([pair, sum]) => `${pair},${sum.bytes},${sum.frames}`).toSorted();
    // A frame with the longest IPv6 payload (65,589 octets) is longer than ports carry: its pair's line differs.
    const differing = matrix.filter((line) => !lines.includes(line));
    expect(differing).toHaveLength(report.unplayable["too-long"]);
    expect(lines).toHaveLength(matrix.length);
    for (const { vm } of cards) vm.close();
  });
});
