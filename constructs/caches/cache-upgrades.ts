import type { IConstruct } from "constructs";
import type { Problems } from "../core/errors";
import { remember, remembered } from "../core/memory/remembered";
import { isOlderEngine, type ParsedCacheEngine, parseCacheEngine } from "./cache-engines";

const REMEMBERED = "engine";

/** An engine as it is asked for, and why another cache may take its place. */
export interface AskedEngine {
  /** As it is written: `valkey 8`. */
  readonly text: string;
  readonly parsed: ParsedCacheEngine;
  readonly replace: string | undefined;
}

/**
 * Remembers the engine, and adds `CACHE_REPLACED` where it is older than that of the cache that is deployed, which the provider would replace.
 *
 * @returns whether the same engine is deployed. What AWS has installed since then is newer, and going back to what was asked for would be
 * another cache.
 */
export function checkCacheUpgrade(
  cache: IConstruct,
  { text, parsed, replace }: AskedEngine,
  problems: Problems,
): boolean {
  const before = remembered(cache, REMEMBERED);
  remember(cache, REMEMBERED, text);
  if (typeof before !== "string") return false;
  const deployed = parseCacheEngine(before);
  if (replace === undefined && deployed !== undefined && isOlderEngine(deployed, parsed)) {
    problems.add("engine", {
      code: "CACHE_REPLACED",
      message:
        "The cache would be destroyed, and an empty one made in its place: ElastiCache goes back to no older engine.",
      found: `"${text}", and "${before}" in the cache that is deployed`,
      expected: `"${before}" or newer, or a reason for another cache`,
      fix: `take the change back, or say in replace why what is in it may go, such as replace: "only sessions"`,
    });
  }
  return before === text;
}
