// Starts `vnet` processes that do not outlive the test that started them.
import { afterEach } from "vitest";
import { startVnet, type VnetProcess } from "./vnet-process.ts";

/** To be called where hooks may be registered: at the top of a file or in a `describe`. */
export function processStarter(): typeof startVnet {
  const running: VnetProcess[] = [];
  afterEach(async () => {
    for (const one of running) one.child.kill("SIGKILL");
    await Promise.all(running.splice(0).map(async (one) => one.ended));
  });
  return (...args) => {
    const started = startVnet(...args);
    running.push(started);
    return started;
  };
}
