// The machines that a source of traffic has named so far, each with a number.
import type { TrafficEndpoint } from "./traffic-sample.ts";

/** Numbers from 0 in the order of first mention; the same address and name have the same number. Only grows. */
export class EndpointTable {
  readonly #endpoints: TrafficEndpoint[] = [];
  readonly #indices = new Map<string, number>();

  get all(): readonly TrafficEndpoint[] {
    return this.#endpoints;
  }

  indexOf(endpoint: TrafficEndpoint): number {
    const key = `${endpoint.mac ?? ""} ${endpoint.name ?? ""}`;
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    this.#indices.set(key, this.#endpoints.length);
    return this.#endpoints.push(endpoint) - 1;
  }
}
