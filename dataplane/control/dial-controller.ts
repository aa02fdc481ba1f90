// Dials a controller's door, and says in one sentence why it does not open.
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { DataplaneError, messageOf } from "../dataplane-errors.ts";
import { controlSubprotocol, maxControlMessageBytes, protocolVersion } from "./control-messages.ts";

const handshakeMs = 5000;

/** `opened` rejects with VNET_ERR_CONTROLLER_UNREACHABLE; the socket may be terminated at any time. */
export function dialController(url: string): { socket: WebSocket; opened: Promise<void> } {
  const socket = new WebSocket(url, controlSubprotocol, {
    perMessageDeflate: false,
    maxPayload: maxControlMessageBytes,
    handshakeTimeout: handshakeMs,
    allowSynchronousEvents: false, // the answer to hello takes effect before the request behind it is read
  });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    const fail = (why: string, cause?: unknown): void => {
      const message = `cannot reach the controller at \`${url}\`: ${why}`;
      reject(new DataplaneError("VNET_ERR_CONTROLLER_UNREACHABLE", message, cause));
    };
    socket.once("unexpected-response", (_request, response) => {
      void objectionIn(response).then((objection) => {
        fail(objection);
        socket.terminate();
      });
    });
    socket.on("error", (error) => fail(messageOf(error), error));
  });
  return { socket, opened };
}

/** `who`: what speaks to the controller, such as `daemon`. */
export function foreignVersion(version: number, who: string): DataplaneError {
  return new DataplaneError(
    "VNET_ERR_PROTOCOL_VERSION",
    `the controller speaks protocol version ${version}, this ${who} version ${protocolVersion}; install the same vnet at both ends`,
  );
}

const longestObjection = 200;

/** What stands in an answer that is no WebSocket: a controller's objection, or the status alone. */
async function objectionIn(response: IncomingMessage): Promise<string> {
  const status = `it answered with HTTP status ${response.statusCode}`;
  if (response.headers["content-type"] !== "text/plain") return status;
  let text = "";
  try {
    for await (const chunk of response.setEncoding("utf8")) {
      text += chunk;
      if (text.length > longestObjection) break;
    }
  } catch {
    // it broke off: what has come will do
  }
  return `${status}: ${text.slice(0, longestObjection).replace(/[^\x20-\x7e]+/g, " ")}`;
}
