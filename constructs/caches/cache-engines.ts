import type { Problems } from "../core/errors";

/** A version of an engine. */
export interface CacheVersion {
  /** Whether users log in by IAM. */
  readonly hasIam: boolean;
  /** Last day of standard support, YYYY-MM-DD; nothing where AWS has named none. */
  readonly standardUntil?: string;
}

/** An engine, as ElastiCache calls it. Redis is followed by Valkey, to which it is upgraded in place. */
export type CacheEngineName = "redis" | "valkey";

/**
 * The versions of the engines, oldest first. Sources: Amazon ElastiCache User Guide, "Engine versions and upgrading in ElastiCache" and
 * "Engine specific parameters"; for logins, "Authenticating with IAM" (Valkey, and Redis OSS 7 and later); for the end of support, AWS Database
 * Blog, "Introducing Extended Support for Amazon ElastiCache version 4 and version 5 for Redis OSS"; read 2026-11.
 */
export const CACHE_VERSIONS: Readonly<Record<CacheEngineName, Readonly<Record<string, CacheVersion>>>> = {
  redis: {
    "4.0": { hasIam: false, standardUntil: "2026-01-31" },
    "5.0": { hasIam: false, standardUntil: "2026-01-31" },
    "6.0": { hasIam: false },
    "6.2": { hasIam: false },
    "7.0": { hasIam: true },
    "7.1": { hasIam: true },
  },
  valkey: {
    "7.2": { hasIam: true },
    "8.0": { hasIam: true },
    "8.1": { hasIam: true },
    "8.2": { hasIam: true },
    "9.0": { hasIam: true },
    "9.1": { hasIam: true },
  },
};

/** The day that {@link CACHE_VERSIONS} is of. */
export const CACHE_ENGINES_AS_OF = "2026-11-30";

/** An engine with its version. */
export interface ParsedCacheEngine {
  readonly engine: CacheEngineName;
  /** Major and minor version: `8.2`. */
  readonly version: string;
}

const FORM = /^(redis|valkey) (\d+)(?:\.(\d+))?$/;

/** Engine and version of a text such as `valkey 8`, which is the newest known of the major version; nothing for what is not known. */
export function parseCacheEngine(text: string): ParsedCacheEngine | undefined {
  const [, engine, major, minor] = FORM.exec(text) ?? [];
  if (engine === undefined) return undefined;
  const name = engine as CacheEngineName;
  const version = Object.keys(CACHE_VERSIONS[name])
    .filter((one) => (minor === undefined ? one.startsWith(`${major}.`) : one === `${major}.${minor}`))
    .at(-1);
  return version === undefined ? undefined : { engine: name, version };
}

/** The family of parameter groups: `valkey8`. */
export function cacheFamilyOf({ engine, version }: ParsedCacheEngine): string {
  return `${engine}${version.split(".")[0]}`;
}

/** Whether the second is before the first, to which ElastiCache takes no cache back (Amazon ElastiCache API Reference, `CreateReplicationGroup`, EngineVersion, as of 2026-11). */
export function isOlderEngine(deployed: ParsedCacheEngine, asked: ParsedCacheEngine): boolean {
  if (deployed.engine !== asked.engine) return deployed.engine === "valkey";
  const versions = Object.keys(CACHE_VERSIONS[asked.engine]);
  return versions.indexOf(asked.version) < versions.indexOf(deployed.version);
}

const USABLE: readonly string[] = (["redis", "valkey"] as const).flatMap((engine) =>
  Object.entries(CACHE_VERSIONS[engine]).flatMap(([version, { hasIam }]) => (hasIam ? [`${engine} ${version}`] : [])),
);

/** Adds `CACHE_ENGINE_UNKNOWN` and `CACHE_ENGINE_WITHOUT_IAM`. Returns the engine that can be used. */
export function checkCacheEngine(text: string, problems: Problems): ParsedCacheEngine | undefined {
  const parsed = parseCacheEngine(text);
  const expected = `one of ${USABLE.join(", ")} (as of ${CACHE_ENGINES_AS_OF}), or the major version alone for the newest of it`;
  if (parsed === undefined) {
    problems.add("engine", {
      code: "CACHE_ENGINE_UNKNOWN",
      message: "ElastiCache has no engine of this name and version that caches are made of, as far as is known here.",
      found: `"${text}"`,
      expected,
      fix: `use "${nearest(text)}"`,
    });
    return undefined;
  }
  const { hasIam, standardUntil } = CACHE_VERSIONS[parsed.engine][parsed.version] ?? { hasIam: false };
  if (hasIam) return parsed;
  problems.add("engine", {
    code: "CACHE_ENGINE_WITHOUT_IAM",
    message: "This version lets nobody in by IAM, and by a password it would have to stand in the state.",
    found: `"${text}"${standardUntil === undefined ? "" : `, whose standard support ended on ${standardUntil}`}`,
    expected,
    fix: `use "${nearest(text)}", which speaks the same protocol`,
  });
  return undefined;
}

/** The engine that was most likely meant: the newest of its major version or name, and Valkey for what has no other name. */
function nearest(text: string): string {
  const [, name, major] = /^([a-z]*)[\s:@_-]*(\d*)/.exec(text.trim().toLowerCase()) ?? [];
  const ofName = USABLE.filter((one) => one.startsWith(`${name} `));
  const among = ofName.length > 0 ? ofName : USABLE;
  return among.filter((one) => one.split(" ")[1]?.startsWith(`${major}.`)).at(-1) ?? among.at(-1) ?? "";
}
