import { closest, distance } from "fastest-levenshtein";
import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import { ADDON_NAMES } from "./addon-rules";
import { checkAddonSecrets } from "./addon-value-checks";
import type { AddonName, OtherAddonOptions } from "./addons.types";

/**
 * Further add-ons of AWS and of the community (Amazon EKS User Guide, "AWS add-ons" and "Community add-ons", as of 2026-11). What is not
 * here may be newer, or of AWS Marketplace.
 */
const KNOWN_OTHERS = [
  "adot",
  "amazon-sagemaker-hyperpod-taskgovernance",
  "amazon-sagemaker-hyperpod-training-operator",
  "aws-fsx-csi-driver",
  "aws-guardduty-agent",
  "aws-mountpoint-s3-csi-driver",
  "aws-network-flow-monitoring-agent",
  "aws-privateca-connector-for-kubernetes",
  "aws-secrets-store-csi-driver-provider",
  "cert-manager",
  "external-dns",
  "fluent-bit",
  "kube-state-metrics",
  "prometheus-node-exporter",
];

/** How EKS writes names of add-ons; those of AWS Marketplace have the seller in front. */
const NAME = /^(?!constructor$)[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$/;

/** Versions that EKS gives other add-ons, those before a release too. */
const VERSION = /^v\d+(\.\d+)*([.-][A-Za-z0-9]+)*-eksbuild\.\d+$/;

/** The version that EKS chooses at the installation. */
export const DEFAULT_VERSION = "default";

/** Checks an add-on that has no options of its own here, as far as it can be known: EKS has more names and versions than are known. */
export function checkOtherAddon(
  name: string,
  options: OtherAddonOptions,
  kubernetes: string,
  problems: Problems,
): void {
  const at = `otherAddons.${name}`;
  if (!checkName(name, at, problems)) return;
  checkVersion(name, options.version, kubernetes, `${at}.version`, problems);
  checkAddonSecrets(options.values ?? {}, at, problems);
  for (const [id, { wildcardReason }] of Object.entries(options.role?.permissions ?? {})) {
    if (wildcardReason === undefined) continue;
    checkExemptionReason(wildcardReason, `${at}.role.permissions.${id}.wildcardReason`, problems);
  }
}

function checkName(name: string, at: string, problems: Problems): boolean {
  if (ADDON_NAMES.includes(name as AddonName)) {
    problems.add(at, {
      code: "EKS_ADDON_KNOWN",
      message: "This add-on has options of its own, which stand with it under addons.",
      found: `"${name}" in otherAddons`,
      expected: "an add-on that addons does not have",
      fix: `write it in addons: { "${name}": … }`,
    });
    return false;
  }
  if (!NAME.test(name)) {
    problems.add(at, {
      code: "EKS_ADDON_NAME_FORM",
      message: "The name of the add-on has a wrong form.",
      found: `"${name}"`,
      expected: "letters, digits, - and _, such as external-dns or seller_product",
      fix: "take it from `aws eks describe-addon-versions`",
    });
    return false;
  }
  const names = [...ADDON_NAMES, ...KNOWN_OTHERS];
  const nearest = closest(name, names);
  if (names.includes(name) || distance(name, nearest) > 2) return true;
  problems.add(at, {
    code: "EKS_ADDON_NAME_MISSPELT",
    message: "EKS has no add-on of this name, but one whose name differs by a letter or two.",
    found: `"${name}"`,
    expected: `"${nearest}"`,
    fix: `write "${nearest}"${ADDON_NAMES.includes(nearest as AddonName) ? ", in addons" : ""}`,
  });
  return false;
}

function checkVersion(name: string, version: string, kubernetes: string, at: string, problems: Problems): void {
  if (version === DEFAULT_VERSION || VERSION.test(version)) return;
  const command = `\`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${kubernetes}\``;
  problems.add(at, {
    code: "EKS_ADDON_VERSION_INVALID",
    message: "This is not a version of an add-on.",
    found: `"${version}"`,
    expected: "a version of EKS with v in front and its build at the end, such as v0.20.0-eksbuild.1, or default",
    fix: `take it from ${command}`,
  });
}
