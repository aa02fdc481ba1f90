// Which placement planner does best at a size: what the measurements of docs/planners.md say.

/** Within 1,000,000 steps: up to 12 VMs the optimum is proved, up to 512 the tabu search finds cheaper placements than cuts, beyond it runs out of steps. */
export function placementPlannerFor(vms: number): "exact" | "robust-tabu" | "multilevel" {
  if (vms <= 12) return "exact";
  return vms <= 512 ? "robust-tabu" : "multilevel";
}
