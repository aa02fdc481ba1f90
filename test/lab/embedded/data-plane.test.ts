// The WebSocket data plane, with all its daemons in this process, does what every data plane must do.
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { startEmbedded } from "../../../lab/embedded/start-embedded.ts";
import { NumberedTraffic } from "../../dataplane/driver/numbered-traffic.ts";
import { until } from "../../dataplane/event-loop.ts";
import { describeDataPlane } from "../../engine/data-plane-conformance.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const frameBytes = 200; // of numbered frames

for (const shape of [false, true]) {
  describeDataPlane(`websocket, ${shape ? "shaped" : "not shaped"}`, async () => {
    const built = buildNetwork(smallNetworkIr(3), ["ws"]);
    const network = { ...built, hosts: built.hosts.map((host) => ({ ...host, slots: 2 })) };
    const { plane, vmEnds, stop } = await startEmbedded({ network, shape, reportSeconds: 0.05 });
    const traffic = new NumberedTraffic(network, vmEnds);
    return {
      plane,
      network,
      sendTraffic: async (from, to, bytes) => {
        traffic.send([from, to], Math.ceil(bytes / frameBytes));
        await until(() => traffic.arrived >= traffic.sent, "all frames have arrived");
      },
      settle: async () => plane.flushReports(),
      stop,
    };
  });
}
