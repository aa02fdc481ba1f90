// What other areas may use of the lab.
export { type EmbeddedNetwork, type EmbeddedOptions, startEmbedded } from "./embedded/start-embedded.ts";
