// Doctor: can this process listen on loopback and reach itself there, as the embedded network does?
import { connect, createServer, type AddressInfo } from "node:net";
import type { Finding } from "./finding.ts";

const limitMs = 2000;

/** Opens a socket on a free port of `address`, connects to it, closes both. */
export async function checkLoopback(address = "127.0.0.1"): Promise<Finding> {
  const fault = await reach(address);
  if (fault === undefined) return { check: "loopback", ok: true, found: `sockets open on ${address}` };
  return {
    check: "loopback",
    ok: false,
    found: `no socket can be opened on ${address}: ${fault}`,
    remedy: "ip link set lo up, as root; in a sandbox, allow connections to loopback",
  };
}

/** Why not, or undefined. */
function reach(address: string): Promise<string | undefined> {
  const server = createServer();
  return new Promise<string | undefined>((resolve) => {
    server.on("error", (error) => resolve(error.message));
    server.listen(0, address, () => {
      const socket = connect((server.address() as AddressInfo).port, address);
      const answer = (fault?: string): void => {
        socket.destroy();
        resolve(fault);
      };
      socket.setTimeout(limitMs, () => answer(`no answer within ${limitMs / 1000} s`));
      socket.on("error", (error) => answer(error.message));
      socket.on("connect", () => answer());
    });
  }).finally(() => server.close());
}
