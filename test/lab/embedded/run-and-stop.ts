// Starts an embedded network, changes it once, stops it; whoever starts this watches whether the process ends.
import { buildNetwork } from "../../../engine/model/build-network.ts";
import { startEmbedded } from "../../../lab/embedded/start-embedded.ts";
import { directRoutes, transitionTo, wsLink } from "../../dataplane/driver/direct-transition.ts";
import { smallNetworkIr } from "../../harness/network-ir.ts";

const network = buildNetwork(smallNetworkIr(3), ["ws"]);
const { plane, stop } = await startEmbedded({ network, shape: true, reportSeconds: 0.05 });
const links = [wsLink(1, 2)];
const transition = transitionTo(network, 1, { links, routes: directRoutes(network, links) });
const answer = await plane.apply(transition, new AbortController().signal);
await stop();
process.stdout.write(answer.kind === "applied" ? "stopped\n" : `${JSON.stringify(answer)}\n`);
