// Doctor: may this process open as many files as the sockets of an embedded network need?
import type { Finding } from "./finding.ts";

/** 16 hosts in one process, each linked to each: 2 ends of 120 links, 2 × 2 of the star's, and what Node itself opens. */
const needed = 512;

/** `limits` is the text of /proc/self/limits; undefined where the system has none. */
export function checkOpenFiles(limits: string | undefined): Finding {
  const found = /^Max open files\s+(\d+|unlimited)/m.exec(limits ?? "")?.[1];
  if (found === undefined)
    return { check: "open-files", ok: true, found: "the limit is not known on this system" };
  const ok = found === "unlimited" || Number(found) >= needed;
  return {
    check: "open-files",
    ok,
    found: `${found}, needs ${needed}`,
    ...(ok ? {} : { remedy: `ulimit -n ${needed}` }),
  };
}
