import { Cache, type CacheProps } from "../../../constructs/caches";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { type SynthesizedStack, synthStack } from "../../support/synth";
import { databaseNetwork } from "../databases/support";

/** Properties of a small cache, with others. */
export const SMALL = { engine: "valkey 8", size: "cache.t4g.small" } as const;

/** A stack with a network that has an isolated tier, and the cache `sessions`. */
export function synthCache(
  props: Partial<CacheProps> = {},
  use: (cache: Cache, stack: EnvironmentStack) => void = () => {},
  options: Parameters<typeof synthStack>[1] = {},
): SynthesizedStack {
  return synthStack((stack) => {
    use(new Cache(stack, "sessions", { network: databaseNetwork(stack), ...SMALL, ...props }), stack);
  }, options);
}
