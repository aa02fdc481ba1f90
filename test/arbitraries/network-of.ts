// The small networks of the planners' conformance suite, for other tests.
export * from "../../lab/conformance/network-of.ts";
