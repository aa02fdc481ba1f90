// Notices a peer that is gone without saying so: a WebSocket on which nothing was received for a while is ended.
import type { WebSocket } from "ws";

const pingSeconds = 5;
/** Without a byte for this long the peer counts as lost. */
const lostSeconds = 20;

/** Watches the socket until it closes. Any message, ping or pong proves the peer alive. */
export function keepAlive(socket: WebSocket): void {
  let silentSeconds = 0;
  const heard = (): void => {
    silentSeconds = 0;
  };
  const timer = setInterval(() => {
    silentSeconds += pingSeconds;
    if (silentSeconds >= lostSeconds) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.ping();
  }, pingSeconds * 1000);
  timer.unref();
  socket.on("message", heard);
  socket.on("ping", heard);
  socket.on("pong", heard);
  socket.once("close", () => clearInterval(timer));
}
