// A switch that is told of another centre of the star.
import { expect, it } from "vitest";
import { FrameSwitch } from "../../../dataplane/forwarding/frame-switch.ts";
import { frameOf, macOf, ManualLink, ManualPort } from "./switch-network.ts";

it("sends by the new Proxy what it has sent by the old one before", () => {
  const own = new FrameSwitch({ name: "me", proxy: "p", now: () => 0 });
  const [sender, old, next] = [new ManualPort(), new ManualLink(), new ManualLink()];
  own.attachPort(macOf(1), sender);
  own.attachLink("p", old);
  own.attachLink("q", next);
  sender.send(frameOf(macOf(1), macOf(2), 1));
  own.useProxy("q");
  sender.send(frameOf(macOf(1), macOf(2), 2));
  expect([old.sent.length, next.sent.length]).toEqual([1, 1]);
});
