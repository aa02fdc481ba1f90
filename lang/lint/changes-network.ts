// Whether a rule of a policy brings changes of the network, rather than taking them back, waiting or telling.
import type { Action } from "../syntax/tree.ts";

const changing: ReadonlySet<string> = new Set(["adapt", "migrate", "connect", "forward"]);

export function changesNetwork(actions: readonly Action[]): boolean {
  return actions.some(({ verb }) => changing.has(verb.text));
}
