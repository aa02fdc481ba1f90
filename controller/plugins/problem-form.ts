// What a planner is asked, as data for another process; the network crosses on its own, and the objective stays where it is.
import type { Edge } from "../../engine/model/application.ts";
import type { Link, Network } from "../../engine/model/network.ts";
import type { Observation } from "../../engine/model/observation.ts";
import type { Objective, Problem } from "../../engine/model/problem.ts";
import { readRoutes, routesForm, type RoutesForm } from "./plan-form.ts";
import { columnsOf, recordsOf, type Columns } from "./record-columns.ts";

const listed = ["topology", "missing", "extra", "overlay"] as const;
type Listed = (typeof listed)[number];

/** Parts that are left out are as the observation before had them. */
export interface ObservationForm {
  readonly data: Partial<Omit<Observation, Listed | "routes">>;
  readonly lists: Partial<Record<Listed, Columns>>;
  readonly routes?: RoutesForm;
}

export interface ProblemForm {
  readonly data: Omit<Problem, "network" | "observation" | "objective" | "chosen">;
  readonly observation: ObservationForm;
  readonly objectiveName: string;
  readonly chosen: { readonly mapping: Int32Array; readonly links: Columns };
}

/** `known`: what the other side has already, whose parts need not cross again. */
export function problemForm(problem: Problem, known?: Observation): ProblemForm {
  const { network: _, observation, objective, chosen, ...data } = problem;
  return {
    data,
    observation: observationForm(observation, known),
    objectiveName: objective.name,
    chosen: { mapping: chosen.mapping, links: columnsOf(chosen.links) },
  };
}

export function readProblem(
  form: ProblemForm,
  network: Network,
  score: Objective["score"],
  known?: Observation,
): Problem {
  return {
    ...form.data,
    network,
    observation: readObservation(form.observation, known),
    objective: { name: form.objectiveName, score },
    chosen: { mapping: form.chosen.mapping, links: recordsOf<Link>(form.chosen.links) },
  };
}

function observationForm(observation: Observation, known?: Observation): ObservationForm {
  const { topology, missing, extra, overlay, routes, ...rest } = observation;
  const isNew = (key: keyof Observation): boolean => known === undefined || known[key] !== observation[key];
  const lists = { topology, missing, extra, overlay };
  return {
    data: Object.fromEntries(Object.entries(rest).filter(([key]) => isNew(key as keyof Observation))),
    lists: Object.fromEntries(listed.filter(isNew).map((key) => [key, columnsOf<Edge | Link>(lists[key])])),
    ...(isNew("routes") ? { routes: routesForm(routes) } : {}),
  };
}

function readObservation({ data, lists, routes }: ObservationForm, known?: Observation): Observation {
  const read = Object.entries(lists).map(([key, columns]) => [key, recordsOf(columns)]);
  return {
    ...known,
    ...data,
    ...Object.fromEntries(read),
    ...(routes === undefined ? {} : { routes: readRoutes(routes) }),
  } as Observation;
}
