// What the main thread and the workload's thread say to each other. Slabs are transferred: the sender has them no more.
import type { Ledger } from "./workload-process.ts";

export type ToWorkload =
  | { readonly kind: "start" }
  | { readonly kind: "quiesce" }
  | { readonly kind: "frames"; readonly vm: number; readonly slab: Uint8Array<ArrayBuffer> };

export type FromWorkload =
  | { readonly kind: "frames"; readonly vm: number; readonly slab: Uint8Array<ArrayBuffer> }
  | { readonly kind: "iteration"; readonly at: number } // seconds since 1970
  | { readonly kind: "quiet"; readonly ledger: Ledger };
