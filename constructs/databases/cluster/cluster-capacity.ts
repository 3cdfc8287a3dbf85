import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import { checkSize } from "../database-checks";
import type { ParsedEngine } from "../engine-versions";
import type { DatabaseClusterProps, ServerlessCapacity } from "./database-cluster-props";

/**
 * Classes that Aurora has: of the families for memory, and of those for tests two sizes (Amazon Aurora User Guide, "Supported DB engines for DB instance
 * classes", as of 2026-12).
 */
const AURORA_CLASS = /^db\.([rx]\d|t(3|4g)\.(medium|large)$)/;

/** Capacity units (Amazon Aurora User Guide, "Aurora Serverless v2 capacity", as of 2026-12). */
const CAPACITY = { step: 0.5, min: [0, 256], max: [1, 256] } as const;

/**
 * The first minor versions whose instances pause, by major version; of those that are newer all do (Amazon Aurora User Guide, "Aurora Serverless v2 capacity", as of
 * 2026-12).
 */
const PAUSES_FROM: Readonly<Record<string, readonly [number, string]>> = {
  "aurora-postgresql 13": [15, "13.15"],
  "aurora-postgresql 14": [12, "14.12"],
  "aurora-postgresql 15": [7, "15.7"],
  "aurora-postgresql 16": [3, "16.3"],
  "aurora-mysql 8.0": [8, "8.0.mysql_aurora.3.08.0"],
};

/**
 * Checks what the instances have: `DATABASE_CAPACITY`, `DATABASE_CAPACITY_STEP`, `DATABASE_CAPACITY_LIMITS`, `DATABASE_PAUSE`, `DATABASE_SIZE_FORM`,
 * `DATABASE_SIZE_UNSUPPORTED`.
 */
export function checkCapacity(props: DatabaseClusterProps, engine: ParsedEngine | undefined, problems: Problems): void {
  const { size, serverless, instances = {} } = props;
  if ((size === undefined) === (serverless === undefined)) {
    problems.add("", {
      code: "DATABASE_CAPACITY",
      message: "The instances of a cluster have a size, or capacity that follows the load.",
      found: size === undefined ? "neither size nor serverless" : "size and serverless",
      expected: "one of the two",
      fix:
        size === undefined
          ? 'add size: "db.t4g.medium", or serverless: { max: 4 }'
          : "leave out size; an instance that differs says so in instances. Or leave out serverless",
    });
  }
  for (const [at, one] of [
    ["size", size],
    ...Object.entries(instances).map(([key, own]) => [`instances.${key}.size`, own.size]),
  ]) {
    if (at !== undefined && one !== undefined) checkClass(one, at, problems);
  }
  if (serverless) checkServerless(serverless, engine, problems);
}

function checkClass(size: string, at: string, problems: Problems): void {
  const isServerless = size === "db.serverless";
  const before = problems.list.length;
  if (!isServerless) checkSize(size, at, problems);
  if (problems.list.length > before || Token.isUnresolved(size) || AURORA_CLASS.test(size)) return;
  problems.add(at, {
    code: "DATABASE_SIZE_UNSUPPORTED",
    message: isServerless ? "Capacity that follows the load is no size." : "Aurora has no such instances.",
    found: `"${size}"`,
    expected: "a class of the families r and x, such as db.r8g.large; for tests db.t4g.medium or db.t4g.large",
    fix: isServerless
      ? `leave out ${at}, and say serverless of the cluster`
      : `use "${/^db\.[a-z0-9-]+\.(micro|small|medium)$/.test(size) ? "db.t4g.medium" : "db.r8g.large"}"`,
  });
}

function checkServerless(capacity: ServerlessCapacity, engine: ParsedEngine | undefined, problems: Problems): void {
  const { min = 0.5, max, pauseAfterSeconds } = capacity;
  const areUnits = [checkUnits("min", min, problems), checkUnits("max", max, problems)].every((one) => one);
  if (areUnits && min > max) {
    problems.add("serverless.min", {
      code: "DATABASE_CAPACITY_LIMITS",
      message: "Capacity cannot be more at the least than at the most.",
      found: `min: ${min}, and max: ${max}`,
      expected: `0 to ${max}`,
      fix: `use min: ${max}, or raise max`,
    });
  }
  if (pauseAfterSeconds !== undefined && min !== 0) {
    problems.add("serverless.pauseAfterSeconds", {
      code: "DATABASE_PAUSE",
      message: "Only an instance whose capacity can be zero pauses.",
      found: `pauseAfterSeconds: ${pauseAfterSeconds}, with min: ${min}`,
      expected: "min: 0, or no pauseAfterSeconds",
      fix: "set min to 0, or leave out pauseAfterSeconds",
    });
  }
  if (min === 0 && engine) checkPausing(engine, problems);
}

/** Only where the minor version is told: which one AWS chooses is the newest, or nearly. */
function checkPausing({ engine, major, version }: ParsedEngine, problems: Problems): void {
  const [from, least] = PAUSES_FROM[`${engine} ${major}`] ?? [];
  const minor = engine === "aurora-mysql" ? /\.mysql_aurora\.3\.(\d+)/.exec(version)?.[1] : version.split(".")[1];
  if (from === undefined || minor === undefined || Number(minor) >= from) return;
  problems.add("serverless.min", {
    code: "DATABASE_PAUSE",
    message: "Instances of this version do not pause.",
    found: `min: 0, with ${engine} ${version}`,
    expected: `${engine} ${least} or newer, or min: 0.5 or more`,
    fix: `use "${engine} ${least}" as engine, or min: 0.5`,
  });
}

function checkUnits(name: "min" | "max", units: number, problems: Problems): boolean {
  const [least, most] = CAPACITY[name];
  if (units >= least && units <= most && Number.isInteger(units / CAPACITY.step)) return true;
  const nearest = Math.min(most, Math.max(least, Math.round(units / CAPACITY.step) * CAPACITY.step));
  problems.add(`serverless.${name}`, {
    code: "DATABASE_CAPACITY_STEP",
    message: "Aurora has no such capacity.",
    found: String(units),
    expected: `${least} to ${most}, in steps of ${CAPACITY.step}`,
    fix: `use ${Number.isFinite(nearest) ? nearest : least}`,
  });
  return false;
}
