// The names of links and flows as arguments of facts.

/** The key of the undirected link between two hosts: "lower-higher" index. */
export function linkKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

/** The key of the directed flow between two VMs: "from>to". */
export function flowKey(from: number, to: number): string {
  return `${from}>${to}`;
}
