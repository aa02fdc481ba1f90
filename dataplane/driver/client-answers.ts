// What the controller answers its clients: the application as it was inferred, the network as its daemons say.
import type { Network } from "../../engine/model/network.ts";
import type { ApplicationAnswer, ClientMethods, NetworkAnswer } from "../control/client-messages.ts";
import type { Handlers } from "../control/json-rpc-peer.ts";
import { DataplaneError } from "../dataplane-errors.ts";
import type { WebSocketDataPlane } from "./websocket-data-plane.ts";

/** What a data plane does not know by itself. */
export interface ClientView {
  /** Name of the policy's network. */
  readonly policy: string;
  /** Undefined before the engine has looked for the first time. */
  application(): ApplicationAnswer | undefined;
}

export function clientAnswers(
  network: Network,
  plane: WebSocketDataPlane,
  view: ClientView | undefined,
): Handlers<ClientMethods> {
  return {
    application() {
      const answer = view?.application();
      if (answer !== undefined) return answer;
      throw new DataplaneError("VNET_ERR_REQUEST_REFUSED", "the network is not up yet");
    },
    network: async () => networkAnswer(network, plane, view?.policy ?? ""),
  };
}

async function networkAnswer(
  { hosts, vms }: Network,
  plane: WebSocketDataPlane,
  policy: string,
): Promise<NetworkAnswer> {
  const [states, present] = await Promise.all([plane.daemonStates(), plane.snapshot()]);
  const stateOf = new Map(states.map((state) => [state.name, state]));
  return {
    policy,
    epoch: present.epoch,
    hosts: hosts.map(({ name, proxy }) => ({ name, proxy, state: stateOf.get(name) ?? null })),
    vms: vms.map(({ name, mac }, vm) => {
      const host = present.mapping[vm];
      return { name, mac, host: host < 0 ? null : host };
    }),
    links: present.overlay.map(({ a, b, kind }, link) => ({ a, b, kind, up: present.linkUp[link] === 1 })),
    routes: present.routes.map(({ from, to, hosts: by }) => ({ from, to, hosts: [...by] })),
  };
}
