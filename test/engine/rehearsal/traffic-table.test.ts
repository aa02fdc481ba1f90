// Traffic tables: rows, durations, and what is wrong with them.
import { describe, expect, it } from "vitest";
import { readTrafficTable } from "../../../engine/rehearsal/traffic-table.ts";

const vms = ["v1", "v2"];

describe("traffic table", () => {
  it("holds a row until the next one of its pair", () => {
    const table = readTrafficTable("time,from,to,rate\n0,v1,v2,1000\n2,v1,v2,3000\n0.5,v2,v1,500\n", vms);
    expect(table).toEqual([
      { at: 0, what: { kind: "traffic", edges: [[0, 1]], rateBps: 1000, forSeconds: 2 } },
      { at: 2, what: { kind: "traffic", edges: [[0, 1]], rateBps: 3000, forSeconds: 2 } },
      { at: 0.5, what: { kind: "traffic", edges: [[1, 0]], rateBps: 500 } },
    ]);
  });

  it("takes a rate of 0 for silence", () => {
    expect(readTrafficTable("0,v1,v2,1000\n5,v1,v2,0", vms)).toEqual([
      { at: 0, what: { kind: "traffic", edges: [[0, 1]], rateBps: 1000, forSeconds: 5 } },
    ]);
  });

  it.each([
    ["0,v1,v2", "line 1: expected `time,from,to,rate`, found 3 columns"],
    ["time,from,to,rate\r\n0,v1,v3,5", "line 2: there is no VM `v3`"],
    ["x,v1,v2,5", "line 1: time and rate must be numbers"],
    ["0,v1,v2,", "line 1: time and rate must be numbers"],
    ["0,v1,v2,-1", "line 1: time and rate must be numbers"],
    ["3,v1,v2,5\n3,v1,v2,6", "line 2: the rows of a pair must be in order of time"],
  ])("refuses %j", (text, fault) => {
    const table = readTrafficTable(text, vms);
    expect("fault" in table && table.fault).toContain(fault);
  });
});
