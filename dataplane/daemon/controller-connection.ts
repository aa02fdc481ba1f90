// A daemon's end of the control connection: says hello, and connects anew whenever the connection is lost.
import { WebSocket } from "ws";
import {
  type ControllerMethods,
  controllerMethods,
  type DaemonMethods,
  daemonMethods,
  endedCode,
  type Hello,
  type HelloAnswer,
  type HelloRefusal,
} from "../control/control-messages.ts";
import { dialController, foreignVersion } from "../control/dial-controller.ts";
import { type Handlers, JsonRpcPeer } from "../control/json-rpc-peer.ts";
import { keepAlive } from "../control/keep-alive.ts";
import { Retry } from "../control/retry.ts";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";
import type { DaemonEvent, DaemonListener } from "./daemon-event.ts";

const callSeconds = 10;
/** Pauses grow to this while the controller is away, so that it finds its daemons as soon as it is back. */
const longestAwaySeconds = 0.5;
/** Time for the last message to go out. */
const farewellMs = 300;

export type ControllerRpc = JsonRpcPeer<DaemonMethods, ControllerMethods>;
type Admitted = Extract<HelloAnswer, { ok: true }>;

/** The controller has answered hello, and does not want this daemon. */
class TurnedAway extends DataplaneError {
  readonly reason: HelloRefusal;

  constructor(reason: HelloRefusal, message: string) {
    super("VNET_ERR_HELLO_REFUSED", `the controller refused: ${message}`);
    this.reason = reason;
  }
}

interface ConnectionOptions {
  readonly url: string;
  /** What to say now. */
  readonly hello: () => Hello;
  /** The controller has admitted this daemon, after each hello; answers what the controller may call from now on. */
  readonly admitted: (controller: ControllerRpc, answer: Admitted) => Handlers<DaemonMethods>;
  readonly lost: () => void;
  /** A controller has no place for this daemon that an earlier one had admitted: its network goes on without it. */
  readonly excluded: () => void;
  /** What befalls the connection; an event with the same sentence as the last one is left out. */
  readonly told: DaemonListener;
}

export class ControllerConnection {
  readonly #options: ConnectionOptions;
  readonly #retry = new Retry(() => void this.#again());
  #lastSentence = "";
  #socket: WebSocket | undefined;
  #hasStood = false;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /**
   * The first connection. Rejects, and does not try again, with VNET_ERR_CONTROLLER_UNREACHABLE,
   * VNET_ERR_PROTOCOL_VERSION or VNET_ERR_HELLO_REFUSED; once it stood, a lost connection is made again until `close`.
   */
  async connect(): Promise<void> {
    await this.#attempt();
  }

  /** Takes leave, so that the controller does not count this daemon as lost. Resolves when the connection has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#retry.stop();
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => socket.terminate(), farewellMs);
      socket.once("close", () => {
        clearTimeout(limit);
        resolve();
      });
      socket.close(endedCode, "it was ended");
    });
  }

  async #again(): Promise<void> {
    try {
      await this.#attempt();
    } catch (error) {
      if (this.#isClosed) return;
      const reason = messageOf(error);
      this.#tell({ kind: "rejoin-failed", reason, message: reason });
      const isAway = error instanceof DataplaneError && error.code === "VNET_ERR_CONTROLLER_UNREACHABLE";
      this.#retry.failed(isAway ? longestAwaySeconds : undefined);
      if (error instanceof TurnedAway && (error.reason === "unknown-name" || error.reason === "name-taken"))
        this.#options.excluded();
    }
  }

  #tell(event: DaemonEvent): void {
    if (event.message !== this.#lastSentence) this.#options.told(event);
    this.#lastSentence = event.message;
  }

  async #attempt(): Promise<void> {
    const { socket, opened } = dialController(this.#options.url);
    this.#socket = socket;
    await opened;
    const { hello, admitted, lost } = this.#options;
    const rpc: ControllerRpc = new JsonRpcPeer(socket, {
      peerName: "the controller",
      serves: daemonMethods,
      calls: controllerMethods,
      callSeconds,
    });
    keepAlive(socket);
    try {
      const answer = await rpc.call("hello", hello());
      if (!("ok" in answer)) throw foreignVersion(answer.vnet, "daemon");
      if (!answer.ok) throw new TurnedAway(answer.reason, answer.message);
      this.#retry.succeeded();
      socket.once("close", (code) => {
        lost();
        if (!this.#isClosed) this.#tell(goneEvent(code === endedCode));
        this.#retry.failed(longestAwaySeconds);
      });
      rpc.handlers = admitted(rpc, answer);
      this.#tell(joinedEvent(answer.controllerEpoch, this.#hasStood));
      this.#hasStood = true;
    } catch (error) {
      socket.terminate();
      throw error;
    }
  }
}

function joinedEvent(epoch: number, again: boolean): DaemonEvent {
  const message = `the controller has admitted this daemon${again ? " again" : ""}`;
  return { kind: "joined", epoch, again, message };
}

function goneEvent(hasEnded: boolean): DaemonEvent {
  const what = hasEnded ? "the controller has ended" : "the connection to the controller is lost";
  return { kind: hasEnded ? "controller-ended" : "controller-lost", message: `${what}; frames flow on` };
}
