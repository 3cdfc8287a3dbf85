import type { Problems } from "../core/errors";

/** A major version of an engine; dates are YYYY-MM-DD. */
export interface EngineVersion {
  /** Last day of standard support. */
  readonly standardUntil: string;
  /** Last day of extended support, which costs more; nothing where the engine has none. */
  readonly extendedUntil?: string;
}

/** Engines of single databases. */
export const INSTANCE_ENGINES = ["postgres", "mysql", "mariadb"] as const;

/** Engines of clusters. */
export const CLUSTER_ENGINES = ["aurora-postgresql", "aurora-mysql"] as const;

/** An engine, as RDS calls it. */
export type EngineName = (typeof INSTANCE_ENGINES)[number] | (typeof CLUSTER_ENGINES)[number];

/**
 * The major versions of the engines, oldest first, that a database can be made with. The dates are those of the tables of endoflife.date, which
 * are made from AWS's release calendars; the calendars themselves were not read ({@link ENGINES_AS_OF} has the day).
 */
export const ENGINE_VERSIONS: Readonly<Record<EngineName, Readonly<Record<string, EngineVersion>>>> = {
  postgres: {
    "13": { standardUntil: "2026-02-28", extendedUntil: "2029-02-28" },
    "14": { standardUntil: "2027-02-28", extendedUntil: "2030-02-28" },
    "15": { standardUntil: "2028-02-29", extendedUntil: "2031-02-28" },
    "16": { standardUntil: "2029-02-28", extendedUntil: "2032-02-29" },
    "17": { standardUntil: "2030-02-28", extendedUntil: "2033-02-28" },
    "18": { standardUntil: "2031-02-28", extendedUntil: "2034-02-28" },
  },
  mysql: {
    "8.0": { standardUntil: "2026-07-31", extendedUntil: "2029-07-31" },
    "8.4": { standardUntil: "2029-07-31", extendedUntil: "2032-07-31" },
  },
  mariadb: {
    "10.6": { standardUntil: "2026-12-31" },
    "10.11": { standardUntil: "2028-02-29" },
    "11.4": { standardUntil: "2029-05-31" },
    "11.8": { standardUntil: "2028-06-30" },
  },
  "aurora-postgresql": {
    "13": { standardUntil: "2026-02-28", extendedUntil: "2029-02-28" },
    "14": { standardUntil: "2027-02-28", extendedUntil: "2030-02-28" },
    "15": { standardUntil: "2028-02-29", extendedUntil: "2031-02-28" },
    "16": { standardUntil: "2029-02-28", extendedUntil: "2032-02-29" },
    "17": { standardUntil: "2030-02-28", extendedUntil: "2033-02-28" },
    "18": { standardUntil: "2031-02-28", extendedUntil: "2034-02-28" },
  },
  "aurora-mysql": { "8.0": { standardUntil: "2028-04-30", extendedUntil: "2029-07-31" } },
};

/** The day that {@link ENGINE_VERSIONS} is of. */
export const ENGINES_AS_OF = "2026-08-22";

/** An engine with its major version, and the minor one where it is said. */
export interface ParsedEngine {
  readonly engine: EngineName;
  /** `17`, `8.4` */
  readonly major: string;
  /** As it is written: `17`, `17.4` or `8.0.mysql_aurora.3.08.0`. */
  readonly version: string;
}

/** Versions of Aurora MySQL have that of MySQL before their own: `8.0.mysql_aurora.3.08.0`. */
const FORM = /^([a-z-]+) (\d+(?:\.\d+){0,2}(?:(?<=^aurora-mysql 8\.0)\.mysql_aurora\.\d+\.\d{2}\.\d+)?)$/;

/** Engine and version of a text such as `postgres 17`; nothing for one that {@link checkEngine} refuses. */
export function parseEngine(text: string): ParsedEngine | undefined {
  const [, engine = "", version = ""] = FORM.exec(text) ?? [];
  if (!Object.hasOwn(ENGINE_VERSIONS, engine)) return undefined;
  const known = ENGINE_VERSIONS[engine as EngineName];
  const major = Object.keys(known).find((one) => version === one || version.startsWith(`${one}.`));
  return major === undefined ? undefined : { engine: engine as EngineName, major, version };
}

/** The family of parameter groups: `postgres17`, `mysql8.4`. */
export function familyOf({ engine, major }: ParsedEngine): string {
  return `${engine}${major}`;
}

/** The port that an engine listens on. */
export function portOf({ engine }: ParsedEngine): number {
  return isPostgres(engine) ? 5432 : 3306;
}

/** Whether clients speak PostgreSQL's protocol; else MySQL's. */
export function isPostgres(engine: EngineName): boolean {
  return engine === "postgres" || engine === "aurora-postgresql";
}

/** What AWS does for a version on a day. */
export function enginePhase({ engine, major }: ParsedEngine, today: string): "standard" | "extended" | "none" {
  const dates = ENGINE_VERSIONS[engine][major];
  if (dates === undefined || today <= dates.standardUntil) return "standard";
  return dates.extendedUntil !== undefined && today <= dates.extendedUntil ? "extended" : "none";
}

/** Adds `DATABASE_ENGINE_UNKNOWN` and `DATABASE_ENGINE_UNSUPPORTED`. Returns the engine that can be used. */
export function checkEngine(
  text: string,
  engines: readonly EngineName[],
  today: string,
  problems: Problems,
): ParsedEngine | undefined {
  const parsed = parseEngine(text);
  const usable = engines.flatMap((engine) =>
    Object.keys(ENGINE_VERSIONS[engine])
      .map((major) => ({ engine, major, version: major }))
      .filter((one) => enginePhase(one, today) !== "none")
      .map(({ major }) => `${engine} ${major}`),
  );
  if (parsed === undefined || !engines.includes(parsed.engine)) {
    problems.add("engine", {
      code: "DATABASE_ENGINE_UNKNOWN",
      message: `${isOfClusters(engines) ? "Aurora" : "RDS"} has no engine of this name and version, as far as is known here.`,
      found: `"${text}"`,
      expected: `one of ${usable.join(", ")} (as of ${ENGINES_AS_OF}), with a minor version behind it or without`,
      fix: `use "${nearestEngine(text, usable) ?? usable.at(-1)}"`,
    });
    return undefined;
  }
  if (enginePhase(parsed, today) !== "none") return parsed;
  const newest = usable.filter((one) => one.startsWith(`${parsed.engine} `)).at(-1);
  const dates = ENGINE_VERSIONS[parsed.engine][parsed.major];
  problems.add("engine", {
    code: "DATABASE_ENGINE_UNSUPPORTED",
    message: "AWS no longer supports this version, and upgrades the databases that have it.",
    found: `"${text}", supported until ${dates?.extendedUntil ?? dates?.standardUntil}`,
    expected: usable.join(", "),
    fix: `use "${newest}"`,
  });
  return undefined;
}

function isOfClusters(engines: readonly EngineName[]): boolean {
  return engines.every((engine) => CLUSTER_ENGINES.some((one) => one === engine));
}

/** The engine that was most likely meant: of its name or nearly, of the same version as far as there is one, else the newest. */
function nearestEngine(text: string, usable: readonly string[]): string | undefined {
  const [, asked = "", version = ""] = /^([a-z-]*?)[\s:@_-]*([\d.]*)$/.exec(text.trim().toLowerCase()) ?? [];
  const names = [...new Set(usable.map((one) => one.split(" ")[0] ?? ""))];
  const isLike = (name: string) =>
    asked !== "" && (asked.startsWith(name) || name.startsWith(asked) || name.endsWith(`-${asked}`));
  const name =
    names.find((one) => one === asked) ??
    names.find(isLike) ??
    names.find((one) => one === "aurora-postgresql") ??
    "postgres";
  const ofName = usable.filter((one) => one.startsWith(`${name} `));
  const parts = version.split(".").filter((part) => part !== "");
  const ofVersions = parts.map((_, index) => {
    const major = `${name} ${parts.slice(0, parts.length - index).join(".")}`;
    return ofName.filter((one) => one === major || one.startsWith(`${major}.`)).at(-1);
  });
  return ofVersions.find((one) => one !== undefined) ?? ofName.at(-1);
}

/** What is to be said of a version whose standard support has ended; nothing before. */
export function engineWarning(parsed: ParsedEngine, today: string): string | undefined {
  if (enginePhase(parsed, today) !== "extended") return undefined;
  const { standardUntil, extendedUntil } = ENGINE_VERSIONS[parsed.engine][parsed.major] ?? {};
  return `Standard support of ${parsed.engine} ${parsed.major} ended on ${standardUntil}. Extended support costs more, by virtual CPU and hour, until ${extendedUntil}: upgrade, by another engine and allowMajorUpgrade.`;
}
