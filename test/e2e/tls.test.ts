// Daemons and clients that reach the controller through a proxy which ends TLS, as behind a load balancer.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect, type AddressInfo, type Socket } from "node:net";
import path from "node:path";
import { createServer } from "node:tls";
import { expect, it, onTestFinished } from "vitest";
import type { RunEvent } from "../../cli/report/run-event.ts";
import { processStarter } from "../harness/process-starter.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { lastEvent, runVnet } from "../harness/vnet-process.ts";

const folder = temporaryFolder();
const start = processStarter();

/** Makes a certificate of this machine's own for `localhost`; false = there is no `openssl`. */
function certify(key: string, certificate: string): boolean {
  const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-keyout", key, "-out", certificate, "-days", "2"];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  return spawnSync("openssl", [...request, ...files, ...names]).status === 0;
}

/** Ends TLS and passes on what is inside; the port it listens on. Gone when the test has finished. */
async function endTls(key: string, certificate: string, port: number): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (outside) => {
    const inside = connect(port, "127.0.0.1");
    outside.pipe(inside).pipe(outside);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ]) {
      open.add(one);
      one.on("error", () => other.destroy());
    }
  });
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

it("lets in who trusts the certificate, and tells others why not", async (context) => {
  const [key, certificate] = ["key.pem", "certificate.pem"].map((name) => path.join(folder, name));
  if (!certify(key, certificate)) context.skip("needs `openssl` to make a certificate");
  const controller = start(["run", "policies/ring.vnet", "--listen", "127.0.0.1:0", "--format", "json"]);
  await controller.printed('"event":"waiting"');
  const { controllerUrl, tokenFile, daemons } = lastEvent<Extract<RunEvent, { event: "waiting" }>>(
    controller.output().stdout,
    "waiting",
  );
  const port = await endTls(key, certificate, Number(new URL(controllerUrl).port));
  const url = `wss://localhost:${port}`;
  const session = ["--join", url, "--token-file", tokenFile];

  const untrusting = await runVnet(["daemon", "--name", "a", ...session, "--wait", "1s"]);
  expect(untrusting).toMatchObject({
    exitCode: 2,
    stderr: `error: cannot reach the controller at \`${url}\`: self-signed certificate (tried for 1 s)\n`,
  });

  const env = { NODE_EXTRA_CA_CERTS: certificate };
  for (const name of daemons) start(["daemon", "--name", name, ...session], { env });
  await controller.printed('"event":"star"');
  const asked = start(["show", "ports", "--controller", url, "--token-file", tokenFile], { env });
  expect((await asked.ended).exitCode).toBe(0);
}, 40_000);
