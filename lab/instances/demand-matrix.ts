// Traffic between the nodes of a graph: by the gravity model, or from a file of matrices.
import type { Entry } from "../../engine/model/sparse-matrix.ts";

/**
 * Node i sends j a share of the total in proportion to mass[i] × mass[j], i ≠ j (Roughan, Simplifying the synthesis of Internet traffic
 * matrices, 2005). Masses ≥ 0; pairs without demand are left out.
 */
export function gravityDemand(mass: readonly number[], totalBps: number): Entry[] {
  const all = mass.reduce((sum, each) => sum + each, 0);
  const weight = mass.reduce((sum, each) => sum + each * (all - each), 0);
  return mass.flatMap((sent, from) =>
    mass.flatMap((received, to) => {
      const value = from === to ? 0 : (totalBps * sent * received) / weight;
      return value > 0 ? [{ from, to, value }] : [];
    }),
  );
}

/** One matrix: entries between ids of nodes, in the file's unit. */
export interface NamedMatrix {
  readonly name: string;
  readonly entries: readonly { readonly from: string; readonly to: string; readonly value: number }[];
}

/** Reads `tm,src,dst,demand` lines, as Teal's B4 matrices have them, in the order of the file. `problems`: lines that were left out. */
export function readDemandCsv(text: string): {
  readonly matrices: readonly NamedMatrix[];
  readonly problems: readonly string[];
} {
  const matrices = new Map<string, { from: string; to: string; value: number }[]>();
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((line, at) => {
    if (line === "" || (at === 0 && line.startsWith("tm,"))) return;
    const [name, from, to, demand, ...rest] = line.split(",");
    const value = Number(demand);
    if (
      to === undefined ||
      demand === undefined ||
      demand === "" ||
      rest.length > 0 ||
      !(value >= 0 && value < Infinity)
    ) {
      problems.push(
        `line ${at + 1} is left out: expected \`tm,src,dst,demand\`, found \`${line.slice(0, 60)}\``,
      );
      return;
    }
    const entries = matrices.get(name) ?? [];
    matrices.set(name, entries);
    entries.push({ from, to, value });
  });
  return { matrices: [...matrices].map(([name, entries]) => ({ name, entries })), problems };
}
