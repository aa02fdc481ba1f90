// One plan on its way into the network: its moves first, then one transition on what the moves brought about.
import type { Applied, DataPlane, Moved, Refused } from "../data-plane.ts";
import type { Network } from "../model/network.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanDiff } from "../verify/plan-diff.ts";
import { buildTransition } from "./build-transition.ts";

export interface AdaptationResult {
  readonly transition: Applied | Refused;
  readonly moved: number; // VMs
  readonly downtimeSeconds: number; // sum over the moves
}

/** Moves run side by side from the start on; the transition waits for them. */
export class Adaptation {
  readonly #network: Network;
  readonly #plane: DataPlane;
  readonly #plan: Plan;
  readonly #signal: AbortSignal;
  #moves: readonly (Moved | Refused)[] | undefined;

  constructor(network: Network, plane: DataPlane, plan: Plan, diff: PlanDiff, signal: AbortSignal) {
    this.#network = network;
    this.#plane = plane;
    this.#plan = plan;
    this.#signal = signal;
    if (diff.moves.length === 0) this.#moves = [];
    else void this.#move(diff);
  }

  /** Whether the moves are over, so that `finish` will not wait for them. */
  get isReady(): boolean {
    return this.#moves !== undefined;
  }

  /** When ready: whether there were moves and none took place, so that the network is still the one that was planned on. */
  get isInVain(): boolean {
    const moves = this.#moves ?? [];
    return moves.length > 0 && moves.every(({ kind }) => kind === "refused");
  }

  /** When ready: why moves did not happen, one sentence each. */
  get refusals(): readonly string[] {
    return (this.#moves ?? []).flatMap((move) => (move.kind === "refused" ? [move.reason] : []));
  }

  /** Call when ready. A VM that did not move keeps its old place: routes that counted on the move are left to the star. */
  async finish(): Promise<AdaptationResult> {
    const moves = this.#moves ?? [];
    const { mapping, epoch, overlay } = await this.#plane.snapshot();
    const transition = buildTransition(this.#network, mapping, { epoch, overlay }, this.#plan);
    return {
      transition: await this.#plane.apply(transition, this.#signal),
      moved: moves.filter(({ kind }) => kind === "moved").length,
      downtimeSeconds: moves.reduce(
        (sum, move) => sum + (move.kind === "moved" ? move.downtimeSeconds : 0),
        0,
      ),
    };
  }

  async #move({ moves }: PlanDiff): Promise<void> {
    const asked = moves.map(async ({ vm, to }): Promise<Moved | Refused> => {
      try {
        return await this.#plane.move(vm, to, this.#signal);
      } catch (error) {
        return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
      }
    });
    this.#moves = await Promise.all(asked);
  }
}
