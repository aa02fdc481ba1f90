// The planners that a policy brings along: what they are called, where they are, what they may take.
import type { PolicyIr } from "../ir/policy-ir.ts";
import type { LoadedModules } from "../modules/load-modules.ts";
import type { PluginDeclaration } from "../syntax/tree.ts";
import { readAttributes } from "./attributes.ts";
import { originOf } from "./compilation.ts";
import { emptyScope } from "./evaluate.ts";
import type { Evaluator } from "./evaluate.ts";

type PluginIr = PolicyIr["plugins"][number];

export function pluginDeclarations({ modules }: LoadedModules): PluginDeclaration[] {
  return modules.flatMap(({ tree }) => tree.declarations.filter((each) => each.kind === "plugin"));
}

export function lowerPlugin(evaluator: Evaluator, plugin: PluginDeclaration): PluginIr {
  const { name, span, attributes } = plugin;
  const from = evaluator.evaluate(plugin.from, emptyScope);
  const values = readAttributes(evaluator, "plugin", attributes);
  const [memoryBytes, deadlineSeconds] = [values.number("memory"), values.number("deadline")];
  checkPlugin(evaluator, plugin);
  return {
    name: name.text,
    from: from?.kind === "string" ? from.value : "",
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(deadlineSeconds === undefined ? {} : { deadlineSeconds }),
    origin: originOf(span),
  };
}

/** What keeps the plugin from being used is reported where it is declared. */
function checkPlugin(evaluator: Evaluator, { name, from }: PluginDeclaration): void {
  const { planners, plugins, diagnostics } = evaluator.compilation;
  const answer = plugins.get(name.text);
  if (planners?.some((planner) => planner.name === name.text) === true)
    diagnostics.report("name/duplicate", name.span, `there is a planner \`${name.text}\` already`, {
      help: "give the plugin another name",
    });
  else if (answer !== undefined && "fault" in answer)
    diagnostics.report("name/plugin", from.span, `cannot load plugin \`${name.text}\`: ${answer.fault}`);
}
