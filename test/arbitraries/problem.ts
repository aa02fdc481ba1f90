// The random problems of the planners' conformance suite, for other tests.
export * from "../../lab/conformance/problems.ts";
