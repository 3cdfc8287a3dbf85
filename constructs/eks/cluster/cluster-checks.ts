import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Environment } from "../../core/environments/environment";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { maxNameLength } from "../../core/names/naming";
import { checkLogRetention } from "../../monitoring/log-retention";
import type { ITier } from "../../network/network.types";
import { checkSecurityGroupId } from "../../security-groups/security-group-id";
import { checkAccess } from "../access/access-checks";
import { checkAddons } from "../addons/addon-checks";
import { checkAutoMode } from "../auto-mode/auto-mode-checks";
import { isAutoMode } from "../auto-mode/auto-mode-plan";
import { controlPlaneTier } from "./cluster-tier";
import type { DeployedCluster } from "./deployed-cluster";
import { CONTROL_PLANE_LOGS, type ControlPlaneLog, type EksClusterProps } from "./eks-cluster.types";
import { checkPublicCidrs } from "./endpoint-checks";
import { checkIpFamily } from "./ip-family-checks";
import { checkVersion, supportPhase } from "./kubernetes-versions";
import { checkServiceCidr } from "./service-cidr-check";

/** Where and when a cluster is checked. */
export interface ClusterCheckContext {
  readonly environment: Environment;
  /** Day that support of Kubernetes versions is judged at, YYYY-MM-DD. */
  readonly today: string;
  /** Where references are read. */
  readonly scope: IConstruct;
  /** What the cluster was made with, when it is deployed. */
  readonly deployed?: DeployedCluster;
}

/** Checks the properties of a cluster and of its add-ons. Returns its tier; `undefined` when there is none. */
export function checkCluster(
  props: EksClusterProps,
  context: ClusterCheckContext,
  problems: Problems,
): ITier | undefined {
  const { environment, today, deployed } = context;
  checkVersion(props.version, today, problems);
  checkClusterName(props.name, context.scope, problems);
  checkExactName("eksCluster", props.clusterName, problems, "clusterName");
  const tier = controlPlaneTier(props.network, props, deployed?.zones, problems);
  checkAccess(props, environment, context.scope, problems);
  checkPublicCidrs(props.endpointAccess?.publicCidrs ?? [], problems);
  for (const [index, id] of (props.securityGroupIds ?? []).entries()) {
    checkSecurityGroupId(id, `securityGroupIds[${index}]`, problems);
  }
  checkLogging(props, environment, problems);
  if (props.secretsKeyArn !== undefined) checkKeyArn(props.secretsKeyArn, environment.region, problems);
  checkIpFamily(props, environment.region, deployed?.ipFamily, problems);
  checkAutoMode(props.autoMode, deployed?.autoModePools, problems);
  if (props.serviceCidr !== undefined) checkServiceCidr(props.serviceCidr, props.network.cidrs, problems);
  const { network, version, identity = "irsa" } = props;
  const isUsable = ["standard", "extended"].includes(supportPhase(version, today) ?? "none");
  const cluster = { network, identity, autoMode: isAutoMode(props.autoMode), ...(isUsable ? { version } : {}) };
  checkAddons(props.addons ?? {}, cluster, problems, props.otherAddons);
  return tier;
}

function checkClusterName(name: string | undefined, scope: IConstruct, problems: Problems): void {
  if (name === undefined) return;
  const around = EnvironmentStack.of(scope).physicalName("eksCluster", "x").length - 1;
  const most = maxNameLength("eksCluster") - around;
  if (/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name) && name.length <= most) return;
  problems.add("name", {
    code: "EKS_CLUSTER_NAME_INVALID",
    message: "A cluster cannot have a name with this last part.",
    found: `"${name}" (${name.length} characters)`,
    expected: `1 to ${most} of A-Z, a-z, 0-9 and -, starting and ending with a letter or a digit`,
    fix: 'name it by what it is for, for example "batch"',
  });
}

function checkLogging({ logging }: EksClusterProps, { name, protect }: Environment, problems: Problems): void {
  if (logging?.retentionDays !== undefined) checkLogRetention(logging.retentionDays, problems, "logging.retentionDays");
  const types: readonly string[] = logging?.types ?? ["audit"];
  const unknown = types.filter((type) => !CONTROL_PLANE_LOGS.includes(type as ControlPlaneLog));
  if (unknown.length > 0) {
    problems.add("logging.types", {
      code: "EKS_LOG_TYPE_UNKNOWN",
      message: "The control plane has no log of this type.",
      found: unknown.map((type) => `"${type}"`).join(", "),
      expected: `some of ${CONTROL_PLANE_LOGS.join(", ")}`,
      fix: "use audit to know who did what, authenticator to know who was let in",
    });
  }
  if (!protect || types.includes("audit")) return;
  problems.add("logging.types", {
    code: "EKS_AUDIT_LOG_MISSING",
    message: "A protected environment keeps the audit log, without which nobody can tell who did what.",
    found: types.join(", ") || "no logs",
    expected: `audit among the types, because ${name} is protected`,
    fix: "add audit, or leave logging.types out",
  });
}

function checkKeyArn(arn: string, region: string, problems: Problems): void {
  if (Token.isUnresolved(arn)) return;
  const [, keyRegion] = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/.exec(arn) ?? [];
  if (keyRegion === undefined) {
    problems.add("secretsKeyArn", {
      code: "EKS_SECRETS_KEY_INVALID",
      message: "This is not the ARN of a KMS key.",
      found: `"${arn}"`,
      expected:
        "an ARN such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-…; an alias can move to another key",
      fix: "take the key's own ARN, or leave secretsKeyArn out and a key is made",
    });
    return;
  }
  if (keyRegion === region) return;
  problems.add("secretsKeyArn", {
    code: "EKS_SECRETS_KEY_REGION",
    message: "A cluster's secrets are encrypted by a key of the cluster's own region.",
    found: `a key in ${keyRegion}`,
    expected: `a key in ${region}`,
    fix: "use a key of this region, or leave secretsKeyArn out and a key is made",
  });
}
