import type { Problems } from "../../core/errors";
import { secretsIn } from "../../core/texts/secret-values";
import { isValueMap, type Value, type Values } from "../../core/texts/values";
import type { AddonName } from "./addons.types";

/** Values that an option decides, by their path: other things here follow from the option too. */
const DECIDED: Partial<Readonly<Record<AddonName, Readonly<Record<string, string>>>>> = {
  "amazon-cloudwatch-observability": {
    "manager.applicationSignals.autoMonitor.monitorAllServices": "applicationSignals",
  },
  coredns: {
    autoScaling: "replicas",
    computeType: "fargate",
    nodeSelector: "nodeSelector",
    replicaCount: "replicas",
    tolerations: "tolerations",
  },
  "vpc-cni": {
    "env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "podTier",
    "env.ENABLE_POD_ENI": "podSecurityGroups",
    "env.ENABLE_PREFIX_DELEGATION": "prefixDelegation",
    "env.ENI_CONFIG_LABEL_DEF": "podTier",
    "env.POD_SECURITY_GROUP_ENFORCING_MODE": "podSecurityGroups",
    eniConfig: "podTier",
    enableNetworkPolicy: "networkPolicy",
    "init.env.DISABLE_TCP_EARLY_DEMUX": "podSecurityGroups",
  },
};

/** Checks values for an add-on that has options of its own here. */
export function checkAddonValues(name: AddonName, values: Values, at: string, problems: Problems): void {
  for (const [path, option] of Object.entries(DECIDED[name] ?? {})) {
    const value = valueAt(values, path.split("."));
    if (value === undefined) continue;
    problems.add(`${at}.values.${path}`, {
      code: "EKS_ADDON_VALUE_DECIDED",
      message: "An option of the add-on decides this value, and what follows from it besides.",
      found: `${path} in the values of ${name}`,
      expected: `the option ${option}`,
      fix: `take ${path} out of the values, and write ${option} beside them`,
    });
  }
  checkAddonSecrets(values, at, problems);
}

/** Adds `EKS_ADDON_VALUE_SECRET` for every value that looks like a secret. The value is never repeated. */
export function checkAddonSecrets(values: Values, at: string, problems: Problems): void {
  for (const { keys, why } of secretsIn(values)) {
    problems.add(`${at}.values.${keys.join(".")}`, {
      code: "EKS_ADDON_VALUE_SECRET",
      message: "The value looks like a secret, and values of add-ons are readable in plans, in the state and in EKS.",
      found: why,
      expected: "values without secrets",
      fix: "take it out, and give the add-on the name of a Kubernetes Secret if its schema has a key for that",
    });
  }
}

function valueAt(values: Values, [key = "", ...below]: readonly string[]): Value | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if (below.length === 0) return value;
  return isValueMap(value) ? valueAt(value, below) : undefined;
}
