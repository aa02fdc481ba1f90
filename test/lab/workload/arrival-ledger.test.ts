// What a receiver can say of a flow whose sender is elsewhere, and may be started again.
import { describe, expect, it } from "vitest";
import { ArrivalLedger } from "../../../lab/workload/arrival-ledger.ts";

function ledgerOf(arrivals: readonly (readonly [start: number, sequence: number])[]): ArrivalLedger {
  const ledger = new ArrivalLedger();
  for (const [start, sequence] of arrivals) ledger.arrive(sequence, start);
  return ledger;
}

describe("ArrivalLedger", () => {
  it("counts skipped numbers as missed from the first that it has seen, until they come late", () => {
    const ledger = ledgerOf([7, 8, 11, 12].map((sequence) => [1, sequence]));
    expect(ledger.count()).toEqual({ received: 4, missed: 2, duplicated: 0, reordered: 0 });
    ledger.arrive(9, 1);
    ledger.arrive(9, 1);
    expect(ledger.count()).toEqual({ received: 5, missed: 1, duplicated: 1, reordered: 1 });
  });

  it("keeps its counts when the sender starts anew, and takes no number twice for that", () => {
    const ledger = ledgerOf([
      [1, 0],
      [1, 2],
      [5, 0],
      [5, 1],
    ]);
    expect(ledger.count()).toEqual({ received: 4, missed: 1, duplicated: 0, reordered: 0 });
  });

  it("counts nothing of a start that is over", () => {
    const ledger = ledgerOf([[5, 0]]);
    expect(ledger.arrive(1, 1)).toBe(false);
    expect(ledger.count()).toEqual({ received: 1, missed: 0, duplicated: 0, reordered: 0 });
  });
});
