// What a switch remembers of a frame's way is what it would find anew, whatever has changed in between.
import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameSwitch } from "../../../dataplane/forwarding/frame-switch.ts";
import { decodeLinkBatch } from "../../../dataplane/wire/link-batch.ts";
import { frameOf, macOf, ManualLink, ManualPort } from "./switch-network.ts";

const peers = ["p", "d2", "d3"] as const;
const peer = fc.constantFrom(...peers);
const vm = fc.integer({ min: 2, max: 5 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("send" as const), to: vm }) },
  fc.record({ do: fc.constant("attachLink" as const), peer }),
  fc.record({ do: fc.constant("detachLink" as const), peer }),
  fc.record({ do: fc.constant("attachPort" as const), vm }),
  fc.record({ do: fc.constant("detachPort" as const), vm }),
  fc.record({
    do: fc.constant("places" as const),
    places: fc.array(fc.record({ vm, daemon: fc.constantFrom(...peers, "me") }), { maxLength: 4 }),
  }),
  fc.record({
    do: fc.constant("change" as const),
    rules: fc.uniqueArray(fc.record({ vm, peer: fc.option(peer), port: vm }), {
      selector: (rule) => rule.vm,
    }),
  }),
  fc.record({ do: fc.constant("discard" as const) }),
  fc.record({ do: fc.constant("useProxy" as const), peer }),
);

test.each(["p", "me"])("a frame goes where the switch would say just before (proxy `%s`)", (proxy) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      const own = new FrameSwitch({ name: "me", proxy, now: () => 0 });
      const sender = new ManualPort();
      own.attachPort(macOf(1), sender);
      const links = new Map<string, ManualLink>();
      const ports = new Map<number, ManualPort>();
      const seen: { went: unknown; said: unknown }[] = [];
      let epoch = 0;
      for (const each of steps) {
        if (each.do === "attachLink") {
          links.set(each.peer, new ManualLink());
          own.attachLink(each.peer, links.get(each.peer)!);
        } else if (each.do === "detachLink") own.detachLink(each.peer);
        else if (each.do === "attachPort") {
          ports.set(each.vm, new ManualPort());
          own.attachPort(macOf(each.vm), ports.get(each.vm)!);
        } else if (each.do === "detachPort") own.detachPort(macOf(each.vm));
        else if (each.do === "places")
          own.setPlaces(each.places.map(({ vm: at, daemon }) => ({ mac: macOf(at), daemon })));
        else if (each.do === "change") {
          const rules = each.rules.map((rule) => ({
            source: { mac: macOf(1) },
            destination: { mac: macOf(rule.vm) },
            priority: 1,
            target: rule.peer === null ? { port: macOf(rule.port) } : { peer: rule.peer },
          }));
          own.prepare(++epoch, { rules, expect: [] });
          own.commit(epoch, { moved: [] });
        } else if (each.do === "discard") own.discard(own.epoch);
        else if (each.do === "useProxy") own.useProxy(each.peer);
        else {
          for (const link of links.values()) link.sent.length = 0;
          for (const port of ports.values()) port.received.length = 0;
          const way = own.routeOf(macOf(1), macOf(each.to));
          sender.send(frameOf(macOf(1), macOf(each.to), 1));
          const went = [
            ...[...ports].flatMap(([at, { received }]) =>
              received.map(() => ({ kind: "port", mac: macOf(at) })),
            ),
            ...[...links].flatMap(([name, { sent }]) =>
              sent.map(({ batch }) => {
                const decoded = decodeLinkBatch(batch);
                return { kind: "link", peer: name, epoch: decoded.ok ? decoded.frames[0]?.epoch : -1 };
              }),
            ),
          ];
          const { rule: _rule, ...said } = { rule: undefined, ...way };
          seen.push({ went, said: said.kind === "none" ? [] : [said] });
        }
      }
      expect(seen.map(({ went }) => went)).toEqual(seen.map(({ said }) => said));
    }),
    { numRuns: 150 },
  );
});
