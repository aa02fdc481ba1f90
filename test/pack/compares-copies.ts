// A plugin's side of the question whether its `vnet/engine` and the command's are one: run by the pack test where the package is installed.

/** Marks a method of the class that the plugin sees, runs the command in the same process, and asks whether the command met the mark. */
export const comparesCopies = `
import { PlannerRegistry } from "vnet/engine";

let met;
const { get } = PlannerRegistry.prototype;
PlannerRegistry.prototype.get = function (name) {
  met = this;
  return get.call(this, name);
};
process.argv.splice(2, Infinity, "test", "node_modules/vnet/policies/ring.vnet");
const command = new URL("node_modules/vnet/bin/vnet.js", import.meta.url);
await import(command.href);
console.log(met instanceof PlannerRegistry ? "one copy" : "the command has a copy of its own");
`;
