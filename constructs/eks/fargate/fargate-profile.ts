import { createHash } from "node:crypto";
import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { remember, rememberedTexts } from "../../core/memory/remembered";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { referenceText } from "../../core/texts/reference-text";
import { checkMorePolicies } from "../../iam/policies/more-policies";
import { checkLogRetention } from "../../monitoring/log-retention";
import type { ITier } from "../../network/network.types";
import type { FargateCluster } from "./fargate-cluster.types";
import { FargateLogs } from "./fargate-logs";
import { placePods } from "./fargate-placement";
import { FargatePodRole } from "./fargate-pod-role";
import type { FargateProfileOptions, FargateSelector } from "./fargate-profile.types";
import { checkSelection, selectorsOf, takesCoreDns, textOf } from "./fargate-selectors";

/** Properties of {@link FargateProfile}. */
export interface FargateProfileProps extends FargateProfileOptions {
  /**
   * Name in code, and first part of the profile's name: 1 to 54 letters, digits, `-` and `_`. The whole name is a label of the
   * pods, which may have 63.
   */
  readonly name: string;
  readonly cluster: FargateCluster;
}

const HASH_LENGTH = 8;
/** Kubernetes documentation, "Labels and Selectors", as of 2026-11; the name stands in `eks.amazonaws.com/fargate-profile`. */
const NAME_LENGTH = 63 - 1 - HASH_LENGTH;

/**
 * Pods that run on Fargate instead of nodes. Made by `cluster.addFargateProfile`:
 *
 * ```ts
 * cluster.addFargateProfile("batch", { namespace: "batch" });
 * ```
 *
 * EKS cannot change a profile, and stops the pods of one that is deleted. So the name carries a hash of what the profile is made of:
 * a changed profile is made beside the old one, which goes afterwards, and the pods move over. EKS makes no profile while it
 * deletes another one of the cluster; the AWS provider waits for it (its resource `aws_eks_fargate_profile`, 5.100), so profiles
 * need no order among themselves.
 *
 * Warns when the profile takes the pods of CoreDNS, which are configured for nodes.
 */
export class FargateProfile extends BaseConstruct {
  /** The Terraform resource. */
  readonly resource: EksFargateProfile;
  /** Where the pods log to, and the manifest that makes them do it; absent with `logging: false`. */
  readonly logs?: FargateLogs;
  readonly #role: FargatePodRole;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: FargateProfileProps) {
    super(scope, id);
    props = layDefaults(this, "FargateProfile", props);
    const problems = checkShape(this, "FargateProfile", props);
    tag(this, props);
    namedBy(this, "name");
    const { cluster, name } = props;
    const tier = this.#check(props, problems);
    const selectors = selectorsOf(props);
    this.#warnOfCoreDns(name, cluster, selectors);
    this.logs = this.#logTo(props);
    this.#role = new FargatePodRole(this, "role", {
      name,
      clusterName: cluster.physicalName,
      ...(this.logs ? { logs: this.logs } : {}),
      ...(props.morePolicies ? { morePolicies: props.morePolicies } : {}),
    });
    this.resource = this.#createProfile(props, tier, selectors);
    remember(
      this,
      "zones",
      tier.subnets.map(({ zone }) => zone),
    );
    cluster.computeOrder.registerCompute(this.resource);
    cluster.registerFargateRole(name, this.roleArn);
  }

  /** Name of the profile. Pods that several profiles match choose one by the label `eks.amazonaws.com/fargate-profile`. */
  get profileName(): string {
    return this.resource.fargateProfileName;
  }

  /** ARN of the pod execution role. It is no grantee: containers get roles of their own. */
  get roleArn(): string {
    return this.#role.roleArn;
  }

  #check(props: FargateProfileProps, problems: Problems): ITier {
    const { name, protect } = EnvironmentStack.of(this).environment;
    checkProfileName(props.name, problems);
    checkSelection(props, problems);
    const deployed = rememberedTexts(this, "zones");
    const tier = placePods(props.cluster, props, { deployed, protected: protect ? name : undefined }, problems);
    const days = props.logging ? props.logging.retentionDays : undefined;
    if (days !== undefined) checkLogRetention(days, problems, "logging.retentionDays");
    checkMorePolicies(props.morePolicies, problems);
    problems.throwIfAny();
    return tier ?? props.cluster.tier;
  }

  #logTo({ cluster, name, logging }: FargateProfileProps): FargateLogs | undefined {
    if (logging === false) return undefined;
    const logs = FargateLogs.of(cluster);
    if (logging?.retentionDays !== undefined) logs.askRetention(name, logging.retentionDays);
    return logs;
  }

  #createProfile(
    { cluster, name }: FargateProfileProps,
    tier: ITier,
    selectors: readonly FargateSelector[],
  ): EksFargateProfile {
    const hash = hashOf([
      name,
      ...selectors.map(textOf),
      ...tier.subnets.map(({ zone, cidr }) => `${zone} ${referenceText(cidr, this)}`),
    ]);
    return new EksFargateProfile(this, "Default", {
      clusterName: cluster.clusterName,
      fargateProfileName: `${name}-${hash}`,
      podExecutionRoleArn: this.roleArn,
      subnetIds: tier.subnets.map(({ subnetId }) => subnetId),
      selector: selectors.map(({ namespace, labels }) => ({
        namespace,
        ...(labels && Object.keys(labels).length > 0 ? { labels } : {}),
      })),
      dependsOn: [...this.#role.permissions],
    });
  }

  #warnOfCoreDns(name: string, cluster: FargateCluster, selectors: readonly FargateSelector[]): void {
    if (cluster.coreDnsOnFargate || !selectors.some(takesCoreDns)) return;
    Annotations.of(this).addWarning(
      `The Fargate profile ${name} takes the pods of CoreDNS, which is configured for nodes and would stay there or pending: ` +
        "set addons.coredns.fargate, or select the other pods of kube-system by a label.",
    );
  }
}

function checkProfileName(name: string, problems: Problems): void {
  const pattern = new RegExp(`^[A-Za-z0-9][A-Za-z0-9_-]{0,${NAME_LENGTH - 1}}$`);
  // AWS keeps this prefix for itself (eksctl, `ReservedProfileNamePrefix`, as of 2026-11).
  if (pattern.test(name) && !name.startsWith("eks-")) return;
  problems.add("name", {
    code: "EKS_FARGATE_NAME_INVALID",
    message: "A Fargate profile cannot have this name.",
    found: `"${name}" (${name.length} characters)`,
    expected: `1 to ${NAME_LENGTH} of A-Z, a-z, 0-9, - and _, with a letter or a digit in front, and not eks-`,
    fix: 'name it by what runs there, for example "batch"',
  });
}

function hashOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, HASH_LENGTH);
}
