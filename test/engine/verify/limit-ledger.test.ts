// Budgets of limits over their windows.
import { describe, expect, it } from "vitest";
import { LimitLedger } from "../../../engine/verify/limit-ledger.ts";

const origin: [number, number, number] = [0, 0, 0];

describe("limit ledger", () => {
  const ledger = (): LimitLedger =>
    new LimitLedger([
      { id: "links", value: 4, strict: false, origin },
      { id: "migrations", value: 2, strict: false, perSeconds: 600, origin },
      { id: "downtime", value: 30, strict: true, perSeconds: 3600, origin },
    ]);

  it("starts with nothing spent", () => {
    expect(
      ledger()
        .limitsAt(0)
        .map(({ spent }) => spent),
    ).toEqual([0, 0, 0]);
  });

  it("counts migrations and downtime within their own windows only", () => {
    const kept = ledger();
    kept.record({ at: 0, migrations: 1, downtimeSeconds: 5 });
    kept.record({ at: 500, migrations: 1, downtimeSeconds: 7 });
    expect(kept.limitsAt(500).map(({ spent }) => spent)).toEqual([0, 2, 12]);
    expect(kept.limitsAt(700).map(({ spent }) => spent)).toEqual([0, 1, 12]);
    expect(kept.limitsAt(3600).map(({ spent }) => spent)).toEqual([0, 0, 7]);
    expect(kept.limitsAt(4200).map(({ spent }) => spent)).toEqual([0, 0, 0]);
  });

  it("hands value, strictness and origin through", () => {
    expect(ledger().limitsAt(0)[2]).toMatchObject({
      id: "downtime",
      value: 30,
      strict: true,
      perSeconds: 3600,
    });
  });
});
