// Who may not join a run and why, in one sentence for each end.
import {
  type AnyHello,
  type ClientHello,
  type Hello,
  type HelloRefusal,
  protocolVersion,
} from "../control/control-messages.ts";
import { secretsEqual } from "../control/run-token.ts";

/** What is asked of those who say hello; `holder`: the start of the daemon that is connected under a name. */
export interface Admission {
  readonly token: string;
  readonly names: readonly string[];
  holder(name: string): string | undefined;
}

/** `reason` is for programs, `message` for the operator of the daemon, `told` for that of the controller. */
export interface Refusal {
  readonly reason: HelloRefusal;
  readonly message: string;
  readonly told: string;
}

/** The hello itself where it is welcome. `from`: the address that it came from. */
export function judgeHello(
  hello: AnyHello,
  from: string,
  admission: Admission,
): Hello | ClientHello | Refusal {
  const refuse = (reason: HelloRefusal, message: string): Refusal => {
    const role = "role" in hello ? hello.role : "daemon";
    const who = "name" in hello ? `daemon \`${printable(hello.name)}\`` : `a ${role}`;
    return { reason, message, told: `${who} at ${from} was turned away: ${message}` };
  };
  if (!("role" in hello))
    return refuse(
      "protocol-version",
      `the controller speaks protocol version ${protocolVersion}, the daemon version ${hello.vnet}; install the same vnet at both ends`,
    );
  if (!secretsEqual(hello.token, admission.token))
    return refuse("wrong-token", "the token is not the one of this run"); // before names: they are nobody else's business
  if (hello.role === "client") return hello;
  const { name, startId } = hello;
  if (!admission.names.includes(name))
    return refuse("unknown-name", `the policy has no daemon \`${printable(name)}\``);
  // The same process on a new connection replaces its old one, which may be dead without anyone having noticed.
  const holder = admission.holder(name);
  if (holder !== undefined && holder !== startId)
    return refuse("name-taken", `a daemon \`${name}\` is connected already`);
  return hello;
}

const longestShown = 40;

/** What a stranger sent, so that a terminal can show it. */
function printable(text: string): string {
  const plain = text.replace(/[^\x20-\x7e]/g, "?");
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}...` : plain;
}
