// What a policy may say that a run does not carry out yet: told, never passed over in silence.
import type { PolicyIr } from "../../lang/index.ts";

/** One sentence for each. */
export function notYetCarriedOut({ network, plugins }: PolicyIr): string[] {
  const sentences: string[] = [];
  if (network.forwards.length > 0)
    sentences.push("the `forward` rules of the network are not installed yet: their frames go by the star");
  if (plugins.length > 0)
    sentences.push(
      `plugins are not loaded yet: rules that use ${plugins.map(({ name }) => `\`${name}\``).join(", ")} will change nothing`,
    );
  return sentences;
}
