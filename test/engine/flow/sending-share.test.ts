// How much of its sending a VM gets done on a loaded host.
import { expect, it } from "vitest";
import { sendingShare } from "../../../engine/flow/sending-share.ts";

it("is what others leave of the host", () => {
  expect(sendingShare(0.75, Infinity, 0)).toBe(0.25);
  expect(sendingShare(NaN, 2, 0)).toBe(1);
  expect(sendingShare(1.2, Infinity, 0)).toBe(0);
});

it("divides known cores among the cores that VMs claim", () => {
  expect(sendingShare(0.5, 8, 2)).toBe(1);
  expect(sendingShare(0.5, 8, 16)).toBe(0.25);
  expect(sendingShare(0.5, Infinity, 16)).toBe(0.5);
});
