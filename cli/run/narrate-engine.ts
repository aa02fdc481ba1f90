// Turns what the engine tells, in indices, into events of a run, in names.
import type { EngineEvent, Network, Observation, PlanDiff } from "../../engine/index.ts";
import { factSentence } from "../report/fact-sentence.ts";
import { narrateShift, shapeEvent } from "../report/narrate-application.ts";
import type { PlanChange, RunEvent, Way } from "../report/run-event.ts";
import type { Recoveries } from "./recoveries.ts";

/** One run event for what a user wants to know of; undefined for the rest. */
export function narrateEngine(
  network: Network,
  event: EngineEvent,
  recoveries: Recoveries,
): RunEvent | undefined {
  const nameOf = (vm: number): string => network.vms[vm]?.name ?? "";
  switch (event.kind) {
    case "inferred":
      return shapeEvent(nameOf, event.at, event.observation);
    case "too-fast":
    case "intensity":
      return narrateShift(nameOf, event);
    case "found":
      return {
        event: "found",
        at: event.at,
        epoch: event.epoch,
        links: event.plan.links.map(({ a, b }) => [
          network.hosts[a]?.name ?? "",
          network.hosts[b]?.name ?? "",
        ]),
        routes: routesOf(network, event.plan),
        objections: event.objections,
      };
    case "fired":
      return {
        event: "rule",
        at: event.at,
        name: event.rule.name,
        title: event.rule.title ?? null,
        when: event.rule.whenText,
        because: event.readings.map((reading) => factSentence(network, reading)),
      };
    case "planned":
      return {
        event: "plan",
        at: event.at,
        rule: event.rule.name,
        changes: changesOf(network, event.diff),
        routes: routeCounts(event.diff),
        gain: Number.isFinite(event.gain) ? event.gain : null,
        notes: event.notes.map(({ message }) => message),
      };
    case "declined":
      return { event: "declined", at: event.at, rule: event.rule.name, reason: event.reason };
    case "applied":
      return {
        event: "applied",
        at: event.at,
        epoch: event.epoch,
        seconds: event.seconds,
        moves: event.moves,
        routes: routesOf(network, event.plan),
      };
    case "unknown":
      return {
        event: "unknown",
        at: event.at,
        rule: event.rule.name,
        because: event.readings.map((reading) => factSentence(network, reading)),
      };
    case "alert":
      return { event: "alert", at: event.at, rule: event.rule.name, message: event.message };
    case "network":
      return !recoveries.isRecovery(event.event) && quietKinds.has(event.event.kind)
        ? undefined
        : { event: "network", at: event.at, kind: event.event.kind, message: event.event.message };
  }
}

function routesOf(network: Network, { routes }: Pick<Observation, "routes">): Way[] {
  return routes.map((route) => ({
    from: network.vms[route.from]?.name ?? "",
    to: network.vms[route.to]?.name ?? "",
    hosts: route.hosts.map((host) => network.hosts[host]?.name ?? ""),
  }));
}

/** What every start and every change brings by itself. */
const quietKinds: ReadonlySet<string> = new Set(["daemon-up", "link-up", "vm-seen", "measured"]);

/** The demand of an observation as an event, strongest pairs first. */
export function narrateTraffic(network: Network, { at, demand }: Observation): RunEvent {
  const matrix: { from: string; to: string; bitsPerSecond: number }[] = [];
  for (let from = 0; from < demand.size; from++) {
    for (let entry = demand.rowStart[from]; entry < demand.rowStart[from + 1]; entry++) {
      const to = network.vms[demand.column[entry]];
      matrix.push({
        from: network.vms[from].name,
        to: to.name,
        bitsPerSecond: Math.round(demand.value[entry]),
      });
    }
  }
  matrix.sort((a, b) => b.bitsPerSecond - a.bitsPerSecond);
  return { event: "traffic", at, vms: network.vms.map(({ name }) => name), matrix };
}

function changesOf(network: Network, { links, moves }: PlanDiff): PlanChange[] {
  const host = (index: number): string => network.hosts[index]?.name ?? "";
  const linkChange =
    (change: "+" | "-") =>
    ({ a, b, kind }: PlanDiff["links"]["added"][number]): PlanChange => ({
      change,
      link: [host(a), host(b)],
      kind,
    });
  return [
    ...links.added.map(linkChange("+")),
    ...links.changed.map(({ before }) => linkChange("-")(before)),
    ...links.changed.map(({ after }) => linkChange("+")(after)),
    ...links.removed.map(linkChange("-")),
    ...moves.map(({ vm, from, to }): PlanChange => ({
      change: "~",
      vm: network.vms[vm]?.name ?? "",
      from: host(from),
      to: host(to),
    })),
  ];
}

function routeCounts({ routes }: PlanDiff): { added: number; changed: number; removed: number } {
  return { added: routes.added.length, changed: routes.changed.length, removed: routes.removed.length };
}
