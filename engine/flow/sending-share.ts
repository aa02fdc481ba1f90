// How much of what a VM would send its host lets it send, given what others take of the host's CPU.

/**
 * A ratio 0..1. `load` = share of the host's CPU that others than our VMs use (NaN = not measured: no constraint).
 * What is left is divided among the cores that the host's VMs claim; without claims or a known number of cores a VM
 * needs the whole host, so the share is 1 − load. Own model; CONTRACTS.md, "Prediction".
 */
export function sendingShare(load: number, cores: number, claimedCores: number): number {
  const left = Number.isNaN(load) ? 1 : Math.min(1, Math.max(0, 1 - load));
  if (!(claimedCores > 0) || cores === Infinity) return left;
  return Math.min(1, (cores * left) / claimedCores);
}
