// Arbitrary well-typed expressions of the JSON Logic profile, and arbitrary facts to evaluate them on.
import fc from "fast-check";
import type { FactName } from "../../lang/ir/facts.ts";
import type { Logic } from "../../lang/ir/logic.ts";
import type { FactSource, Value } from "../../engine/decide/fact-source.ts";

/** What a network of the arbitrary facts has: hosts 0..3, VMs 0..4, links by key. */
const hosts = [0, 1, 2, 3] as const;
const vms = [0, 1, 2, 3, 4] as const;
const links = ["0-1", "0-2", "1-3"] as const;
const shapes = ["ring", "bus", "none"] as const;

/** Few and round numbers, so that comparisons hold, fail and are equal, and divisors are zero. */
const number = fc.constantFrom(0, 1, 2, 3, 0.5, -1, 1e6, 1e21, 5e-7, Number.MAX_VALUE);

/** Which loop variables are in scope, by what they stand for. */
interface Names {
  readonly host: readonly string[];
  readonly link: readonly string[];
}

type Kind = "number" | "boolean" | "scalar" | "numbers" | "links";

/**
 * Expressions that give a boolean, at most `depth` operations deep. `isTotal`: only operators that are never unknown
 * when every fact is known (no division, no overflow, no extreme of an empty list).
 */
export function booleanLogic(
  options: { readonly depth?: number; readonly isTotal?: boolean } = {},
): fc.Arbitrary<Logic> {
  return logicOf("boolean", options.depth ?? 4, { host: [], link: [] }, options.isTotal ?? false);
}

/** Expressions that give a number; options as for `booleanLogic`. */
export function numberLogic(
  options: { readonly depth?: number; readonly isTotal?: boolean } = {},
): fc.Arbitrary<Logic> {
  return logicOf("number", options.depth ?? 4, { host: [], link: [] }, options.isTotal ?? false);
}

/** Made once for each kind, depth and scope: the arbitraries of deeper levels are many. */
const made = new Map<string, fc.Arbitrary<Logic>>();

function logicOf(kind: Kind, depth: number, names: Names, isTotal: boolean): fc.Arbitrary<Logic> {
  const key = JSON.stringify([kind, depth, names, isTotal]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const flat = leaves(kind, names);
  const logic =
    depth === 0
      ? flat
      : fc.oneof(
          { weight: 1, arbitrary: flat },
          { weight: 3, arbitrary: nested(kind, depth - 1, names, isTotal) },
        );
  made.set(key, logic);
  return logic;
}

function fact(name: FactName, ...args: readonly fc.Arbitrary<Logic>[]): fc.Arbitrary<Logic> {
  return fc.tuple(...args).map((operands) => ({ fact: [name, ...operands] }));
}

function leaves(kind: Kind, names: Names): fc.Arbitrary<Logic> {
  const host = fc.oneof(fc.constantFrom<Logic[]>(...hosts), ...names.host.map(variable));
  const link = fc.oneof(fc.constantFrom<Logic[]>(...links), ...names.link.map(variable));
  const vm = fc.constantFrom<Logic[]>(...vms);
  switch (kind) {
    case "number":
      return fc.oneof(
        number,
        fact("traffic.total"),
        fact("traffic", vm, vm),
        fact("host.load", host),
        fact("link.rate", link),
        host,
      );
    case "boolean":
      return fc.oneof(fc.boolean(), fact("app.changed"), fact("link.up", link));
    case "scalar":
      return fc.oneof(fc.constantFrom<Logic[]>(...shapes), fact("app.shape"), link);
    case "numbers":
      return fc.oneof(fc.array(number, { maxLength: 3 }), fact("hosts"));
    case "links":
      return fc.oneof(fc.subarray<Logic>([...links]), fact("links"), fact("overlay.links"));
  }
}

function variable(name: string): fc.Arbitrary<Logic> {
  return fc.constant({ var: name });
}

/** Operations on expressions of `depth` and less. */
function nested(kind: Kind, depth: number, names: Names, isTotal: boolean): fc.Arbitrary<Logic> {
  const of = (other: Kind): fc.Arbitrary<Logic> => logicOf(other, depth, names, isTotal);
  const operation = (operator: string, ...operands: readonly fc.Arbitrary<Logic>[]): fc.Arbitrary<Logic> =>
    fc.tuple(...operands).map((values) => ({ [operator]: values }));
  const anyOf = (...operators: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...operators);
  const pick = (
    operators: fc.Arbitrary<string>,
    ...operands: readonly fc.Arbitrary<Logic>[]
  ): fc.Arbitrary<Logic> =>
    fc.tuple(operators, fc.tuple(...operands)).map(([operator, values]) => ({ [operator]: values }));
  const through = (operator: string, body: Kind): fc.Arbitrary<Logic> =>
    fc.oneof(
      members("host", depth, names, isTotal, (list, inner) =>
        operation(operator, list, logicOf(body, depth, inner, isTotal)),
      ),
      members("link", depth, names, isTotal, (list, inner) =>
        operation(operator, list, logicOf(body, depth, inner, isTotal)),
      ),
    );
  const conditional = operation("if", of("boolean"), of(kind), of(kind));
  switch (kind) {
    case "boolean":
      return fc.oneof(
        conditional,
        operation("!", of("boolean")),
        operation("known", fc.oneof(of("boolean"), of("number"))),
        fc
          .tuple(anyOf("and", "or"), fc.array(of("boolean"), { minLength: 1, maxLength: 4 }))
          .map(([operator, operands]) => ({ [operator]: operands })),
        pick(anyOf("<", "<=", ">", ">=", "===", "!=="), of("number"), of("number")),
        pick(anyOf("===", "!=="), of("scalar"), of("scalar")),
        operation("member", of("scalar"), of("links")),
        operation("same-set", of("links"), of("links")),
        through("some", "boolean"),
      );
    case "number":
      return fc.oneof(
        conditional,
        pick(
          isTotal ? anyOf("-", "+") : anyOf("+", "-", "*", "/", "%"),
          ...(isTotal ? [small, small] : [of("number"), of("number")]),
        ),
        operation("-", of("number")),
        operation("sum", isTotal ? fc.constant({ fact: ["hosts"] }) : of("numbers")),
        operation(
          "count",
          fc.oneof(
            of("numbers"),
            of("links"),
            members("host", depth, names, isTotal, (list) => list),
          ),
        ),
        ...(isTotal
          ? []
          : [
              pick(
                anyOf("maximum", "minimum", "average", "sum"),
                fc.oneof(of("numbers"), through("map", "number")),
              ),
            ]),
      );
    case "numbers":
      return fc.oneof(conditional, through("map", "number"), fc.array(of("number"), { maxLength: 3 }));
    case "scalar":
    case "links":
      return conditional;
  }
}

const small = fc.integer({ min: -5, max: 5 });

/** An `each` over hosts or links, sometimes filtered, handed to `use` with the names that are bound behind it. */
function members(
  kind: keyof Names,
  depth: number,
  names: Names,
  isTotal: boolean,
  use: (list: fc.Arbitrary<Logic>, names: Names) => fc.Arbitrary<Logic>,
): fc.Arbitrary<Logic> {
  const name = `${kind}${names[kind].length % 2}`; // the third hides the first
  const inner = { ...names, [kind]: [...names[kind], name] };
  const each = fc
    .oneof(
      fc.constant<Logic>({ fact: [kind === "host" ? "hosts" : "links"] }),
      kind === "host" ? fc.subarray<Logic>([...hosts]) : fc.subarray<Logic>([...links]),
    )
    .map((list): Logic => ({ each: [name, list] }));
  const filtered = fc
    .tuple(each, logicOf("boolean", Math.min(depth, 1), inner, isTotal))
    .map((operands): Logic => ({ filter: operands }));
  return use(fc.oneof(each, filtered), inner);
}

/** Facts that say the same whenever they are asked; a share of them is unknown. */
export function factSources(options: { readonly unknownShare: number }): fc.Arbitrary<FactSource> {
  return fc
    .infiniteStream(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(1000)))
    .map((stream) => {
      const known = new Map<string, Value | undefined>();
      return {
        read(name, args) {
          const key = JSON.stringify([name, args]);
          if (!known.has(key)) {
            const [share, choice] = stream.next().value as [number, number];
            known.set(key, share < options.unknownShare ? undefined : factValue(name, choice));
          }
          return known.get(key);
        },
      };
    });
}

function factValue(name: FactName, choice: number): Value {
  switch (name) {
    case "app.changed":
    case "link.up":
      return choice % 2 === 0;
    case "app.shape":
      return shapes[choice % shapes.length] ?? "none";
    case "hosts":
      return hosts.filter((host) => (choice >> host) % 2 === 0);
    case "links":
    case "overlay.links":
      return links.filter((_, position) => (choice >> position) % 2 === 0);
    default:
      return [0, 1, 2, 0.5, 1e6][choice % 5] ?? 0;
  }
}
