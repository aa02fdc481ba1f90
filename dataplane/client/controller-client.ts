// A client of a running controller: asks, and changes nothing.
import {
  type ApplicationAnswer,
  type ClientMethods,
  clientMethods,
  type NetworkAnswer,
} from "../control/client-messages.ts";
import { controllerMethods, endedCode, protocolVersion } from "../control/control-messages.ts";
import { dialController, foreignVersion } from "../control/dial-controller.ts";
import { JsonRpcPeer } from "../control/json-rpc-peer.ts";
import { DataplaneError } from "../dataplane-errors.ts";

/** Longer than a controller waits for its daemons, seconds. */
const callSeconds = 15;
/** Time for the controller to take leave, too. */
const farewellMs = 300;

const served = {};
const calls = { hello: controllerMethods.hello, ...clientMethods };

export interface ControllerClient {
  /** Both reject with VNET_ERR_REQUEST_REFUSED, for one while the network is not up yet, VNET_ERR_CALL_TIMEOUT or VNET_ERR_CONTROL_LOST. */
  application(): Promise<ApplicationAnswer>;
  network(): Promise<NetworkAnswer>;
  close(): void;
}

interface ClientOptions {
  readonly controllerUrl: string;
  readonly token: string;
}

/**
 * Resolves when the controller has admitted the client. Rejects with VNET_ERR_CONTROLLER_UNREACHABLE,
 * VNET_ERR_HELLO_REFUSED, VNET_ERR_PROTOCOL_VERSION, VNET_ERR_CALL_TIMEOUT or VNET_ERR_CONTROL_LOST.
 */
export async function connectClient({ controllerUrl, token }: ClientOptions): Promise<ControllerClient> {
  const { socket, opened } = dialController(controllerUrl);
  await opened;
  const rpc = new JsonRpcPeer<typeof served, typeof calls>(socket, {
    peerName: `the controller at \`${controllerUrl}\``,
    serves: served,
    handlers: served,
    calls,
    callSeconds,
  });
  try {
    await sayHello(rpc, token, controllerUrl);
  } catch (error) {
    socket.terminate();
    throw error;
  }
  return {
    application: async () => rpc.call("application", {}),
    network: async () => rpc.call("network", {}),
    close() {
      const limit = setTimeout(() => socket.terminate(), farewellMs);
      socket.once("close", () => clearTimeout(limit));
      socket.close(endedCode);
    },
  };
}

type Rpc = JsonRpcPeer<typeof served, ClientMethods & Pick<typeof controllerMethods, "hello">>;

async function sayHello(rpc: Rpc, token: string, controllerUrl: string): Promise<void> {
  const answer = await rpc.call("hello", { vnet: protocolVersion, role: "client", token }).catch((error) => {
    // It does not know the role.
    const isOlder = error instanceof DataplaneError && error.code === "VNET_ERR_REQUEST_REFUSED";
    if (!isOlder) throw error;
    throw new DataplaneError(
      "VNET_ERR_PROTOCOL_VERSION",
      `the controller at \`${controllerUrl}\` serves no clients: it is older than this vnet; install the same vnet at both ends`,
      error,
    );
  });
  if (!("ok" in answer)) throw foreignVersion(answer.vnet, "client");
  if (!answer.ok)
    throw new DataplaneError("VNET_ERR_HELLO_REFUSED", `the controller refused: ${answer.message}`);
}
