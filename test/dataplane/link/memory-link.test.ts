// The memory link runs the contract of links.
import { createMemoryLink } from "../../../dataplane/link/memory-link.ts";
import { describeLinkConformance } from "./link-conformance.ts";

describeLinkConformance("memory", {
  open: () => ({ ends: createMemoryLink(), end: () => {} }),
  openBounded: (queueBytes) => ({ ends: createMemoryLink({ queueBytes }), end: () => {} }),
});
