// The words for each event of a run: lines of text, the same for a terminal and for a file.
import { intensitySentence, shapeSentence } from "./application-sentences.ts";
import { heatMap } from "./heat-map.ts";
import { list } from "./list.ts";
import { printableIn } from "./printable.ts";
import { counted, formatRate, formatSeconds, formatShare, threeDigits } from "./quantity.ts";
import type { PlanChange, RunEvent } from "./run-event.ts";

/** The lines for one event; none for those that only a live display shows. */
export function sentencesOf(event: RunEvent, colour = false): string[] {
  return linesOf(printableIn(event), colour);
}

function linesOf(event: RunEvent, colour: boolean): string[] {
  switch (event.event) {
    case "policy":
      return policySummary(event);
    case "waiting":
      return [
        `${clock(event.at)} waiting for the daemons of ${list(event.daemons)}; on each host:`,
        `         vnet daemon --name HOST --join ${event.controllerUrl} --token-file ${event.tokenFile}`,
      ];
    case "star":
      return [
        `${clock(event.at)} star of ${event.daemons} daemons is up, in ${formatSeconds(event.seconds)}; every frame goes by the proxy`,
      ];
    case "workload":
      return [`${clock(event.at)} ${event.description}`];
    case "traffic":
      return [
        `${clock(event.at)} traffic that VTTIF sees (row sends to column)`,
        ...heatMap(
          event.vms,
          event.matrix.map(({ from, to, bitsPerSecond }) => ({ from, to, value: bitsPerSecond })),
          { unit: "bit/s", colour },
        ),
      ];
    case "shape":
      return [`${clock(event.at)} ${shapeSentence(event)}`];
    case "too-fast":
      return [
        `${clock(event.at)} too fast: no topology has held for ${formatSeconds(event.settleSeconds)} within ${formatSeconds(event.unsettledSeconds)}; the union of all is taken`,
      ];
    case "intensity":
      return [`${clock(event.at)} ${intensitySentence(event)}`];
    case "rule":
      return [
        `${clock(event.at)} rule \`${event.name}\` fires${event.title === null ? "" : `: ${event.title}`}`,
        `         when ${event.when}`,
        ...event.because.map((reading) => `           ${reading}`),
      ];
    case "plan":
      return planLines(event);
    case "unknown":
      return [`${clock(event.at)} rule \`${event.rule}\` cannot fire: ${event.because.join(", ")}`];
    case "declined":
      return [`${clock(event.at)} rule \`${event.rule}\` changes nothing: ${event.reason}`];
    case "applied":
      return [
        `${clock(event.at)} applied in ${formatSeconds(event.seconds)} (epoch ${event.epoch}); ${offTheStar(event.routes.length)}`,
      ];
    case "found":
      return [
        `${clock(event.at)} found at work: ${event.links.length} links, ${event.routes.length} flows (epoch ${event.epoch})`,
        ...event.objections.map((objection) => `         not as it was found: ${objection}`),
      ];
    case "alert":
      return [`${clock(event.at)} alert from rule \`${event.rule}\`: ${event.message}`];
    case "network":
      return [`${clock(event.at)} ${event.message}`];
    case "speed":
      return [];
    case "result":
      return resultLines(event);
    case "replayed":
      return replayLines(event);
    case "watched":
      return watchedLines(event);
  }
}

/** One change as in a diff: `+ link a <-> b (ws)`, `~ move v1: a -> b`. */
export function changeLine(change: PlanChange): string {
  return "link" in change
    ? `${change.change} link ${change.link.join(" <-> ")} (${change.kind})`
    : `~ move ${change.vm}: ${change.from} -> ${change.to}`;
}

function clock(at: number): string {
  return `${at.toFixed(2).padStart(6)} s`;
}

function policySummary(event: Extract<RunEvent, { event: "policy" }>): string[] {
  const placed = event.vms.map((vm) => (vm.host === null ? vm.name : `${vm.name} on ${vm.host}`));
  const smooth = event.infer.smooth === "auto" ? "auto" : formatSeconds(event.infer.smooth);
  return [
    `policy \`${event.name}\` (${event.file})`,
    `  hosts   ${list(event.hosts)}, around the proxy ${event.proxy}`,
    `  vms     ${list(placed)}`,
    `  infer   update ${formatSeconds(event.infer.update)}, smooth ${smooth}, detect ${formatShare(event.infer.detect)}, prune ${formatShare(event.infer.prune)}`,
    ...(event.limits.length === 0 ? [] : [`  limits  ${event.limits.join(", ")}`]),
    ...event.rules.map((rule) => `  rule    ${rule.name}: when ${rule.when}`),
    "",
  ];
}

function planLines(event: Extract<RunEvent, { event: "plan" }>): string[] {
  const gain = event.gain === null ? "" : `, predicted gain ${formatShare(event.gain)}`;
  return [
    `${clock(event.at)} plan${gain}`,
    ...event.changes.map((change) => `         ${changeLine(change)}`),
    `         forwarding: ${event.routes.added} flows leave the star, ${event.routes.changed} change their way, ${event.routes.removed} return to it`,
    ...event.notes.map((note) => `         note: ${note}`),
  ];
}

function resultLines(event: Extract<RunEvent, { event: "result" }>): string[] {
  const lines = ["", "result"];
  if (event.before !== null && event.after !== null && event.ratio !== null) {
    lines.push(
      `  the application ran at ${threeDigits(event.before.iterationsPerSecond)} iterations/s before the first change,` +
        ` ${threeDigits(event.after.iterationsPerSecond)} iterations/s after the last: ${threeDigits(event.ratio)} times as fast`,
    );
  } else if (event.before !== null) {
    lines.push(
      `  the application ran at ${threeDigits(event.before.iterationsPerSecond)} iterations/s; nothing was adapted`,
    );
  } else lines.push("  the run ended before the application finished an iteration");
  lines.push(
    `  links added ${event.linksAdded}, VMs moved ${event.moves}, neighbour flows on direct links ${event.neighbourFlowsOnDirectLinks} of ${event.neighbourFlows}`,
    `  frames: ${event.framesSent} sent, ${event.framesLost} lost, ${event.framesDuplicated} doubled, ${event.framesReordered} out of order`,
    "",
    "what to try next",
    ...event.next.map((line) => `  ${line}`),
  );
  return lines;
}

function replayLines(event: Extract<RunEvent, { event: "replayed" }>): string[] {
  const skipped = event.skipped.reduce((sum, { frames }) => sum + frames, 0);
  const macs = list(event.skipped.map(({ mac }) => mac));
  const strongest = event.matrix.slice(0, 5);
  return [
    "",
    "result",
    `  replayed ${counted(event.frames, "frame")} in ${formatSeconds(event.seconds)}` +
      (skipped === 0 ? "" : `; skipped ${counted(skipped, "frame")} of MACs that no VM has: ${macs}`),
    ...amounts("not playable", event.unplayable),
    ...amounts("dropped on their way", event.framesDropped),
    ...(event.truncated && event.fault === null
      ? ["  the capture breaks off; what is before was replayed"]
      : []),
    ...(event.fault === null ? [] : [`  the capture cannot be read further: ${event.fault}`]),
    `  links added ${event.linksAdded}${event.links.length === 0 ? "" : `: ${event.links.map((ends) => ends.join(" <-> ")).join(", ")}`}`,
    ...(strongest.length === 0 ? [] : ["  heaviest pairs over the run"]),
    ...strongest.map(
      (pair) =>
        `    ${pair.from} -> ${pair.to}: ${counted(pair.bytes, "byte")} in ${counted(pair.frames, "frame")}`,
    ),
  ];
}

function offTheStar(flows: number): string {
  if (flows === 0) return "every flow goes by the star";
  return `${flows} ${flows === 1 ? "flow goes" : "flows go"} by links, the rest by the star`;
}

function watchedLines(event: Extract<RunEvent, { event: "watched" }>): string[] {
  const dropped = Object.entries(event.framesDropped).map(([reason, frames]) => `${frames} ${reason}`);
  return [
    "",
    "result",
    `  watched for ${formatSeconds(event.seconds)}`,
    `  links added ${event.linksAdded}${event.links.length === 0 ? "" : `: ${event.links.map((ends) => ends.join(" <-> ")).join(", ")}`}; VMs moved ${event.moves}`,
    `  frames dropped: ${dropped.length === 0 ? "none" : dropped.join(", ")}`,
  ];
}

/** `  frames dropped on their way: 777 queue-full`; nothing where there are none. */
function amounts(what: string, framesBy: Readonly<Record<string, number>>): string[] {
  const parts = Object.entries(framesBy).filter(([, frames]) => frames > 0);
  if (parts.length === 0) return [];
  return [`  frames ${what}: ${parts.map(([reason, frames]) => `${frames} ${reason}`).join(", ")}`];
}

/** The one line that a live display keeps up to date. */
export function speedLine(at: number, iterationsPerSecond: number, totalBps: number): string {
  return `${clock(at)} ${threeDigits(iterationsPerSecond)} iterations/s, ${formatRate(totalBps)}`;
}
