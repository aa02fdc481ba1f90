// The readers of graph files: on what can go wrong in a file, and on networks that others have drawn and counted.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readDemandCsv, gravityDemand } from "../../../lab/instances/demand-matrix.ts";
import { readNodeLinkGraph } from "../../../lab/instances/node-link-graph.ts";
import { readGml } from "../../../lab/instances/read-gml.ts";
import { readGraphml } from "../../../lab/instances/read-graphml.ts";
import type { TopologyGraph } from "../../../lab/instances/topology-graph.ts";
import { repositoryRoot } from "../../architecture/source-tree.ts";
import { graphFacts } from "./graph-facts.ts";

const data = path.join(repositoryRoot, "../shared/data");
const isThere = existsSync(path.join(data, "facts/topology-zoo.json"));

describe("readGraphml", () => {
  const file = (graph: string): string => `<?xml version="1.0"?>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="k1" for="node" attr.name="label" attr.type="string"/>
      <key id="k2" for="edge" attr.name="LinkSpeedRaw" attr.type="double"><default>1e6</default></key>
      ${graph}
    </graphml>`;

  it("reads labels that repeat, parallel edges, loops, typed values and defaults", () => {
    const read = readGraphml(
      file(`<graph edgedefault="undirected">
        <edge source="n1" target="n2"><data key="k2">2.5e9</data></edge>
        <node id="n1"><data key="k1">R&amp;D &lt;1&gt;</data></node>
        <node id="n2"><data key="k1">R&amp;D &lt;1&gt;</data></node>
        <edge source="n2" target="n1" directed="true"/>
        <edge source="n2" target="n2"/>
      </graph>`),
    );
    expect(read).toMatchObject({
      problems: [],
      graph: {
        directed: false,
        nodes: [
          { id: "n1", label: "R&D <1>" },
          { id: "n2", label: "R&D <1>" },
        ],
        edges: [
          { source: 0, target: 1, directed: false, attributes: new Map([["LinkSpeedRaw", 2.5e9]]) },
          { source: 1, target: 0, directed: true, attributes: new Map([["LinkSpeedRaw", 1e6]]) },
          { source: 1, target: 1 },
        ],
      },
    });
  });

  it("says what cannot be so and reads the rest", () => {
    const read = readGraphml(
      file(`<graph edgedefault="directed">
        <node id="a"><data key="k9">x</data></node><node id="a"/><node/>
        <edge source="a" target="b"/><edge target="a"/>
        <edge source="a" target="a"><data key="k2">fast</data></edge>
      </graph>`),
    );
    expect(read).toMatchObject({
      graph: { nodes: [{ id: "a" }], edges: [{ source: 0, target: 0 }] },
      problems: [
        "data with the undeclared key `k9` is left out",
        "two nodes have the id `a`; the second is left out",
        "node 2 has no id and is left out",
        "the edge from `a` to `b` is left out: there is no node `b`",
        "the edge from `` to `a` is left out: an end is missing",
        "`LinkSpeedRaw` is to be a number (double), found `fast`",
      ],
    });
  });

  it.each([
    ["<graphml><graph></graphml>", /^not XML, line 1: expected closing tag 'graph'/],
    ["graph [ node [ id 1 ] ]", /^not XML, line 1/],
    ["<svg/>", /^not GraphML/],
    ["<graphml/>", /^there is no `graph`/],
    ["", /^not XML/],
  ])("says why %j is none", (text, fault) => {
    expect(readGraphml(text)).toMatchObject({ fault: expect.stringMatching(fault) });
  });
});

describe("readGml", () => {
  it("reads nodes, edges, texts with entities and numbers", () => {
    const read = readGml(`# a comment
      graph [ directed 1
        node [ id 7 label "S&#227;o &quot;Paulo&quot;" Longitude -46.6 ]
        node [ id 3 label "Rio" ]
        edge [ source 7 target 3 LinkSpeedRaw 1e9 id "e5" ]
        edge [ source 7 target 4 ]
      ]`);
    expect(read).toMatchObject({
      graph: {
        directed: true,
        nodes: [
          { id: "7", label: 'São "Paulo"', attributes: new Map<string, unknown>([["label", 'São "Paulo"'], ["Longitude", -46.6]]) }, // prettier-ignore
          { id: "3", label: "Rio" },
        ],
        edges: [{ source: 0, target: 1, attributes: new Map<string, unknown>([["LinkSpeedRaw", 1e9], ["id", "e5"]]) }], // prettier-ignore
      },
      problems: ["the edge from `7` to `4` is left out: there is no node `4`"],
    });
  });

  it.each([
    ["graph [\n node [ id 1 ]", "not GML, line 2: 1 `[` not closed"],
    ["graph [ ] ]", "not GML, line 1: `]` closes nothing"],
    ["graph [ node ]", "not GML, line 1: `node` has no value"],
    ["graph [ 5 ]", "not GML, line 1: a value without a key"],
    ["<graphml/>", "not GML, line 1: `<` was not expected"],
    ['Creator "me"', "there is no `graph [ … ]` in it"],
  ])("says why %j is none", (text, fault) => {
    expect(readGml(text)).toEqual({ fault });
  });
});

describe("demand", () => {
  it("by gravity adds up to its total and follows the masses", () => {
    const demand = gravityDemand([1, 2, 0, 3], 22e6);
    expect(demand.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(22e6, 3);
    const value = (from: number, to: number): number =>
      demand.find((entry) => entry.from === from && entry.to === to)?.value ?? 0;
    expect([value(0, 1), value(1, 3), value(3, 1), value(2, 3), value(1, 1)].map(Math.round)).toEqual([
      2e6, 6e6, 6e6, 0, 0,
    ]);
  });

  it("is read from a file, and lines that are none are said", () => {
    expect(readDemandCsv("tm,src,dst,demand\n0,1,2,5.5\n0,x\n1,2,1,-3\n1,2,1,7\n")).toEqual({
      matrices: [
        { name: "0", entries: [{ from: "1", to: "2", value: 5.5 }] },
        { name: "1", entries: [{ from: "2", to: "1", value: 7 }] },
      ],
      problems: [
        "line 3 is left out: expected `tm,src,dst,demand`, found `0,x`",
        "line 4 is left out: expected `tm,src,dst,demand`, found `1,2,1,-3`",
      ],
    });
  });
});

describe.skipIf(!isThere)("the reference networks (skipped where ../shared/data is not there)", () => {
  const read = (file: string): string => readFileSync(path.join(data, file), "utf8");
  const facts = isThere ? (JSON.parse(read("facts/topology-zoo.json")) as Record<string, object>) : {};
  const counted = (graph: TopologyGraph, name: string): void => {
    expect({ name, ...facts[name] }).toMatchObject({ name, ...graphFacts(graph) });
  };
  const files = (kind: string): string[] => readdirSync(path.join(data, "topology-zoo", kind));

  it("hold what was counted in them, as GraphML", () => {
    for (const file of files("graphml")) {
      const answer = readGraphml(read(`topology-zoo/graphml/${file}`));
      expect(answer).toMatchObject({ problems: [] });
      if ("graph" in answer) counted(answer.graph, path.parse(file).name);
    }
    expect(files("graphml")).toHaveLength(170);
  });

  it("hold what was counted in them, as GML", () => {
    for (const file of files("gml")) {
      const answer = readGml(read(`topology-zoo/gml/${file}`));
      expect(answer).toMatchObject({ problems: [] });
      if ("graph" in answer) counted(answer.graph, path.parse(file).name);
    }
    expect(files("gml")).toHaveLength(43);
  });

  it("hold B4 and its traffic, by ids and not by places", () => {
    const b4 = readNodeLinkGraph(read("teal/B4.json"));
    expect(b4).toMatchObject({ problems: [], graph: { directed: true, nodes: { length: 12 } } });
    const { matrices, problems } = readDemandCsv(read("teal/B4-real-tm-36x12x12.csv"));
    expect([matrices.length, problems]).toEqual([36, []]);
    const total = matrices[0].entries.reduce((sum, { value }) => sum + value, 0);
    expect(total).toBeCloseTo(26682.595918, 6);
    expect(matrices[0].entries.toSorted((x, y) => y.value - x.value)[0]).toEqual({
      from: "11",
      to: "2",
      value: 1278.09064,
    });
  });
});
