// Whatever the text is, the compiler answers: it does not throw, every span lies in its file, and the same text gives the same bytes.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, decodePolicy } from "../../lang/index.ts";
import { compileText, loadFrom, sampleNetwork } from "./compile-text.ts";

const policy = readFileSync(new URL("../../policies/ring.vnet", import.meta.url), "utf8");
const words = [
  ...new Set(
    `${policy}\n${sampleNetwork} topology let else then given at within path link overlay allow deny forward
    via pin together apart objective maximize priority until hold alert where each plugin from import as any all
    sum count [ ] ( ) { } : , -> <-> == != <= >= < > = + - * / .. ..< . "x" " ; @ 1 2 s Mbps 10 Mbps`.match(
      /\S+/g,
    ),
  ),
];

/** Throws what it finds wrong; for `fc.property`. */
function checkAnswer(text: string): void {
  const result = compileText(text);
  for (const { span, labels, message } of result.diagnostics) {
    for (const { file, start, end } of [span, ...labels.map((label) => label.span)]) {
      const length = result.sources[file]?.text.length ?? -1;
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(length);
    }
    expect(message).not.toMatch(/\n|undefined|NaN|\[object/);
  }
  expect(result.policy === undefined).toBe(result.diagnostics.some(({ severity }) => severity === "error"));
  const decoded = result.policy && decodePolicy(JSON.parse(JSON.stringify(result.policy)));
  expect(decoded).toEqual(result.policy && { policy: result.policy });
}

/** The report of the first text that is not answered as it should be, with its seed. */
function failureAmong(texts: fc.Arbitrary<string>, numRuns: number): string | undefined {
  const result = fc.check(fc.property(texts, checkAnswer), { numRuns });
  return result.failed ? fc.defaultReportMessage(result) : undefined;
}

const someWords = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...words), { maxLength }).map((each) => each.join(" "));

describe("the compiler answers", () => {
  it("any text", () => {
    expect(failureAmong(fc.string({ unit: "binary", maxLength: 200 }), 100)).toBeUndefined();
  });

  it("any soup of tokens", () => {
    expect(failureAmong(someWords(80), 120)).toBeUndefined();
  });

  it("a policy in which a stretch was replaced", () => {
    const change = fc.record({ at: fc.nat(policy.length), length: fc.nat(30), by: someWords(4) });
    expect(
      failureAmong(
        change.map(({ at, length, by }) => policy.slice(0, at) + by + policy.slice(at + length)),
        100,
      ),
    ).toBeUndefined();
  });

  it("a policy whose tail is missing", () => {
    expect(
      failureAmong(
        fc.nat(policy.length).map((at) => policy.slice(0, at)),
        60,
      ),
    ).toBeUndefined();
  });
});

it("gives the same bytes for the same text", () => {
  const bytes = (): string => JSON.stringify(compileText(policy).policy);
  expect(bytes()).toBe(bytes());
});

it("takes line breaks for white space", () => {
  const flat = policy.replace(/#[^\n]*/g, "").replace(/\s*\n\s*/g, " ");
  const [own, flattened] = [compileText(policy), compileText(flat)];
  expect(flattened.diagnostics).toEqual([]);
  const withoutOrigins = (json: unknown): unknown =>
    JSON.parse(JSON.stringify(json, (key: string, value: unknown) => (key === "origin" ? undefined : value)));
  expect(withoutOrigins(flattened.policy)).toEqual(withoutOrigins(own.policy));
});

describe("nesting has a limit, and passing it is one diagnostic", () => {
  const deep = 10_000;
  it.each([
    ["parentheses", "(".repeat(deep) + "1" + ")".repeat(deep)],
    ["brackets", "[".repeat(deep) + "]".repeat(deep)],
    ["negations", `${"not ".repeat(deep)}true`],
    ["signs", `${"- ".repeat(deep)}1`],
    ["conditionals", `${"if true then ".repeat(deep)}1`],
    ["quantifiers", `${"any h in hosts: ".repeat(deep)}true`],
    ["sums", `1${" + 1".repeat(deep)}`],
    ["members", `a${".b".repeat(deep)}`],
    ["calls", "f(".repeat(deep)],
  ])("%s", (_, expression) => {
    const { diagnostics } = compileText(`${sampleNetwork} rule r { when ${expression} do adapt }`);
    expect(diagnostics.map(({ id }) => id)).toContain("syntax/nesting");
    expect(diagnostics.length).toBeLessThanOrEqual(2);
  });

  it("blocks", () => {
    const body = `${"if true { ".repeat(deep)}${"}".repeat(deep)}`;
    const { diagnostics } = compileText(`${sampleNetwork} topology t(xs) { ${body} }`);
    expect(diagnostics.map(({ id }) => id)).toEqual(["syntax/nesting"]);
  });
});

it.each(["all h in hosts: ", "not (", "(- 1) mod (", "1 + (", "if true then true else (", "max(1, "])(
  "what nests `%s` less than the limit fits the compiled form",
  (opening) => {
    const closing = opening.includes("(") && !opening.startsWith("(-") ? ")" : "";
    const core = /^(all|not|if)/.test(opening) ? "true" : "1";
    const nest = (times: number): string => {
      if (opening.startsWith("(-")) return `${"(".repeat(times)}1${" mod 7)".repeat(times)} == 1`;
      const inner = opening.repeat(times) + core + closing.repeat(times);
      return core === "true" ? inner : `${inner} == 1`;
    };
    const compiled = Array.from({ length: 70 }, (_, times) =>
      compileText(`${sampleNetwork} rule r { when ${nest(times)} do adapt }`),
    );
    const last = compiled.findLastIndex(({ policy }) => policy !== undefined);
    expect(last).toBeGreaterThan(20);
    expect(compiled.slice(0, last + 1).every(({ diagnostics }) => diagnostics.length === 0)).toBe(true);
    expect(decodePolicy(compiled[last]?.policy)).toEqual({ policy: compiled[last]?.policy });
  },
);

it("says little for one slip: a token that is lost, doubled or replaced gives 1.1 diagnostics or less", () => {
  const tokens = [...policy.matchAll(/"[^"\n]*"|#[^\n]*|[\w-]+|[^\s\w]+/g)].filter(
    ([text]) => !text.startsWith("#"),
  );
  const counts: number[] = [];
  for (const [i, match] of tokens.entries()) {
    if (i % 5 !== 0) continue; // a fifth of them says as much
    const [before, after] = [policy.slice(0, match.index), policy.slice(match.index + match[0].length)];
    for (const instead of ["", `${match[0]} ${match[0]}`, "zzz"]) {
      const { diagnostics } = compile({ path: "p", text: before + instead + after }, { load: loadFrom({}) });
      if (diagnostics.length > 0) counts.push(diagnostics.length);
    }
  }
  const mean = counts.reduce((sum, each) => sum + each, 0) / counts.length;
  expect(counts.length).toBeGreaterThan(100);
  expect(mean).toBeLessThan(1.1);
});
