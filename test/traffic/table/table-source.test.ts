// Tables of rates as traffic: what holds how long, what is refused with line and column, and the matrices of teal.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openTraffic } from "../../../traffic/open-traffic.ts";
import { compileText } from "../../harness/compile-text.ts";
import { describeWithReferenceData, referenceData } from "../../harness/reference-data.ts";
import { readAll, temporaryFiles, totals } from "../traffic-text.ts";

const fileWith = temporaryFiles();

async function ratesOf(text: string) {
  const source = await openTraffic(fileWith("table.csv", text));
  const rates = (await source.rates?.()) ?? [];
  const name = (mac: number) => source.names.get(mac) ?? mac.toString(16);
  return rates.map(({ source: from, destination, ...rest }) => ({
    ...rest,
    from: name(from),
    to: name(destination),
  }));
}

describe("CSV `time,from,to,rate`", () => {
  it("holds a row until the next one of its pair, the last as long as the one before it", async () => {
    expect(await ratesOf("time,from,to,rate\n0,v1,v2,1000\n2,v1,v2,3000\n0.5,v2,v1,500\n")).toEqual([
      { at: 0, from: "v1", to: "v2", bitsPerSecond: 1000, forSeconds: 2, place: "line 2" },
      { at: 2, from: "v1", to: "v2", bitsPerSecond: 3000, forSeconds: 2, place: "line 3" },
      { at: 0.5, from: "v2", to: "v1", bitsPerSecond: 500, place: "line 4" },
    ]);
  });

  it("takes a rate of 0 for silence, and needs no header", async () => {
    expect(await ratesOf("0,v1,v2,1000\r\n5,v1,v2,0")).toMatchObject([{ at: 0, forSeconds: 5 }]);
  });

  it("takes addresses for machines, in either case, and quoted names", async () => {
    const rates = await ratesOf(
      '\uFEFF"time",from,to,rate\r\n0,02:00:00:00:0A:01,"v, 2",8\r\n1,02:00:00:00:0a:01,"v, 2",16\r\n',
    );
    expect(rates).toMatchObject([
      { from: "20000000a01", to: "v, 2", forSeconds: 1 },
      { from: "20000000a01", to: "v, 2", forSeconds: 1 },
    ]);
  });

  it("gives a name the address that a policy makes from it", async () => {
    const source = await openTraffic(fileWith("named.csv", "0,v1,v2,8"));
    const [{ source: mac }] = (await source.rates?.()) ?? [];
    const { network } = compileText("network n { proxy gw host a vm v1 on a }");
    expect(network.vms[0].mac.replaceAll(":", "")).toBe(mac.toString(16).padStart(12, "0"));
  });

  it("gives out the bytes of each rate, spread over the time that it holds", async () => {
    const { entries, end } = await readAll(
      fileWith("even.csv", "time,from,to,rate\n0,a,b,800000\n2,a,b,80\n3,a,b,0"),
    );
    expect(totals(entries)).toEqual(new Map([["a>b", { bytes: 200_010, frames: 40 * 4 + 1 }]]));
    const early = entries.filter(({ at }) => at <= 1.0001).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(early).toBe(100_000);
    expect(end).toEqual({ truncated: false, leftOut: [] });
  });

  it("lets a pair's only row hold until everything else is over, and for a minute at least", async () => {
    const { entries } = await readAll(fileWith("open.csv", "0,a,b,8000\n0,b,a,8000\n100,b,a,0"));
    expect(totals(entries).get("a>b")?.bytes).toBe(100_000);
    const alone = await readAll(fileWith("alone.csv", "0,a,b,8000"));
    expect(totals(alone.entries).get("a>b")?.bytes).toBe(60_000);
  });

  it.each([
    ["0,v1,v2", "line 1, column 1: expected `time,from,to,rate`, found 3 columns"],
    [
      "time,from,to,rate\r\n0,v1,v2,",
      "line 2, column 9: expected a rate in bit/s, a number of at least 0, found ``",
    ],
    ["x,v1,v2,5", "line 1, column 1: expected a time in seconds, a number of at least 0, found `x`"],
    [
      "time,src,dst,rate",
      "line 1, column 1: expected a time in seconds, a number of at least 0, found `time`",
    ],
    ["0,v1,v2,-1", "line 1, column 9: expected a rate in bit/s, a number of at least 0, found `-1`"],
    ["0,v1,v2,", "line 1, column 9: expected a rate in bit/s, a number of at least 0, found ``"],
    [
      "0,v1,v2,1e308",
      "line 1, column 9: expected a rate in bit/s, a number of at most 1000000000000000, found `1e308`",
    ],
    [
      "1e300,v1,v2,5",
      "line 1, column 1: expected a time in seconds, a number of at most 100000000000, found `1e300`",
    ],
    ["0,v1, ,5", "line 1, column 7: expected a name or an address"],
    [
      "3,v1,v2,5\n3,v1,v2,6",
      "line 2, column 1: the rows of a pair must be in order of time, found 3 after 3 (line 1)",
    ],
    ['0,v1,v2,5\n1,v1,"v2,6', "line 2, column 6: the quote is not closed"],
  ])("refuses %j", async (text, fault) => {
    const file = fileWith("wrong.csv", text);
    await expect(readAll(file)).rejects.toMatchObject({
      code: "VNET_ERR_TRAFFIC_TABLE",
      message: `cannot read \`${file}\`, ${fault}`,
    });
  });

  it("refuses a table that is no UTF-8 text", async () => {
    const file = fileWith(
      "latin.csv",
      Uint8Array.of(...Buffer.from("0,v1,v2,8\n1,"), 0xe9, ...Buffer.from(",v2,8")),
    );
    await expect(readAll(file)).rejects.toMatchObject({ code: "VNET_ERR_TRAFFIC_TABLE" });
  });
});

describe("matrices of teal", () => {
  it("tells nodes by their ids and leaves the diagonal out", async () => {
    expect(await ratesOf("tm,src,dst,demand\n0,7,7,5\n0,7,10,2.5\n1,10,7,0\n1,7,10,1\n")).toEqual([
      { at: 0, forSeconds: 1, from: "n7", to: "n10", bitsPerSecond: 2.5e6, place: "line 3" },
      { at: 1, forSeconds: 1, from: "n7", to: "n10", bitsPerSecond: 1e6, place: "line 5" },
    ]);
  });

  it.each([
    ["tm,src,dst,demand\n0,a,1,5", "line 2, column 3: expected a whole number, found `a`"],
    [
      "tm,src,dst,demand\n0,1,2,5\n0,1,2,6",
      "line 3, column 1: this entry of the matrix stands in line 2 already",
    ],
    ["tm,src,dst,demand\n0,1,2", "line 2, column 1: expected `tm,src,dst,demand`, found 3 columns"],
  ])("refuses %j", async (text, fault) => {
    await expect(readAll(fileWith("wrong.csv", text))).rejects.toThrow(fault);
  });
});

describeWithReferenceData("the 36 matrices of B4", () => {
  it("have the totals that their facts say", async () => {
    const file = path.join(referenceData, "teal/B4-real-tm-36x12x12.csv");
    const facts = JSON.parse(readFileSync(path.join(referenceData, "facts/traffic-matrices.json"), "utf8"));
    const { at_first: first, at_last: last } = facts["teal/B4-real-tm-36x12x12.csv"];
    const { entries } = await readAll(file);
    for (const [matrix, { total, top5 }] of [
      [0, first],
      [35, last],
    ] as const) {
      const within = entries.filter(({ at }) => at > matrix + 0.001 && at < matrix + 1.001);
      const bytes = within.reduce((sum, entry) => sum + entry.bytes, 0);
      expect((bytes * 8) / 1e6).toBeCloseTo(total, 2);
      const strongest = [...totals(within)].sort(([, a], [, b]) => b.bytes - a.bytes).slice(0, 5);
      expect(strongest.map(([pair]) => pair)).toEqual(top5.map(([from, to]: string[]) => `n${from}>n${to}`));
    }
  });
});
