import type { ConstructDefaults } from "../constructs/core/shapes/with-defaults";

/**
 * Defaults of your organisation for the constructs of a class, in all stacks or in those of some environments: `defaultsFor(Bucket, { key })`. The files of an environment say the same under `defaults`.
 */
export const DEFAULTS: readonly ConstructDefaults[] = [];
