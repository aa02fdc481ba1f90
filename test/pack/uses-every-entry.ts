// A program of someone who uses the package: reads a policy, builds its network, names every entry's types.

/** Compiled and run by the pack test in a project of its own; the error that it expects proves that types arrive. */
export const usesEveryEntry = `
import { readFileSync } from "node:fs";
import { compile, type CompileResult, type LoadModule } from "vnet/lang";
import { buildNetwork, builtInPlanners, type DataPlane, type Network } from "vnet/engine";
import { startDaemon, supportedLinkKinds, type WebSocketDataPlane } from "vnet/dataplane";

const load: LoadModule = (path) => ({ path, text: readFileSync("node_modules/vnet/stdlib/topologies.vnet", "utf8") });
const text = "network n { proxy gw host a { slots: 1 } }";
const { policy, diagnostics }: CompileResult = compile({ path: "a.vnet", text }, { load });
if (policy === undefined) throw new Error(JSON.stringify(diagnostics));
const network: Network = buildNetwork(policy.network);
export const plane = (driver: WebSocketDataPlane): DataPlane => driver;
// @ts-expect-error a number is no text
export const wrong = (): CompileResult => compile({ path: "a.vnet", text: 1 }, { load });
if (typeof startDaemon !== "function" || builtInPlanners.length === 0) throw new Error("an entry is empty");
const proxies = 1;
console.log(\`\${network.hosts.length - proxies} host and \${proxies} proxy, \${diagnostics.length} findings, links by \${[...supportedLinkKinds].join()}\`);
`;
