// The rule tables that a daemon knows, by epoch, and which of them new frames travel by.
import { formatMac, type MacAddress } from "../ethernet/mac-address.ts";
import type { ForwardingRule, Matcher } from "./forwarding-rule.ts";
import { RuleTable } from "./rule-table.ts";

/** The star: always valid, never prepared, never discarded. */
export const starEpoch = 0;

/** Nothing was changed; `message` is one sentence for the log. */
export interface EpochRefusal {
  readonly ok: false;
  readonly reason: "bad-epoch" | "epoch-in-use" | "unknown-epoch" | "overlapping-rules";
  readonly message: string;
}

export type EpochAnswer = { readonly ok: true } | EpochRefusal;

export const accepted: EpochAnswer = { ok: true };

export class EpochTables {
  readonly #tables = new Map<number, RuleTable>();
  #current = starEpoch;

  /** The epoch that frames of local VMs are stamped with where it has a rule for them; 0 = none yet. */
  get current(): number {
    return this.#current;
  }

  tableOf(epoch: number): RuleTable | undefined {
    return this.#tables.get(epoch);
  }

  currentRule(source: MacAddress, destination: MacAddress): ForwardingRule | undefined {
    return this.#tables.get(this.#current)?.lookup(source, destination);
  }

  /** Installs the rules of an epoch beside the others; replaces them where it was prepared before and not committed. */
  prepare(epoch: number, rules: readonly ForwardingRule[]): EpochAnswer {
    if (!Number.isInteger(epoch) || epoch <= starEpoch || epoch > 0xffff)
      return refuse("bad-epoch", `an epoch is a number from 1 to 65535, not ${epoch}`);
    if (epoch === this.#current) return refuse("epoch-in-use", `epoch ${epoch} is in use`);
    const table = new RuleTable();
    for (const rule of rules) {
      const other = table.add(rule);
      if (other !== undefined)
        return refuse(
          "overlapping-rules",
          `rules \`${describe(rule)}\` and \`${describe(other)}\` of priority ${rule.priority} can match the same frame`,
        );
    }
    this.#tables.set(epoch, table);
    return accepted;
  }

  commit(epoch: number): EpochAnswer {
    if (!this.#tables.has(epoch)) return refuse("unknown-epoch", `epoch ${epoch} was not prepared`);
    this.#current = epoch;
    return accepted;
  }

  /** Forgets an epoch; without its current one the daemon is back on the star. */
  discard(epoch: number): void {
    this.#tables.delete(epoch);
    if (epoch === this.#current) this.#current = starEpoch;
  }
}

function refuse(reason: EpochRefusal["reason"], message: string): EpochRefusal {
  return { ok: false, reason, message };
}

function describe({ source, destination }: ForwardingRule): string {
  return `${describeMatcher(source)} ${describeMatcher(destination)}`;
}

function describeMatcher(matcher: Matcher): string {
  if ("mac" in matcher) return formatMac(matcher.mac);
  return "not" in matcher ? `not ${formatMac(matcher.not)}` : "any";
}
