// Communication matrices and published placements: forms, and hop-bytes against the facts.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  gridDistances,
  hopBytes,
  parseEdgeList,
  parseMatrixCsv,
  parsePlacement,
} from "../../../lab/instances/communication-matrix.ts";

const folder = path.resolve(import.meta.dirname, "../../../../shared/data");
const hasData = existsSync(path.join(folder, "comm-matrices"));

describe("communication matrices", () => {
  it("are squares of numbers, or undirected edges of which half goes each way", () => {
    expect([...parseMatrixCsv("0,2\n3,0\n").bytes]).toEqual([0, 2, 3, 0]);
    expect(() => parseMatrixCsv("0,2\n3\n")).toThrow("row 2 has not");
    expect([...parseEdgeList("--- Graph ---\n0 , 1 = 8.0\n", 2).bytes]).toEqual([0, 4, 4, 0]);
    expect(() => parseEdgeList("0 , 2 = 8.0\n", 2)).toThrow("there is no rank 2 of 2");
  });

  it("are priced in hops of a mesh or a torus by a placement of ranks", () => {
    const mesh = { sizes: [4, 2], isTorus: false };
    expect(Array.from(gridDistances(mesh).subarray(0, 8))).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
    expect(Array.from(gridDistances({ ...mesh, isTorus: true }).subarray(0, 8))).toEqual([
      0, 1, 1, 2, 2, 3, 1, 2,
    ]);
    const nodeOf = parsePlacement("name\nx y n ids\n3 0 1 1\n0 1 1 0\n", mesh);
    expect(nodeOf).toEqual([1, 6]);
    expect(hopBytes(parseMatrixCsv("5,2\n3,0\n"), gridDistances(mesh), nodeOf)).toBe(5 * 4);
    expect(() => parsePlacement("0 0 2 1\n", mesh)).toThrow("states 2 ranks and lists 1");
  });
});

describe.skipIf(!hasData)("the reference data (skipped where it is missing)", () => {
  const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");

  it("has the hop-bytes of the facts for every published placement", () => {
    const facts = JSON.parse(read("facts/comm-maplib.json")) as Record<string, Record<string, unknown>>;
    let seen = 0;
    for (const application of ["cg", "btmz"]) {
      const matrix = parseMatrixCsv(read(`comm-matrices/maplib/${application}.p2p.size.csv`));
      for (const shape of ["mesh", "torus"]) {
        const stated = facts[application][`hop_bytes_${shape}_4x4x4`] as Record<string, number>;
        const grid = { sizes: [4, 4, 4], isTorus: shape === "torus" };
        const mappings = `comm-matrices/maplib/mapping-matters-Mappings/size/${application}MAP${shape}`;
        for (const file of readdirSync(path.join(folder, mappings))) {
          const nodeOf = parsePlacement(read(`${mappings}/${file}`), grid);
          const name = file.split(".")[4];
          expect([name, hopBytes(matrix, gridDistances(grid), nodeOf)]).toEqual([name, stated[name]]);
          seen += 1;
        }
      }
    }
    expect(seen).toBe(48);
  });

  it("has the bytes of the facts in the undirected files", () => {
    const facts = JSON.parse(read("facts/comm-cnca.json")) as Record<string, { total_bytes: number }>;
    for (const [file, { total_bytes: bytes }] of Object.entries(facts)) {
      const matrix = parseEdgeList(read(`comm-matrices/cnca/${file}`), 64);
      expect(matrix.bytes.reduce((sum, value) => sum + value, 0)).toBeCloseTo(bytes, 3);
    }
  });
});
