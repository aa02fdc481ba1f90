// What `--set links=6` asks: the policy with another value of one limit.
import { nearest } from "../../lang/diagnostics/did-you-mean.ts";
import { limitIds, type LimitIr, type PolicyIr } from "../../lang/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { parseShare } from "../infer/infer-settings.ts";
import { parseDuration } from "../run/run-settings.ts";

type LimitId = LimitIr["id"];

const counts: ReadonlySet<LimitId> = new Set<LimitId>(["links", "fan-out", "migrations"]);

/** In text order, so that of two settings of one limit the last counts. A limit that the policy does not have is added. Throws `CliError`. */
export function withLimits(policy: PolicyIr, settings: readonly string[]): PolicyIr {
  return settings.reduce(withLimit, policy);
}

function withLimit(policy: PolicyIr, setting: string): PolicyIr {
  const { id, value } = parseSetting(setting);
  const others = policy.limits.filter((limit) => limit.id !== id);
  const had = policy.limits.find((limit) => limit.id === id);
  const { origin } = had ?? policy.network;
  const per = had?.perSeconds === undefined ? {} : { perSeconds: had.perSeconds };
  return { ...policy, limits: [...others, { id, value, strict: false, ...per, origin }] };
}

function parseSetting(setting: string): { readonly id: LimitId; readonly value: number } {
  const at = setting.indexOf("=");
  const name = setting.slice(0, Math.max(0, at)).trim();
  const text = setting.slice(at + 1).trim();
  const id = limitIds.find((known) => known === name);
  if (at < 0 || text === "")
    throw bad(`\`--set ${setting}\` sets nothing, expected a limit and its value such as \`links=6\``);
  if (id === undefined) {
    const meant = nearest(name, limitIds);
    throw bad(
      `\`--set ${setting}\`: there is no limit \`${name}\`; ${meant === undefined ? `expected one of ${limitIds.join(", ")}` : `did you mean \`${meant}\`?`}`,
    );
  }
  return { id, value: parseAmount(id, setting, text) };
}

function parseAmount(id: LimitId, setting: string, text: string): number {
  if (id === "coverage") return parseShare("--set coverage", text);
  if (id === "downtime") return text === "0" ? 0 : parseDuration("--set downtime", text);
  const match = /^(\d+(?:\.\d+)?) ?([kMGT]?)(?:bps|bit\/s)?$/.exec(text);
  const value = Number(match?.[1]) * (scales[match?.[2] ?? ""] ?? NaN);
  const isPlain = /^\d+(\.\d+)?$/.test(text);
  if (
    !Number.isFinite(value) ||
    (id !== "bandwidth" && !isPlain) ||
    (counts.has(id) && !Number.isInteger(value))
  )
    throw bad(
      `\`--set ${setting}\`: \`${text}\` is no amount of \`${id}\`, expected ${counts.has(id) ? "a whole number such as `6`" : id === "cost" ? "a number such as `6`" : "a rate such as `20 Mbps`"}`,
    );
  return value;
}

const scales: Readonly<Record<string, number>> = { "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

function bad(message: string): CliError {
  return new CliError(cliErrorCodes.badOption, message);
}
