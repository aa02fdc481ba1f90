// A compiled policy as the first event of a run: what it is, in a few lines.
import type { LimitIr, PolicyIr } from "../../lang/index.ts";
import { formatRate, formatSeconds, formatShare, threeDigits } from "../report/quantity.ts";
import type { RunEvent } from "../report/run-event.ts";

export function describePolicy(policy: PolicyIr, file: string): RunEvent {
  const { name, hosts, vms } = policy.network;
  return {
    event: "policy",
    name,
    file,
    proxy: hosts.find((host) => host.proxy)?.name ?? "",
    hosts: hosts.filter((host) => !host.proxy).map((host) => host.name),
    vms: vms.map((vm) => ({
      name: vm.name,
      host: vm.host === undefined ? null : (hosts[vm.host]?.name ?? null),
      mac: vm.mac,
    })),
    limits: policy.limits.map(describeLimit),
    rules: policy.rules.map(({ name: rule, title, whenText, forSeconds }) => ({
      name: rule,
      title: title ?? null,
      when: forSeconds === 0 ? whenText : `${whenText} for ${formatSeconds(forSeconds)}`,
    })),
    infer: policy.infer,
  };
}

/** `links <= 4`, `migrations <= 2 per 10 min`. */
export function describeLimit({ id, value, strict, perSeconds }: LimitIr): string {
  const per = perSeconds === undefined ? "" : ` per ${formatSeconds(perSeconds)}`;
  return `${id} ${strict ? "<" : "<="} ${describeAmount(id, value)}${per}`;
}

/** An amount of a limit, in its unit. */
export function describeAmount(id: LimitIr["id"], value: number): string {
  switch (id) {
    case "coverage":
      return formatShare(value);
    case "bandwidth":
      return formatRate(value);
    case "downtime":
      return formatSeconds(value);
    default:
      return threeDigits(value);
  }
}
