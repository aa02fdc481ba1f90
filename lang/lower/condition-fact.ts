// What a dotted name in a condition reads: a fact, or what is known of a host, VM, link or flow.
import { broken, describeType, typeOfFact } from "../check/type.ts";
import { didYouMean } from "../diagnostics/did-you-mean.ts";
import { facts } from "../ir/facts.ts";
import type { FactName, FactSignature } from "../ir/facts.ts";
import type { Logic } from "../ir/logic.ts";
import type { Span } from "../source/span.ts";
import type { CallExpression, Expression, MemberExpression } from "../syntax/expression.ts";
import type { Elaborator, Typed, Variables } from "./condition.ts";
import { dottedName } from "./dotted-name.ts";

/** Kinds of thing of which facts are known: `h.load` is the fact `host.load` of h. */
const ofThings = ["host", "vm", "link", "flow"];

export function signatureOf(name: string): FactSignature | undefined {
  return Object.hasOwn(facts, name) ? facts[name as FactName] : undefined;
}

/** Words that begin facts without being things: traffic, app, overlay, plan, … */
const factRoots: ReadonlySet<string> = new Set(
  Object.keys(facts)
    .map((name) => name.split(".")[0] ?? "")
    .filter((root) => !ofThings.includes(root)),
);

/** As a policy writes them, for suggestions. */
function factsWrittenFrom(root: string): readonly string[] {
  return Object.entries(facts)
    .filter(([name]) => name.startsWith(`${root}.`))
    .map(([name]) => name);
}

export function readFact(elaborator: Elaborator, name: string, args: readonly Logic[], span: Span): Typed {
  const signature = signatureOf(name);
  if (signature === undefined) return { type: broken, logic: false };
  if (signature.in === "test" && !elaborator.inTest)
    return elaborator.fail(
      "rule/test-fact",
      span,
      `\`${name}\` is known in the \`expect\` of a test only`,
      "in a rule, read `traffic.carried`",
    );
  return { type: typeOfFact(signature.gives), logic: { fact: [name, ...args] } };
}

/** The fact of that name that takes no arguments, or undefined. */
export function factNamed(elaborator: Elaborator, path: readonly string[], span: Span): Typed | undefined {
  const name = path.join(".");
  const signature = signatureOf(name);
  if (signature === undefined || ofThings.includes(path[0] ?? "")) return undefined;
  if (signature.takes.length > 0) return undefined;
  return readFact(elaborator, name, [], span);
}

/** The arguments of a fact, checked against its signature; undefined and a diagnostic when they are wrong. */
export function factArguments(
  elaborator: Elaborator,
  name: string,
  args: readonly Expression[],
  variables: Variables,
  span: Span,
): readonly Logic[] | undefined {
  const signature = signatureOf(name);
  if (signature === undefined) return undefined;
  if (args.length !== signature.takes.length) {
    const { takes, syntax } = signature;
    const wanted = `${takes.length} ${takes.length === 1 ? "argument" : "arguments"}`;
    elaborator.fail("type/arguments", span, `\`${syntax}\` takes ${wanted}, found ${args.length}`);
    return undefined;
  }
  const logic: Logic[] = [];
  for (const [i, arg] of args.entries()) {
    const typed = elaborator.elaborate(arg, variables);
    const wanted = typeOfFact(signature.takes[i] ?? "host");
    if (typed.type.kind === "broken") return undefined;
    if (typed.type.kind !== wanted.kind) {
      elaborator.mismatch(describeType(wanted), typed.type, arg.span);
      return undefined;
    }
    logic.push(typed.logic);
  }
  return logic;
}

/** `path(a, b).rate`: the one call that is nothing without its member. */
function pathFact(
  elaborator: Elaborator,
  call: CallExpression,
  member: MemberExpression,
  variables: Variables,
): Typed {
  const name = `path.${member.name.text}`;
  if (signatureOf(name) === undefined) return unknownMember(elaborator, "path", "a path", member);
  const args = factArguments(elaborator, name, call.args, variables, call.span);
  return args === undefined ? { type: broken, logic: false } : readFact(elaborator, name, args, member.span);
}

function unknownMember(
  elaborator: Elaborator,
  root: string,
  what: string,
  { name }: MemberExpression,
): Typed {
  if (name.text === "") return { type: broken, logic: false };
  const members = factsWrittenFrom(root).map((each) => each.slice(root.length + 1));
  const help =
    didYouMean(name.text, members) ?? (members.length > 0 ? `it has ${members.join(", ")}` : undefined);
  return elaborator.fail("name/unknown-fact", name.span, `${what} has no \`${name.text}\``, help);
}

export function factOrMember(elaborator: Elaborator, member: MemberExpression, variables: Variables): Typed {
  const { of, name, span } = member;
  const path = dottedName(member);
  const root = path?.[0] ?? "";
  if (path !== undefined && !variables.has(root)) {
    if (path.includes("")) return { type: broken, logic: false };
    const fact = factNamed(elaborator, path, span);
    if (fact !== undefined) return fact;
    if (signatureOf(path.join(".")) !== undefined && factRoots.has(root))
      return elaborator.fail("type/arguments", span, `\`${path.join(".")}\` needs arguments`);
    if (factRoots.has(root) && !elaborator.compilation.names.has(root))
      return elaborator.fail(
        "name/unknown-fact",
        span,
        `unknown fact \`${path.join(".")}\``,
        didYouMean(path.join("."), Object.keys(facts)),
      );
  }
  if (of.kind === "call" && of.callee.kind === "name" && of.callee.name.text === "path")
    return pathFact(elaborator, of, member, variables);
  const thing = elaborator.elaborate(of, variables);
  if (thing.type.kind === "broken") return { type: broken, logic: false };
  const factName = `${thing.type.kind}.${name.text}`;
  if (!ofThings.includes(thing.type.kind) || signatureOf(factName) === undefined)
    return unknownMember(elaborator, thing.type.kind, describeType(thing.type), member);
  return readFact(elaborator, factName, [thing.logic], span);
}
