import type { CacheOptions } from "../../../constructs/caches/cache-props";
import type { Name } from "../../../constructs/core/texts/text.types";
import type { KeyChoice } from "../../sections/key-choice";

/** A cache: everything that `Cache` takes. */
export interface CacheSpec extends Omit<CacheOptions, "key">, KeyChoice {
  /**
   * The tier that it lies in, with subnets in two zones or more where `multiAz` is on.
   *
   * @default - the isolated tier, where there is one
   */
  readonly tier?: string;
}

/**
 * Caches by name.
 *
 * @named cache
 */
export interface CachesProps {
  readonly [name: Name]: CacheSpec;
}
