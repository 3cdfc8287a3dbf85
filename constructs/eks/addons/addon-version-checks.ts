import type { Problems } from "../../core/errors";
import { ADDON_LINES, ADDON_RULES, LEAST_IN_AUTO_MODE } from "./addon-rules";
import { pinnedKubernetesVersions, pinnedVersion } from "./addon-versions";
import type { AddonName } from "./addons.types";

/** How EKS writes versions of add-ons (Amazon EKS User Guide, "Amazon EKS add-ons", as of 2026-11). */
const FORM = /^v(\d+)\.(\d+)\.(\d+)-eksbuild\.(\d+)$/;

/** How far kube-proxy may be behind the API server (Kubernetes documentation, "Version Skew Policy", as of 2026-11). */
const MOST_BEHIND = 3;

/** Version of an add-on that the cluster gets: the one that is asked for, or the pinned one. */
export interface AskedVersion {
  readonly name: AddonName;
  /** What the properties say. */
  readonly version: string | undefined;
  /** Kubernetes version of the cluster. */
  readonly kubernetes: string;
  /** Whether the cluster has EKS Auto Mode. @default false */
  readonly autoMode?: boolean;
}

/** Checks that an add-on has a version, and that it fits the cluster's. */
export function checkAddonVersion(asked: AskedVersion, at: string, problems: Problems): void {
  const { name, version, kubernetes } = asked;
  if (version === undefined) {
    checkPinned(asked, at, problems);
    return;
  }
  if (!FORM.test(version)) {
    problems.add(`${at}.version`, {
      code: "EKS_ADDON_VERSION_INVALID",
      message: "This is not a version of an add-on.",
      found: `"${version}"`,
      expected: "a version of EKS with v in front and its build at the end, such as v1.22.4-eksbuild.3",
      fix: `take it from \`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${kubernetes}\``,
    });
    return;
  }
  const isOld = checkLeast(asked, version, at, problems);
  if (asked.autoMode && !isOld) checkAutoModeVersion(asked, version, at, problems);
  if (name === "kube-proxy") checkSkew(version, kubernetes, at, problems);
  else checkLine(asked, version, at, problems);
}

/** A warning about a version that is newer than those we know of; `undefined` for all others. */
export function unknownVersionWarning({ name, version, kubernetes }: AskedVersion): string | undefined {
  const line = ADDON_LINES[name]?.[kubernetes];
  if (version === undefined || line === undefined || !FORM.test(version)) return undefined;
  if (compareMinors(minorOf(version), line[1]) <= 0) return undefined;
  return (
    `${name} ${version} is newer than every version that is known here for Kubernetes ${kubernetes} (up to ${line[1]}): ` +
    "whether it fits shows only when it is installed."
  );
}

function checkPinned({ name, kubernetes }: AskedVersion, at: string, problems: Problems): void {
  if (pinnedVersion(name, kubernetes) !== undefined) return;
  problems.add(at, {
    code: "EKS_ADDON_VERSION_MISSING",
    message: "No version of this add-on is pinned for the cluster's Kubernetes version.",
    found: `${name} without a version, Kubernetes ${kubernetes}`,
    expected: `a version, or one of the Kubernetes versions ${pinnedKubernetesVersions(name).join(", ")}`,
    fix: `set addons.${name}.version to one that \`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${kubernetes}\` shows`,
  });
}

/** @returns whether the version is too old */
function checkLeast({ name, kubernetes }: AskedVersion, version: string, at: string, problems: Problems): boolean {
  const { least } = ADDON_RULES[name];
  if (least === undefined || compareMinors(minorOf(version), least.minor) >= 0) return false;
  problems.add(`${at}.version`, {
    code: "EKS_ADDON_VERSION_TOO_OLD",
    message: least.because,
    found: `${name} ${version}`,
    expected: `a version of v${least.minor} or newer`,
    fix: fixOf(name, kubernetes),
  });
  return true;
}

/** Older ones put their pods on the nodes of EKS Auto Mode too, which have the same already. */
function checkAutoModeVersion(
  { name, kubernetes }: AskedVersion,
  version: string,
  at: string,
  problems: Problems,
): void {
  const least = LEAST_IN_AUTO_MODE[name];
  if (least === undefined || compareBuilds(version, least) >= 0) return;
  problems.add(`${at}.version`, {
    code: "EKS_ADDON_VERSION_AUTO_MODE",
    message: "A version so old runs on the nodes of EKS Auto Mode as well, which do the same by themselves.",
    found: `${name} ${version}`,
    expected: `${least} or newer`,
    fix: fixOf(name, kubernetes),
  });
}

/** Kubernetes documentation, "Version Skew Policy", as of 2026-11: never newer than the API server, at most three minors older. */
function checkSkew(version: string, kubernetes: string, at: string, problems: Problems): void {
  const distance = compareMinors(kubernetes, minorOf(version));
  if (distance >= 0 && distance <= MOST_BEHIND) return;
  const oldest = shiftMinor(kubernetes, -MOST_BEHIND);
  problems.add(`${at}.version`, {
    code: "EKS_ADDON_VERSION_UNFIT",
    message:
      distance < 0
        ? "kube-proxy is newer than the cluster, and may ask the Kubernetes API for what it does not know."
        : `kube-proxy is more than ${MOST_BEHIND} minor versions behind the cluster.`,
    found: `kube-proxy ${version}, Kubernetes ${kubernetes}`,
    expected: `a version from v${oldest} to v${kubernetes}`,
    fix: fixOf("kube-proxy", kubernetes),
  });
}

/**
 * Versions older than the oldest are refused, and newer ones when they are known to be for later Kubernetes versions. Those that
 * are newer than all we know pass, see {@link unknownVersionWarning}.
 */
function checkLine({ name, kubernetes }: AskedVersion, version: string, at: string, problems: Problems): void {
  const lines = ADDON_LINES[name] ?? {};
  const line = lines[kubernetes];
  if (line === undefined) return;
  const [oldest, newest] = line;
  const minor = minorOf(version);
  const known = Object.values(lines).some(([, last]) => compareMinors(minor, last) <= 0);
  const tooOld = compareMinors(minor, oldest) < 0;
  const tooNew = compareMinors(minor, newest) > 0 && known;
  if (!tooOld && !tooNew) return;
  problems.add(`${at}.version`, {
    code: "EKS_ADDON_VERSION_UNFIT",
    message: tooOld
      ? "EKS does not offer so old a version of this add-on for the cluster's Kubernetes version."
      : "EKS offers this version of the add-on for later Kubernetes versions only.",
    found: `${name} ${version}, Kubernetes ${kubernetes}`,
    expected: oldest === newest ? `a version of v${oldest}` : `a version from v${oldest} to v${newest}`,
    fix: fixOf(name, kubernetes),
  });
}

function fixOf(name: AddonName, kubernetes: string): string {
  const pinned = pinnedVersion(name, kubernetes);
  const command = `\`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${kubernetes}\``;
  return pinned === undefined
    ? `take a version from ${command}`
    : `leave version out, which is ${pinned} for Kubernetes ${kubernetes}, or take one from ${command}`;
}

/** `v1.22.4-eksbuild.3` is of `1.22`. */
function minorOf(version: string): string {
  const [, major, minor] = FORM.exec(version) ?? [];
  return `${major}.${minor}`;
}

/** How many minor versions `a` is ahead of `b`; a thousand for each major version. */
function compareMinors(a: string, b: string): number {
  return ordinal(a) - ordinal(b);
}

/** Less than 0 where `a` is older than `b`. */
function compareBuilds(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => FORM.exec(version)?.slice(1).map(Number) ?? []);
  const differences = (left ?? []).map((part, index) => part - (right?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function ordinal(minor: string): number {
  const [major = 0, rest = 0] = minor.split(".").map(Number);
  return major * 1000 + rest;
}

function shiftMinor(minor: string, by: number): string {
  const moved = ordinal(minor) + by;
  return `${Math.floor(moved / 1000)}.${moved % 1000}`;
}
