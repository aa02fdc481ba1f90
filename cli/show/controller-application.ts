// The application of a running controller as a view that can be rendered.
import type { ApplicationAnswer } from "../../dataplane/index.ts";
import { formatMac } from "../../engine/index.ts";
import type { ApplicationView } from "../report/application/application-view.ts";
import { counted } from "../report/quantity.ts";

export function controllerApplication(answer: ApplicationAnswer): ApplicationView {
  const { policy, at, windowSeconds, vms, pairs, sent, shape, topology, changes, changesLeftOut } = answer;
  const inPairs = pairs.reduce((sum, { frames }) => sum + frames, 0);
  return {
    source: `\`${policy}\``,
    members: vms.map(({ name, mac }) => ({ name, mac: formatMac(mac) })),
    pairs: pairs.toSorted(
      (a, b) => b.bitsPerSecond - a.bitsPerSecond || b.bytes - a.bytes || a.from - b.from || a.to - b.to,
    ),
    frames: Math.max(sent.frames, inPairs),
    bytes: Math.max(
      sent.bytes,
      pairs.reduce((sum, { bytes }) => sum + bytes, 0),
    ),
    seconds: at,
    windowSeconds,
    whole: shape,
    topology,
    changes,
    truncated: false,
    notes:
      changesLeftOut > 0
        ? [`${counted(changesLeftOut, "earlier change is", "earlier changes are")} left out`]
        : [],
  };
}
