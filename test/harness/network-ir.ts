// Builds small compiled networks for tests, without the parser.
import type { NetworkIr } from "../../lang/ir/policy-ir.ts";

const origin: [number, number, number] = [0, 0, 0];

/**
 * A proxy `gw` and hosts `a`, `b`, … with one VM each (`v1` on `a`, …): host indices 1…n, VM indices 0…n-1.
 * Paths: `direct` bit/s between hosts, `star` bit/s to and from the proxy; delays in seconds.
 */
export function smallNetworkIr(
  count: number,
  { direct = 100e6, star = 5e6, directDelay = 0.001, starDelay = 0.004 } = {},
  more: Partial<NetworkIr> = {},
): NetworkIr {
  const letter = (index: number): string => String.fromCharCode(97 + index);
  const any = { any: true } as const;
  return {
    name: "small",
    sites: [],
    hosts: [
      { name: "gw", proxy: true, origin },
      ...Array.from({ length: count }, (_, index) => ({
        name: letter(index),
        proxy: false,
        slots: 1,
        origin,
      })),
    ],
    vms: Array.from({ length: count }, (_, index) => ({
      name: `v${index + 1}`,
      mac: `02:00:00:00:00:${(index + 1).toString(16).padStart(2, "0")}`,
      host: index + 1,
      origin,
    })),
    paths: [
      { ends: [any, any], both: true, rateBps: direct, delaySeconds: directDelay, origin },
      { ends: [any, { host: 0 }], both: true, rateBps: star, delaySeconds: starDelay, origin },
    ],
    links: [],
    permissions: [],
    forwards: [],
    pins: [],
    together: [],
    apart: [],
    origin,
    ...more,
  };
}
