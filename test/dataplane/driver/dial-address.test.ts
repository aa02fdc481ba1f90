// Where daemons that listen everywhere are dialled.
import { describe, expect, it } from "vitest";
import { dialUrl } from "../../../dataplane/driver/dial-address.ts";

const here = { remote: "127.0.0.1", local: "127.0.0.1" };
const there = { remote: "10.0.0.7", local: "10.0.0.1" };
const v6 = { remote: "fd00::7", local: "fd00::1" };

describe("the address at which a daemon is dialled", () => {
  it.each([
    ["the one that it says", "ws://10.9.9.9:7000", there, here, "ws://10.9.9.9:7000"],
    ["a name that it says", "ws://host.example:7000", there, here, "ws://host.example:7000"],
    ["where its control connection came from", "ws://0.0.0.0:7000", there, here, "ws://10.0.0.7:7000"],
    ["the same for all addresses of version 6", "ws://[::]:7000", v6, there, "ws://[fd00::7]:7000"],
    [
      "the loopback, between daemons beside the controller",
      "ws://0.0.0.0:7000",
      here,
      here,
      "ws://127.0.0.1:7000",
    ],
    ["that of the controller's machine, from elsewhere", "ws://[::]:7000", here, there, "ws://10.0.0.1:7000"],
  ])("is %s", (_what, dataUrl, acceptor, dialler, expected) => {
    expect(dialUrl({ hello: { dataUrl }, path: acceptor }, { hello: { dataUrl: "" }, path: dialler })).toBe(
      expected,
    );
  });
});
