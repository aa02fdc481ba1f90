// What a policy may say that a run does not carry out yet: told, never passed over in silence.
import type { Network } from "../../engine/index.ts";
import type { PolicyIr } from "../../lang/index.ts";
import { list } from "../report/list.ts";

/** One sentence for each. */
export function notYetCarriedOut({ network }: PolicyIr, built: Network): string[] {
  const sentences: string[] = [];
  const names = network.vms.filter(({ host }) => host === undefined).map(({ name }) => `\`${name}\``);
  if (names.length > 0)
    sentences.push(
      `VMs are not placed where they are first seen yet: ${list(names)} ${names.length === 1 ? "needs" : "need"} \`on HOST\`, or the frames are lost`,
    );
  const left = network.links.filter((link) => !isKept(built, link.a, link.b));
  if (left.length > 0)
    sentences.push(
      `links that this data plane cannot open are left out: ${left.map(({ a, b }) => `${built.hosts[a].name} <-> ${built.hosts[b].name}`).join(", ")}`,
    );
  if (network.paths.some(({ loss }) => loss !== undefined && loss > 0))
    sentences.push("the `loss` of paths is not emulated");
  if (network.forwards.length > 0)
    sentences.push("the `forward` rules of the network are not installed yet: their frames go by the star");
  return sentences;
}

function isKept({ kept }: Network, a: number, b: number): boolean {
  return kept.some((link) => link.a === Math.min(a, b) && link.b === Math.max(a, b));
}
