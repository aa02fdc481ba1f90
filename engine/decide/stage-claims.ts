// Who has which stage: firings under way, a `hold`, and what an earlier firing brought that nobody has claimed since.
import { FiringError } from "./decide-errors.ts";
import { hasElapsed } from "./elapsed.ts";
import type { ClaimableStage, Firing } from "./firing.ts";
import type { RuleIr } from "../../lang/ir/policy-ir.ts";

/** What is left of a firing that can be taken back. */
export interface Standing {
  readonly firing: Firing;
  readonly stages: ReadonlySet<ClaimableStage>;
  wasOver: boolean; // whether its `until` was true when last looked at
  isDue: boolean; // its `until` has become true, and it waits to be taken back
}

interface UnderWay {
  readonly firing: Firing;
  readonly wasOver: boolean;
}

interface Hold {
  readonly rule: RuleIr;
  readonly since: number;
  readonly seconds: number;
}

export class StageClaims {
  readonly #underWay = new Map<Firing, UnderWay>();
  #standing: Standing[] = [];
  #hold: Hold | undefined;

  /** The rule that has one of the stages at `now`; undefined when all are free. A rule's own `hold` does not stop it. */
  holder(stages: Iterable<ClaimableStage>, now: number, claimant?: RuleIr): RuleIr | undefined {
    const wanted = new Set(stages);
    if (wanted.size === 0) return undefined;
    for (const { firing } of this.#underWay.values())
      if (firing.stages.some((stage) => wanted.has(stage))) return firing.rule;
    const hold = this.#hold;
    if (hold === undefined || hold.rule === claimant || hasElapsed(hold.since, hold.seconds, now))
      return undefined;
    return hold.rule;
  }

  /** Gives a firing its stages until it is settled. `wasOver`: whether its `until` is true already. */
  begin(firing: Firing, wasOver: boolean): void {
    this.#underWay.set(firing, { firing, wasOver });
  }

  /** Ends a firing under way. What it `applied` is its own from now on, and no longer an earlier firing's. */
  settle(firing: Firing, applied: boolean): void {
    const underWay = this.#underWay.get(firing);
    if (underWay === undefined)
      throw new FiringError(`rule \`${firing.rule.name}\` has no such firing under way`);
    this.#underWay.delete(firing);
    if (!applied) return;
    this.#standing = this.#standing
      .map((earlier) => ({ ...earlier, stages: without(earlier.stages, firing.stages) }))
      .filter(({ stages }) => stages.size > 0);
    if (firing.rule.until === undefined) return;
    this.#standing.push({
      firing,
      stages: new Set(firing.stages),
      wasOver: underWay.wasOver,
      isDue: false,
    });
  }

  /** Keeps every stage for a rule. The same rule can prolong it, not shorten it. */
  hold(rule: RuleIr, since: number, seconds: number): void {
    const end = this.#hold === undefined ? -Infinity : this.#hold.since + this.#hold.seconds;
    if (since + seconds >= end) this.#hold = { rule, since, seconds };
  }

  get standing(): readonly Standing[] {
    return this.#standing;
  }

  /** Forgets what is being taken back. */
  drop(standing: Standing): void {
    this.#standing = this.#standing.filter((one) => one !== standing);
  }
}

function without(
  stages: ReadonlySet<ClaimableStage>,
  claimed: readonly ClaimableStage[],
): Set<ClaimableStage> {
  return new Set([...stages].filter((stage) => !claimed.includes(stage)));
}
