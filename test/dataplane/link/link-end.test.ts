// The end of a link is told once, with the first reason.
import { describe, expect, it } from "vitest";
import { LinkEnd } from "../../../dataplane/link/link-end.ts";
import { turns } from "../event-loop.ts";

describe("link end", () => {
  it("is told once, with the first reason, whenever the handler is set", async () => {
    const told: string[] = [];
    const before = new LinkEnd();
    before.onClose((reason) => told.push(`before: ${reason}`));
    before.close("first");
    before.close("second");
    const after = new LinkEnd();
    after.close("first");
    after.onClose((reason) => told.push(`after: ${reason}`));
    expect(told).toEqual(["before: first"]);
    await turns(2);
    expect(told).toEqual(["before: first", "after: first"]);
  });
});
