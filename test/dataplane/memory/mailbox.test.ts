// The order and the turns in which a mailbox delivers.
import { describe, expect, it } from "vitest";
import { Mailbox } from "../../../dataplane/memory/mailbox.ts";
import { turns } from "../event-loop.ts";

describe("mailbox", () => {
  it("keeps what is posted before there is a handler", async () => {
    const mailbox = new Mailbox();
    const got: number[] = [];
    mailbox.post(Uint8Array.of(1));
    await turns(2);
    mailbox.deliverTo((bytes) => got.push(...bytes));
    mailbox.post(Uint8Array.of(2));
    expect(got).toEqual([]);
    await turns(2);
    expect(got).toEqual([1, 2]);
  });

  it("counts octets until they are delivered", async () => {
    const mailbox = new Mailbox();
    const left: number[] = [];
    mailbox.deliverTo(() => left.push(mailbox.queuedBytes));
    mailbox.post(new Uint8Array(10));
    mailbox.post(new Uint8Array(5));
    expect(mailbox.queuedBytes).toBe(15);
    await turns(2);
    expect(left).toEqual([5, 0]);
  });

  it("lets timers run while two ends answer each other without end", async () => {
    const [there, back] = [new Mailbox(), new Mailbox()];
    let isOver = false;
    there.deliverTo((bytes) => void (isOver || back.post(bytes)));
    back.deliverTo((bytes) => void (isOver || there.post(bytes)));
    there.post(Uint8Array.of(1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    isOver = true;
    await turns(3);
    expect(there.queuedBytes + back.queuedBytes).toBe(0);
  });

  it("calls back after the last, and drops without a handler", async () => {
    const [heard, deaf] = [new Mailbox(), new Mailbox()];
    const log: string[] = [];
    heard.deliverTo(() => log.push("bytes"));
    heard.post(Uint8Array.of(1));
    heard.afterLast(() => log.push("last"));
    deaf.post(Uint8Array.of(1));
    deaf.afterLast(() => log.push("dropped"));
    await turns(3);
    expect(log).toEqual(["bytes", "last", "dropped"]);
  });

  it("delivers nothing once it was told to drop, not even from within the handler", async () => {
    const mailbox = new Mailbox();
    const got: number[] = [];
    mailbox.deliverTo((bytes) => {
      got.push(...bytes);
      mailbox.drop();
    });
    mailbox.post(Uint8Array.of(1));
    mailbox.post(Uint8Array.of(2));
    await turns(3);
    expect(got).toEqual([1]);
    expect(mailbox.queuedBytes).toBe(0);
  });
});
