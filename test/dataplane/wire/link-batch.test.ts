// The codec of link batches against the vectors that PROTOCOL.md lists.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  decodeLinkBatch,
  encodeLinkBatch,
  type DecodedLinkBatch,
} from "../../../dataplane/wire/link-batch.ts";

const page = readFileSync(new URL("../../../dataplane/wire/PROTOCOL.md", import.meta.url), "utf8");
const vectors = page
  .slice(page.indexOf("## Vectors"))
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, name, batch, result]) => ({ name, batch: batch.replaceAll("`", ""), result }));

function describeResult(decoded: DecodedLinkBatch): string {
  if (!decoded.ok) return `${decoded.reason} at ${decoded.offset}`;
  if (decoded.frames.length === 0) return "no frames";
  return decoded.frames
    .map(
      ({ flags, hopLimit, epoch, bytes }) =>
        `flags ${flags}, hop limit ${hopLimit}, epoch ${epoch}, \`${Buffer.from(bytes).toString("hex")}\``,
    )
    .join("; ");
}

describe("link batch", () => {
  it("has the vectors that the page lists", () => {
    expect(vectors.map(({ name }) => name)).toEqual([
      "empty",
      "one frame",
      "star and virtio",
      "marker",
      "cut in the header",
      "cut in a frame",
      "over the limit",
    ]);
  });

  it.each(vectors)("decodes `$name` as the page says", ({ batch, result }) => {
    expect(describeResult(decodeLinkBatch(Buffer.from(batch, "hex")))).toBe(result);
  });

  it.each(vectors.filter(({ result }) => !result.includes(" at ")))(
    "encodes `$name` as the page says",
    ({ batch }) => {
      const decoded = decodeLinkBatch(Buffer.from(batch, "hex"));
      if (!decoded.ok) throw new Error(decoded.reason);
      expect(Buffer.from(encodeLinkBatch(decoded.frames)).toString("hex")).toBe(batch);
    },
  );
});
