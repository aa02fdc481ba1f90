// Seeds fast-check: from VNET_TEST_SEED (CI requires it), else random; fast-check prints the seed of every failure.
import fc from "fast-check";

const given = process.env["VNET_TEST_SEED"];
if (process.env["CI"] && given === undefined) throw new Error("VNET_TEST_SEED must be set in CI");
fc.configureGlobal(given === undefined ? {} : { seed: Number(given) });
