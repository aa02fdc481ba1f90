// Names of link types, for messages; only Ethernet frames have the MAC addresses that VNET forwards by.
import { ethernetLinkType, type LinkType } from "./captured-frame.ts";

const names: ReadonlyMap<LinkType, string> = new Map([
  [0, "BSD loopback"],
  [ethernetLinkType, "Ethernet"],
  [9, "PPP"],
  [101, "raw IP"],
  [105, "IEEE 802.11"],
  [113, "Linux cooked"],
  [127, "802.11 with radiotap"],
  [228, "raw IPv4"],
  [229, "raw IPv6"],
  [249, "USBPcap"],
  [253, "netlink"],
  [276, "Linux cooked 2"],
]);

/** A link type for a message: `1 (Ethernet)`, or only the number where the name is not known here. */
export function describeLinkType(linkType: LinkType): string {
  const name = names.get(linkType);
  return name === undefined ? `${linkType}` : `${linkType} (${name})`;
}
