// The pictures of an application: self-contained, without script, safe for any name, the same each time.
import { describe, expect, it } from "vitest";
import type { ApplicationView } from "../../../../cli/report/application/application-view.ts";
import { renderApplication } from "../../../../cli/report/application/render-application.ts";

function view(count: number, name = (index: number) => `v${index}`): ApplicationView {
  const pairs = Array.from({ length: count }, (_, from) => ({
    from,
    to: (from + 1) % count,
    frames: 1,
    bytes: 100 * (count - from),
  }));
  return {
    source: 'a <b> & "c".pcap',
    members: Array.from({ length: count }, (_, index) => ({
      mac: `02:00:00:00:00:${index.toString(16).padStart(2, "0")}`,
      name: name(index),
    })),
    pairs,
    frames: count,
    bytes: 1000,
    seconds: 2,
    whole: {
      event: "shape",
      at: 2,
      shape: ["ring"],
      confidence: 1,
      direction: "exchange",
      root: null,
      missing: [],
      extra: [],
    },
    topology: pairs.map(({ from, to }) => [from, to] as const),
    changes: [],
    truncated: false,
    notes: [],
  };
}

describe("application as SVG", () => {
  it("needs nothing from elsewhere and runs nothing", () => {
    const svg = renderApplication(view(6), "svg");
    expect(svg).not.toMatch(/<script|href=|url\(|\bon\w+=|<image|@import/);
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).toBe(renderApplication(view(6), "svg"));
  });

  it("has a cell for each pair, a line for each edge, a circle for each machine", () => {
    const svg = renderApplication(view(6), "svg");
    expect(svg.match(/class="cell"/g)).toHaveLength(6);
    expect(svg.match(/<line /g)).toHaveLength(6);
    expect(svg.match(/<circle /g)).toHaveLength(6);
  });

  it("escapes names, and every tag that it opens is closed", () => {
    const svg = renderApplication(
      view(3, (index) => `<&"'${index}`),
      "svg",
    );
    expect(svg).toContain("&lt;&amp;&quot;'1");
    const tags = svg.match(/<\/?[a-z]+[^<>]*>/g) ?? [];
    const count = (pattern: RegExp): number => tags.filter((tag) => pattern.test(tag)).length;
    expect(tags.length).toBeGreaterThan(20);
    expect(count(/^<[a-z].*[^/]>$/s)).toBe(count(/^<\//));
  });

  it("shows what XML cannot hold as the replacement character", () => {
    const svg = renderApplication(
      view(3, (index) => `a\u0001\u001b\uffff\ud800\u{1f600}${index}`),
      "svg",
    );
    expect(svg).toContain("a\ufffd\ufffd\ufffd\ufffd\u{1f600}1");
    expect(svg).not.toMatch(/[^\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  });

  it("shows the busiest of many and says how many it leaves out", () => {
    const svg = renderApplication(view(100), "svg");
    expect(svg).toContain("without the 60 addresses that have least");
    expect(svg.match(/<circle /g)?.length).toBeLessThanOrEqual(40);
  });
});

describe("application as text for other tools", () => {
  it("escapes what would break CSV and DOT", () => {
    const odd = view(2, (index) => `a"b,\\${index}`);
    expect(renderApplication(odd, "csv").split("\n")[1]).toBe('"a""b,\\0","a""b,\\1",1,200');
    expect(renderApplication(odd, "dot")).toContain('n0 [label="a\\"b,\\\\0"];');
  });
});
