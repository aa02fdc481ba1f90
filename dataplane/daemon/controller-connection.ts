// A daemon's end of the control connection: says hello, and connects anew whenever the connection is lost.
import { WebSocket } from "ws";
import {
  type ControllerMethods,
  controllerMethods,
  controlSubprotocol,
  type DaemonMethods,
  daemonMethods,
  type Hello,
  type HelloAnswer,
  maxControlMessageBytes,
} from "../control/control-messages.ts";
import { type Handlers, JsonRpcPeer } from "../control/json-rpc-peer.ts";
import { keepAlive } from "../control/keep-alive.ts";
import { Retry } from "../control/retry.ts";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";

const callSeconds = 10;
const handshakeMs = 5000;

export type ControllerRpc = JsonRpcPeer<DaemonMethods, ControllerMethods>;
type Admitted = Extract<HelloAnswer, { ok: true }>;

interface ConnectionOptions {
  readonly url: string;
  /** What to say now. */
  readonly hello: () => Hello;
  /** The controller has admitted this daemon, after each hello; answers what the controller may call from now on. */
  readonly admitted: (controller: ControllerRpc, answer: Admitted) => Handlers<DaemonMethods>;
  readonly lost: () => void;
  /** What befalls a connection that stood, one sentence each; a sentence that would repeat the last one is left out. */
  readonly told?: (sentence: string) => void;
}

export class ControllerConnection {
  readonly #options: ConnectionOptions;
  readonly #retry = new Retry(() => void this.#again());
  #lastSentence = "";
  #socket: WebSocket | undefined;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /**
   * The first connection. Rejects, and does not try again, with VNET_ERR_CONTROLLER_UNREACHABLE or
   * VNET_ERR_HELLO_REFUSED; once it stood, a lost connection is made again until `close`.
   */
  async connect(): Promise<void> {
    await this.#attempt();
  }

  close(): void {
    this.#isClosed = true;
    this.#retry.stop();
    this.#socket?.terminate();
  }

  async #again(): Promise<void> {
    try {
      await this.#attempt();
      this.#tell("the controller has admitted this daemon again");
    } catch (error) {
      if (!this.#isClosed) this.#tell(messageOf(error));
      this.#retry.failed();
    }
  }

  #tell(sentence: string): void {
    if (sentence !== this.#lastSentence) this.#options.told?.(sentence);
    this.#lastSentence = sentence;
  }

  async #attempt(): Promise<void> {
    const socket = await this.#dial();
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
      if (!answer.ok)
        throw new DataplaneError("VNET_ERR_HELLO_REFUSED", `the controller refused: ${answer.message}`);
      this.#retry.succeeded();
      socket.once("close", () => {
        lost();
        if (!this.#isClosed) this.#tell("the connection to the controller is lost; frames flow on");
        this.#retry.failed();
      });
      rpc.handlers = admitted(rpc, answer);
    } catch (error) {
      socket.terminate();
      throw error;
    }
  }

  async #dial(): Promise<WebSocket> {
    const { url } = this.#options;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, controlSubprotocol, {
        perMessageDeflate: false,
        maxPayload: maxControlMessageBytes,
        handshakeTimeout: handshakeMs,
        allowSynchronousEvents: false, // the answer to hello takes effect before the request behind it is read
      });
      this.#socket = socket;
      socket.once("open", () => resolve(socket));
      socket.on("error", (error) => {
        const why = this.#isClosed ? "the daemon was closed" : messageOf(error);
        const message = `cannot reach the controller at \`${url}\`: ${why}`;
        reject(new DataplaneError("VNET_ERR_CONTROLLER_UNREACHABLE", message, error));
      });
    });
  }
}
