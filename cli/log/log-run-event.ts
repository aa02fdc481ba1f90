// What a run tells its reader, as events of the controller's log. What daemons report stands there already.
import { intensitySentence, shapeSentence } from "../report/application-sentences.ts";
import { changeLine } from "../report/run-sentences.ts";
import type { RunEvent, RunReport } from "../report/run-event.ts";
import type { Log } from "./log.ts";

/** The same report, which writes into the log, too. */
export function loggedReport(log: Log, report: RunReport): RunReport {
  return {
    show(event) {
      logRunEvent(log, event);
      report.show(event);
    },
    close: () => report.close(),
  };
}

function logRunEvent(log: Log, event: RunEvent): void {
  switch (event.event) {
    case "waiting":
      return log.write("listening", `waiting for daemons at ${event.controllerUrl}`, {
        url: event.controllerUrl,
      });
    case "star": {
      const { daemons, seconds } = event;
      return log.write("star-up", `star of ${daemons} daemons is up`, { daemons, seconds });
    }
    case "shape":
      return log.write("shape-changed", shapeSentence(event), {
        shape: event.shape,
        confidence: event.confidence,
      });
    case "too-fast": {
      const { unsettledSeconds: seconds } = event;
      const message =
        "the application changes faster than it can be followed; the union of its topologies is held";
      return log.write("too-fast", message, { seconds });
    }
    case "intensity": {
      const { beforeBps, afterBps } = event;
      return log.write("intensity-shifted", intensitySentence(event), { beforeBps, afterBps });
    }
    case "found": {
      const { epoch, objections } = event;
      const message = `the network was at work before, with ${event.links.length} links`;
      return log.write("network-found", message, { epoch, objections });
    }
    case "rule": {
      const { name: rule, because } = event;
      return log.write("rule-fired", `rule \`${rule}\` fires`, { rule, because });
    }
    case "unknown": {
      const { rule, because } = event;
      return log.write("rule-unknown", `rule \`${rule}\` cannot fire: ${because.join(", ")}`, {
        rule,
        because,
      });
    }
    case "plan": {
      const { rule, gain } = event;
      const changes = event.changes.map(changeLine);
      return log.write("plan-made", `plan of rule \`${rule}\`: ${changes.join(", ") || "forwarding alone"}`, {
        rule,
        changes,
        gain,
      });
    }
    case "declined": {
      const { rule, reason } = event;
      return log.write("plan-declined", `rule \`${rule}\` changes nothing: ${reason}`, { rule, reason });
    }
    case "applied": {
      const { epoch, seconds, moves } = event;
      return log.write("plan-applied", `epoch ${epoch} is applied`, { epoch, seconds, moves });
    }
    case "alert":
      return log.write("alert", `alert from rule \`${event.rule}\`: ${event.message}`, { rule: event.rule });
    case "network":
      if (event.kind === "proxy-ended") log.write("proxy-ended", event.message, { reason: event.message });
      return;
    case "policy":
    case "workload":
    case "traffic":
    case "speed":
    case "result":
    case "replayed":
    case "watched":
      return; // for readers alone
  }
}
