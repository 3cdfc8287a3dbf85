import type { Expressions } from "../../review/plan/references";
import { isRecord, UNKNOWN } from "../../review/values/values";
import type { Values } from "./values";

/**
 * Values of a plan without those that are not known since nobody has set them: AWS or the provider decides, as where an attribute is not in
 * a configuration. What an expression makes stays unknown.
 *
 * @param values values, with `UNKNOWN` where they are known after the apply
 * @param written expressions by attribute and block, of each block that the values may come from: a plan does not tell from which. Dynamic
 *   blocks are not among them: where there are some, their values stay as they are, and one whose number is not known counts as left out
 */
export function withoutUnset(values: Values, written: readonly Expressions[]): Values {
  const entries = Object.entries(values)
    .filter(([key, value]) => value !== UNKNOWN || written.some((block) => key in block))
    .map(
      ([key, value]) =>
        [
          key,
          inBlocks(
            value,
            written.flatMap((block) => blocksIn(block[key])),
          ),
        ] as const,
    );
  return Object.fromEntries(entries);
}

function inBlocks(value: unknown, written: readonly Expressions[]): unknown {
  // More blocks than are written: some are made by an expression.
  if (!Array.isArray(value) || written.length < value.length) return value;
  return value.map((one) => (isRecord(one) ? withoutUnset(one, written) : one));
}

/** Blocks are a list, and the expression of an attribute is none. */
function blocksIn(expression: unknown): readonly Expressions[] {
  return Array.isArray(expression) ? expression.filter(isRecord) : [];
}
