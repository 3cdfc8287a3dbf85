import type { Problems } from "../../core/errors";

/** One Kubernetes version on EKS; dates are YYYY-MM-DD. */
export interface KubernetesVersion {
  /** Since when EKS has it. */
  readonly released: string;
  /** First day of extended support, which costs more. */
  readonly standardUntil: string;
  /** First day without support: no cluster can be made, and AWS upgrades those that there are. */
  readonly extendedUntil: string;
}

/**
 * The Kubernetes versions of EKS, oldest first. Source: Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS",
 * release calendar, of 2026-11 ({@link VERSIONS_AS_OF} has the day): standard support for 14 months, extended support for 12 more.
 */
export const KUBERNETES_VERSIONS: Readonly<Record<string, KubernetesVersion>> = {
  "1.29": { released: "2024-01-23", standardUntil: "2025-03-23", extendedUntil: "2026-03-23" },
  "1.30": { released: "2024-05-23", standardUntil: "2025-07-23", extendedUntil: "2026-07-23" },
  "1.31": { released: "2024-09-26", standardUntil: "2025-11-26", extendedUntil: "2026-11-26" },
  "1.32": { released: "2025-01-23", standardUntil: "2026-03-23", extendedUntil: "2027-03-23" },
  "1.33": { released: "2025-05-29", standardUntil: "2026-07-29", extendedUntil: "2027-07-29" },
  "1.34": { released: "2025-10-02", standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
  "1.35": { released: "2026-01-27", standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
  "1.36": { released: "2026-06-02", standardUntil: "2027-08-02", extendedUntil: "2028-08-02" },
  "1.37": { released: "2026-10-01", standardUntil: "2027-12-01", extendedUntil: "2028-12-01" },
};

/** The day on which {@link KUBERNETES_VERSIONS} was last compared with AWS's calendar. */
export const VERSIONS_AS_OF = "2026-11-20";

/** US dollars for an hour of a cluster (Amazon EKS pricing, as of 2026-11). */
const HOURLY = { standard: "0.10", extended: "0.60" };

/** What AWS does for a version on a day. */
export type SupportPhase = "standard" | "extended" | "none";

/** The phase of a version on a day, YYYY-MM-DD; `undefined` for a version that is not in the table. */
export function supportPhase(version: string, today: string): SupportPhase | undefined {
  const dates = KUBERNETES_VERSIONS[version];
  if (!dates) return undefined;
  if (today < dates.standardUntil) return "standard";
  return today < dates.extendedUntil ? "extended" : "none";
}

/** Adds `EKS_VERSION_UNKNOWN` or `EKS_VERSION_UNSUPPORTED`. */
export function checkVersion(version: string, today: string, problems: Problems): void {
  const usable = Object.keys(KUBERNETES_VERSIONS).filter((known) => supportPhase(known, today) !== "none");
  const newest = usable.at(-1) ?? "";
  const phase = supportPhase(version, today);
  if (phase === undefined) {
    problems.add("version", {
      code: "EKS_VERSION_UNKNOWN",
      message: "EKS has no Kubernetes version of this name, as far as is known here.",
      found: `"${version}"`,
      expected: `one of ${usable.join(", ")} (as of ${VERSIONS_AS_OF})`,
      fix:
        suggestion(version, usable) ?? `use "${newest}"; a newer one has to be entered into KUBERNETES_VERSIONS first`,
    });
  }
  if (phase === "none") {
    problems.add("version", {
      code: "EKS_VERSION_UNSUPPORTED",
      message:
        "EKS no longer supports this Kubernetes version: no cluster is made with it, and AWS upgrades those that there are.",
      found: `"${version}", supported until ${KUBERNETES_VERSIONS[version]?.extendedUntil}`,
      expected: `one of ${usable.join(", ")}`,
      fix: `use "${newest}" for a new cluster; raise an existing one by one minor version at a time, "${usable[0]}" first`,
    });
  }
}

/** What is to be said of a version in extended support; `undefined` in standard support. */
export function supportWarning(version: string, today: string, support: "standard" | "extended"): string | undefined {
  if (supportPhase(version, today) !== "extended") return undefined;
  const { standardUntil, extendedUntil } = KUBERNETES_VERSIONS[version] ?? { standardUntil: "", extendedUntil: "" };
  const since = `Standard support of Kubernetes ${version} ended on ${standardUntil}.`;
  return support === "standard"
    ? `${since} AWS upgrades the control plane by itself, at a time of its own, because support is "standard": raise version first.`
    : `${since} The cluster costs ${HOURLY.extended} instead of ${HOURLY.standard} US dollars an hour, until AWS upgrades it after ${extendedUntil}: raise version.`;
}

/** `1.35` for `v1.35.2` or `1.35.2`, which is what people copy from kubectl. */
function suggestion(version: string, usable: readonly string[]): string | undefined {
  const minor = /^v?(\d+\.\d+)/.exec(version)?.[1];
  return minor !== undefined && usable.includes(minor) ? `write "${minor}": EKS chooses the patch itself` : undefined;
}
