// The order of long lists against that of short ones, which are sorted by comparing.
import fc from "fast-check";
import { expect, it } from "vitest";
import { orderByRate } from "../../../engine/plan/order-by-rate.ts";

const rates = fc.constantFrom(-1, 0, -0, 1, 1 + 2 ** -40, 2 ** 33, 1e6, 1e-9, Infinity);
const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9), rates), { minLength: 1, maxLength: 30 });
const rank = Uint32Array.of(3, 1, 4, 0, 5, 9, 2, 6, 8, 7);

it("orders by decreasing rate, then by name, whatever the length of the list", () =>
  fc.assert(
    fc.property(pairs, (drawn) => {
      const orderOf = (list: typeof drawn): readonly number[][] => {
        const [first, second] = [0, 1].map((at) => Uint32Array.from(list, (pair) => pair[at]));
        const order = orderByRate(
          first,
          second,
          Float64Array.from(list, ([, , bps]) => bps),
          rank,
        );
        return [...order].map((at) => list[at].map((value) => value + 0));
      };
      const often = Array.from({ length: 300 }, () => drawn).flat();
      const long = often.length < 8192 ? [...often, ...Array(8192).fill([9, 9, -5])] : often;
      const short = orderOf(drawn).flatMap((pair) => Array.from({ length: 300 }, () => pair));
      expect(orderOf(long).slice(0, often.length)).toEqual(short);
    }),
    { numRuns: 20 },
  ));
