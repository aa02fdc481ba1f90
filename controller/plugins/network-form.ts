// A network as data for another process: what it answers by functions is written out for every pair of hosts.
import type { Host, Link, LinkChoice, Network, Vm } from "../../engine/model/network.ts";
import { columnsOf, recordsOf, type Columns } from "./record-columns.ts";

type Answers = "linkKinds" | "pathRateBps" | "pathDelaySeconds";
type Listed = "hosts" | "vms" | "kept";

/** Matrices are host by host, row = from. `choiceOf`: index of the pair's kinds in `choices`. */
export interface NetworkForm {
  readonly data: Omit<Network, Answers | Listed>;
  readonly hosts: Columns;
  readonly vms: Columns;
  readonly kept: Columns;
  readonly choices: readonly (readonly LinkChoice[])[];
  readonly choiceOf: Uint32Array;
  readonly pathRate: Float64Array;
  readonly pathDelay: Float64Array;
}

const forms = new WeakMap<Network, NetworkForm>();

/** Made once for a network: with a thousand hosts there are a million pairs. */
export function networkForm(network: Network): NetworkForm {
  let form = forms.get(network);
  if (form === undefined) forms.set(network, (form = writeForm(network)));
  return form;
}

function writeForm(network: Network): NetworkForm {
  const { hosts, vms, kept, ...rest } = network;
  const size = hosts.length;
  const choices: (readonly LinkChoice[])[] = [];
  const indexOf = new Map<string, number>();
  const known = new Map<readonly LinkChoice[], number>(); // most pairs share one list
  const choiceOf = new Uint32Array(size * size);
  const pathRate = new Float64Array(size * size);
  const pathDelay = new Float64Array(size * size);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      const at = from * size + to;
      const kinds = network.linkKinds(from, to);
      let index = known.get(kinds);
      if (index === undefined) {
        const key = kinds.map(({ kind, cost }) => `${kind} ${cost}`).join();
        index = indexOf.get(key);
        if (index === undefined) indexOf.set(key, (index = choices.push(kinds) - 1));
        known.set(kinds, index);
      }
      choiceOf[at] = index;
      pathRate[at] = network.pathRateBps(from, to);
      pathDelay[at] = network.pathDelaySeconds(from, to);
    }
  }
  return {
    data: withoutFunctions(rest),
    hosts: columnsOf(hosts),
    vms: columnsOf(vms),
    kept: columnsOf(kept),
    choices,
    choiceOf,
    pathRate,
    pathDelay,
  };
}

function withoutFunctions(network: Omit<Network, Listed>): NetworkForm["data"] {
  const data = Object.entries(network).filter(([, value]) => typeof value !== "function");
  return Object.fromEntries(data) as unknown as NetworkForm["data"];
}

/** What it gives is frozen where that can be, so that one run cannot change it for the next. */
export function readNetwork(form: NetworkForm): Network {
  const { choices, choiceOf, pathRate, pathDelay } = form;
  const size = form.hosts.length;
  return deepFrozen({
    ...form.data,
    hosts: recordsOf<Host>(form.hosts),
    vms: recordsOf<Vm>(form.vms),
    kept: recordsOf<Link>(form.kept),
    linkKinds: (from, to) => choices[choiceOf[from * size + to] ?? -1] ?? [],
    pathRateBps: (from, to) => pathRate[from * size + to] ?? NaN,
    pathDelaySeconds: (from, to) => pathDelay[from * size + to] ?? NaN,
  });
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFrozen(part);
  return value;
}
