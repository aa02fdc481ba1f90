// What an `infer` block says where it says nothing: one place for policies, `vnet infer` and the bench that measures them.

/** Seconds; shares 0..1. Why these shares: docs/vttif.md. */
export const inferDefaults = { update: 0.05, smooth: 1, detect: 0.05, prune: 0.03 } as const;

/** How long a data plane takes for links and rules where nothing was measured. Own choice, seconds. */
export const unmeasuredReconfigurationSeconds = 0.25;
