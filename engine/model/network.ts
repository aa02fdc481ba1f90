// What the network is, as the engine sees it: hosts, VMs and which links may exist. Immutable; built from the IR.
import type { LinkKind } from "../../lang/ir/policy-ir.ts";
import type { MacAddress } from "./mac-address.ts";

/** A machine that runs a daemon. The Proxy is one of them and never a place for a VM. */
export interface Host {
  readonly name: string;
  readonly proxy: boolean;
  readonly site: number; // index of its site, -1 = none
  readonly slots: number; // VMs it can run, Infinity = unbounded
  readonly cpu: number; // cores, Infinity = unknown
  readonly memoryBytes: number; // Infinity = unbounded
  readonly rateBps: number; // its card, each direction, shared by all its links; Infinity = unbounded
}

export interface Vm {
  readonly name: string;
  readonly mac: MacAddress;
  readonly cpu: number; // cores it claims, 0 = no claim
  readonly memoryBytes: number; // 0 = no claim
  readonly imageBytes: number; // what a move carries, 0 = unknown
  readonly pinnedTo: number; // host, or -1
}

/** A way in which two hosts may be linked. */
export interface LinkChoice {
  readonly kind: LinkKind;
  readonly cost: number;
}

/** Hosts and VMs are indices into these arrays everywhere in the engine. */
export interface Network {
  readonly name: string;
  readonly hosts: readonly Host[];
  readonly proxy: number; // index of the Proxy in `hosts`
  readonly siteNames: readonly string[];
  readonly vms: readonly Vm[];
  readonly initialMapping: Int32Array; // VM -> host, -1 = wherever its MAC is first seen
  readonly apart: readonly (readonly number[])[];
  readonly together: readonly (readonly number[])[];
  readonly kept: readonly Link[]; // links that the policy always keeps, beside the star
  /** The kinds allowed from one host to another, best first; empty = no link is possible. */
  linkKinds(from: number, to: number): readonly LinkChoice[];
  /** The policy's estimate of the underlay for an ordered pair; NaN = nothing said. */
  pathRateBps(from: number, to: number): number;
  pathDelaySeconds(from: number, to: number): number;
}

/** An overlay link that carries frames both ways. INVARIANT: a < b. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly kind: LinkKind;
  readonly cost: number;
}
