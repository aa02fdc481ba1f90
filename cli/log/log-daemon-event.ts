// What befalls a daemon, as events of its log.
import type { DaemonEvent } from "../../dataplane/index.ts";
import type { Log } from "./log.ts";

/** `url`: where the controller listens. */
export function logDaemonEvent(log: Log, event: DaemonEvent, url: string): void {
  const { message } = event;
  switch (event.kind) {
    case "joined":
      if (event.again) log.write("rejoined", message, { epoch: event.epoch });
      else if (!log.isHuman) log.write("joined", message, { url, epoch: event.epoch }); // standard output says it
      return;
    case "controller-lost":
    case "controller-ended":
    case "notice":
      return log.write(event.kind, message, {});
    case "rejoin-failed":
      return log.write("rejoin-failed", message, { reason: event.reason });
    case "link-up":
      return log.write("link-up", message, { peer: event.peer });
    case "link-down":
    case "link-unreachable":
      return log.write(event.kind, message, { peer: event.peer, reason: event.reason });
    case "port-attached":
    case "port-detached":
      return log.write(event.kind, message, { mac: event.mac });
    case "epoch-committed":
      return log.write("epoch-committed", message, { epoch: event.epoch, rules: event.rules });
    case "frames-dropped":
      return log.write("frames-dropped", message, { drops: event.drops });
  }
}
