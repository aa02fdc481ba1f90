// The departure-time model by worked numbers.
import { describe, expect, it } from "vitest";
import { departureTime, entryTime, Transmitter } from "../../../dataplane/shaping/transmitter.ts";

const idle = (): Transmitter => new Transmitter();

describe("departure time", () => {
  it("is rate-limited by the path, one frame after the other", () => {
    const path = new Transmitter(8000); // 1000 octets a second
    expect(departureTime(10, 500, idle(), path)).toBe(10.5);
    expect(departureTime(10, 500, idle(), path)).toBe(11);
    expect(departureTime(20, 500, idle(), path)).toBe(20.5);
  });

  it("takes no time where nothing is bounded", () => {
    expect(departureTime(3, 1500, idle(), idle())).toBe(3);
  });

  it("takes the slower of card and path, not their sum", () => {
    expect(departureTime(0, 1000, new Transmitter(8000), new Transmitter(16_000))).toBe(1);
    expect(departureTime(0, 1000, new Transmitter(16_000), new Transmitter(8000))).toBe(1);
  });

  it("shares a card between paths, first come, first served", () => {
    const card = new Transmitter(8000);
    expect(departureTime(0, 1000, card, idle())).toBe(1);
    expect(departureTime(0, 1000, card, idle())).toBe(2);
  });

  it("does not keep the card from others while a frame waits for its slow path", () => {
    const card = new Transmitter(80_000);
    const slow = new Transmitter(8000);
    departureTime(0, 1000, card, slow);
    departureTime(0, 1000, card, slow); // leaves at 2 s
    expect(departureTime(0, 1000, card, idle())).toBeCloseTo(0.3, 9);
  });
});

describe("entry time", () => {
  it("does not delay what comes at the card's rate or slower", () => {
    const card = new Transmitter(8000);
    expect([0, 1, 2.5].map((time) => entryTime(time, 1000, card))).toEqual([0, 1, 2.5]);
  });

  it("spreads what comes faster from several senders", () => {
    const card = new Transmitter(8000);
    expect([0, 0, 0.5].map((time) => entryTime(time, 1000, card))).toEqual([0, 1, 2]);
  });
});
