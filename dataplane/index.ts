// What other areas may use of the data plane.
export { connectClient, type ControllerClient } from "./client/controller-client.ts";
export type { ApplicationAnswer, NetworkAnswer } from "./control/client-messages.ts";
export type { Place } from "./control/control-messages.ts";
export { type Daemon, type DaemonOptions, startDaemon } from "./daemon/daemon.ts";
export type { DaemonEvent } from "./daemon/daemon-event.ts";
export { DataplaneError, type DataplaneErrorCode } from "./dataplane-errors.ts";
export {
  type Invitation,
  type RunningPlane,
  type StartOptions,
  startWebSocketDataPlane,
} from "./driver/start-websocket-data-plane.ts";
export { supportedLinkKinds } from "./driver/transition-objection.ts";
export type { WebSocketDataPlane } from "./driver/websocket-data-plane.ts";
export { createMemoryPort } from "./port/memory-port.ts";
