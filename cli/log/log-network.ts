// What daemons report to the controller, as events of its log.
import type { DataPlane, Network, NetworkEvent } from "../../engine/index.ts";
import { counted } from "../report/quantity.ts";
import type { Log } from "./log.ts";

/** Writes everything that an observed data plane tells. */
export function logNetwork(log: Log, network: Network): Parameters<DataPlane["observe"]>[0] {
  return {
    event: (event) => logNetworkEvent(log, network, event),
    report({ host, seq, bytes }) {
      const name = network.hosts[host]?.name;
      const pairs = bytes.length;
      log.write("report", `daemon \`${name}\` reports traffic of ${counted(pairs, "pair")}`, {
        host: name,
        seq,
        pairs,
      });
    },
  };
}

function logNetworkEvent(log: Log, { hosts, vms }: Network, event: NetworkEvent): void {
  const { kind, message, reason, seconds } = event;
  const host = nameOf(hosts, event.host);
  const peer = nameOf(hosts, event.otherHost);
  switch (kind) {
    case "daemon-up":
    case "daemon-restored":
    case "daemon-differs":
    case "frames-dropped":
      return log.write(kind, message, { host });
    case "daemon-down":
    case "daemon-left":
      return log.write(kind, message, { host, reason });
    case "link-up":
      return log.write(kind, message, { host, peer });
    case "link-down":
      return log.write(kind, message, { host, peer, reason });
    case "vm-seen":
      return log.write(kind, message, { host, vm: nameOf(vms, event.vm) });
    case "measured":
      return log.write(kind, message, { seconds });
    case "marker-timeout":
    case "daemon-turned-away":
      return log.write(kind, message, {});
  }
}

function nameOf(named: readonly { readonly name: string }[], index: number | undefined): string | undefined {
  return index === undefined ? undefined : named[index]?.name;
}
