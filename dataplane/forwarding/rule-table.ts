// The forwarding rules of one epoch, and the rule for a pair of addresses; an lru-cache stands in front of the search.
import { LRUCache } from "lru-cache";
import type { MacAddress } from "../ethernet/mac-address.ts";
import { matches, overlap, type ForwardingRule } from "./forwarding-rule.ts";
import { pairKey } from "./mac-pair.ts";

const cachedPairs = 8192; // implementation choice

/** Rules of one priority: those for a single pair are found by address, the others are tried one by one. */
interface Level {
  readonly priority: number;
  readonly exact: Map<MacAddress, Map<MacAddress, ForwardingRule>>;
  readonly patterns: ForwardingRule[];
}

interface CachedAnswer {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly rule: ForwardingRule | undefined;
}

export class RuleTable {
  readonly #levels: Level[] = []; // highest priority first
  readonly #cache = new LRUCache<number, CachedAnswer>({ max: cachedPairs });

  /** Adds a rule. Answers undefined, or the rule of equal priority that could match the same frame; then nothing is added. */
  add(rule: ForwardingRule): ForwardingRule | undefined {
    const level = this.#levels.find(({ priority }) => priority === rule.priority);
    const conflict = level && firstOverlap(level, rule);
    if (conflict !== undefined) return conflict;
    insert(level ?? this.#addLevel(rule.priority), rule);
    this.#cache.clear();
    return undefined;
  }

  /** Removes the rule with the same matchers and priority; answers whether there was one. */
  remove(rule: ForwardingRule): boolean {
    const level = this.#levels.find(({ priority }) => priority === rule.priority);
    if (level === undefined || !removeFrom(level, rule)) return false;
    if (level.exact.size === 0 && level.patterns.length === 0)
      this.#levels.splice(this.#levels.indexOf(level), 1);
    this.#cache.clear();
    return true;
  }

  /** The rule of highest priority for frames from `source` to `destination`. */
  lookup(source: MacAddress, destination: MacAddress): ForwardingRule | undefined {
    const key = pairKey(source, destination);
    const cached = this.#cache.get(key);
    if (cached !== undefined && cached.source === source && cached.destination === destination)
      return cached.rule;
    const rule = this.#search(source, destination);
    this.#cache.set(key, { source, destination, rule });
    return rule;
  }

  /** Every rule, highest priority first. */
  rules(): readonly ForwardingRule[] {
    return this.#levels.flatMap(rulesOf);
  }

  #search(source: MacAddress, destination: MacAddress): ForwardingRule | undefined {
    for (const { exact, patterns } of this.#levels) {
      const rule =
        exact.get(source)?.get(destination) ??
        patterns.find((each) => matches(each.source, source) && matches(each.destination, destination));
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  #addLevel(priority: number): Level {
    const level: Level = { priority, exact: new Map(), patterns: [] };
    const below = this.#levels.findIndex((each) => each.priority < priority);
    this.#levels.splice(below < 0 ? this.#levels.length : below, 0, level);
    return level;
  }
}

function rulesOf({ exact, patterns }: Level): ForwardingRule[] {
  return [...[...exact.values()].flatMap((row) => [...row.values()]), ...patterns];
}

function firstOverlap(level: Level, rule: ForwardingRule): ForwardingRule | undefined {
  if ("mac" in rule.source && "mac" in rule.destination) {
    const same = level.exact.get(rule.source.mac)?.get(rule.destination.mac);
    return same ?? level.patterns.find((each) => overlap(each, rule));
  }
  return rulesOf(level).find((each) => overlap(each, rule));
}

function insert(level: Level, rule: ForwardingRule): void {
  if (!("mac" in rule.source && "mac" in rule.destination)) {
    level.patterns.push(rule);
    return;
  }
  const row = level.exact.get(rule.source.mac);
  if (row === undefined) level.exact.set(rule.source.mac, new Map([[rule.destination.mac, rule]]));
  else row.set(rule.destination.mac, rule);
}

function removeFrom({ exact, patterns }: Level, rule: ForwardingRule): boolean {
  if ("mac" in rule.source && "mac" in rule.destination) {
    const row = exact.get(rule.source.mac);
    const removed = row?.delete(rule.destination.mac) ?? false;
    if (row?.size === 0) exact.delete(rule.source.mac);
    return removed;
  }
  const at = patterns.findIndex(
    (each) => sameMatcher(each.source, rule.source) && sameMatcher(each.destination, rule.destination),
  );
  if (at >= 0) patterns.splice(at, 1);
  return at >= 0;
}

function sameMatcher(a: ForwardingRule["source"], b: ForwardingRule["source"]): boolean {
  if ("mac" in a) return "mac" in b && a.mac === b.mac;
  if ("not" in a) return "not" in b && a.not === b.not;
  return "any" in b;
}
