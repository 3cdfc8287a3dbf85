import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { checkPlace } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { type Problem, Problems } from "../../core/errors";
import { addressBy } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { referenceText } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";
import { Role } from "../../iam/roles/role";
import { checkRole } from "../../iam/roles/role-checks";
import type { RoleProps } from "../../iam/roles/role-props";
import { trustStatements } from "../../iam/trust/trust";
import { connectLinks, connectSharedGroup, grantLinkedSecrets, linksOf, type NamedLink } from "../../links/links";
import { SecurityGroup } from "../../security-groups/security-group";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import { type AccountParts, objectsList } from "./account-objects";
import type { IdentityKind, IServiceAccountRole, ServiceAccountRoleOptions } from "./service-account.types";
import { checkServiceAccount, identityOf } from "./service-account-checks";
import { irsaAnnotations, serviceAccountManifest } from "./service-account-manifest";
import { isNamespacePattern, trustInPods } from "./service-account-trust";
import { checkPodGroups, checkUses, connectsTo } from "./uses-checks";

/** Properties of {@link ServiceAccountRole}. */
export interface ServiceAccountRoleProps extends ServiceAccountRoleOptions {
  /** The cluster that the pods run in: one that was made here, of a contract, or one that existed before. */
  readonly cluster: IEksCluster;
}

const rolesByStack = new WeakMap<EnvironmentStack, ServiceAccountRole[]>();

/**
 * The role of the pods of one service account. It is granted to as every role is.
 *
 * ```ts
 * const reader = new ServiceAccountRole(this, "reader", { cluster, namespace: "orders", serviceAccount: "reader" });
 * bucket.grantRead(reader);
 * ```
 *
 * By IRSA the ServiceAccount in the cluster needs `annotations`, by Pod Identity it needs nothing: an association says which pods
 * get the role. `manifest` is the whole ServiceAccount, whichever way is used.
 *
 * At synth, beside the problems of {@link Role}: `EKS_SERVICE_ACCOUNT_TWICE`.
 */
export class ServiceAccountRole extends Role implements IServiceAccountRole {
  readonly cluster: IEksCluster;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly identity: IdentityKind;
  /** Says to EKS which pods get the role; only with Pod Identity. */
  readonly association?: EksPodIdentityAssociation;
  readonly securityGroup?: SecurityGroup;
  readonly #parts: AccountParts;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ServiceAccountRoleProps) {
    checkPlace(new.target.name, scope, id);
    props = layDefaults({ scope, id }, "ServiceAccountRole", props);
    super(scope, id, checkedRole(scope, id, props));
    this.cluster = props.cluster;
    this.namespace = props.namespace;
    this.serviceAccount = props.serviceAccount;
    this.identity = identityOf(props, props.cluster);
    if (props.wildcard) addExemption(this, { option: "wildcard", rules: ["EKS-07"], reason: props.wildcard.reason });
    if (this.identity === "pod-identity") this.association = this.#associate();
    const links = linksOf(props.uses);
    const group = this.#use(links, props);
    if (group) this.securityGroup = group;
    this.#parts = this.#partsOf(links, props);
    const stack = EnvironmentStack.of(this);
    const earlier = rolesByStack.get(stack) ?? [];
    rolesByStack.set(stack, [...earlier, this]);
    addCheck(this, () => this.#duplicateProblems(earlier));
    if (this.securityGroup) addCheck(this, () => this.#podGroupProblems());
  }

  get annotations(): Readonly<Record<string, string>> {
    return this.identity === "irsa" ? irsaAnnotations(this.roleArn) : {};
  }

  get manifest(): string {
    const { namespace, serviceAccount, annotations } = this;
    return serviceAccountManifest({
      ...(isNamespacePattern(namespace) ? {} : { namespace }),
      serviceAccount,
      annotations,
    });
  }

  get objectsList(): string | undefined {
    return objectsList(this.#parts);
  }

  /** Permissions and rules for what is used. @returns the pods' own group, where they need one */
  #use(links: readonly NamedLink[], { cluster, everyPod }: ServiceAccountRoleProps): SecurityGroup | undefined {
    for (const { link } of links) link.grant(this);
    grantLinkedSecrets(this, links);
    if (!connectsTo(links)) return undefined;
    const { namespace, serviceAccount } = this;
    const as = Token.isUnresolved(namespace + serviceAccount) ? this.node.id : `${namespace}/${serviceAccount}`;
    if (everyPod) {
      addExemption(this, { option: "everyPod", rules: ["EKS-92"], reason: everyPod.reason });
      connectSharedGroup(cluster, links, "Pods of the cluster");
      return undefined;
    }
    const group = new SecurityGroup(this, "security-group", { network: cluster.network, description: `Pods of ${as}` });
    connectLinks(group, links, as);
    return group;
  }

  /**
   * With its own group a pod keeps the cluster's: by it pods, nodes, DNS, the kubelet's probes and the control plane reach each other as before
   * (Amazon EKS User Guide, "Use a security group policy for an Amazon EKS Pod", what groups must allow, as of 2026-11).
   */
  #partsOf(
    links: readonly NamedLink[],
    { cluster, createServiceAccount, podLabels }: ServiceAccountRoleProps,
  ): AccountParts {
    const { namespace, serviceAccount, securityGroup } = this;
    return {
      ...{ namespace, serviceAccount, links },
      ...(securityGroup ? { groupIds: [securityGroup.securityGroupId, cluster.clusterSecurityGroupId] } : {}),
      ...(podLabels ? { podLabels } : {}),
      ...(createServiceAccount ? { annotations: this.annotations } : {}),
    };
  }

  #podGroupProblems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    checkPodGroups(this.namespace, this.cluster, problems);
    return problems.list;
  }

  #associate(): EksPodIdentityAssociation {
    const association = new EksPodIdentityAssociation(this, "association", {
      clusterName: this.cluster.clusterName,
      namespace: this.namespace,
      serviceAccount: this.serviceAccount,
      roleArn: this.roleArn,
    });
    // A service account has one: under another id of the role it is changed, and not made beside the old one (`ResourceInUseException`,
    // Amazon EKS API Reference, `CreatePodIdentityAssociation`, as of 2026-11).
    addressBy(association, `pods of ${podsOf(this)}`);
    return association;
  }

  /** One role of each kind is well: that is how pods move from one kind to the other. */
  #duplicateProblems(earlier: readonly ServiceAccountRole[]): readonly Problem[] {
    const same = earlier.find((role) => role.identity === this.identity && podsOf(role) === podsOf(this));
    if (!same) return [];
    const problems = new Problems(this.node.path);
    problems.add("serviceAccount", {
      code: "EKS_SERVICE_ACCOUNT_TWICE",
      message: "The service account has a role already, and its pods can have only one.",
      found: `${this.namespace}/${this.serviceAccount}, which ${same.node.path} is for`,
      expected: "one role for each service account of a cluster",
      fix: "grant to the role that exists, or give the other pods a service account of their own",
    });
    return problems.list;
  }
}

function describe(namespace: string, serviceAccount: string): string {
  const where = isNamespacePattern(namespace) ? "every namespace" : "the namespace";
  return `Pods of the service account ${serviceAccount} in ${where} ${namespace}`;
}

/** The pods that a role is for, as a text that is equal for the same pods. */
function podsOf(role: ServiceAccountRole): string {
  const cluster = referenceText(role.cluster.clusterArn, role);
  return [cluster, referenceText(role.namespace, role), referenceText(role.serviceAccount, role)].join(" ");
}

/** The role's properties; everything that is wrong is told at once, whether the role or the service account is about it. */
function checkedRole(scope: Construct, id: string, props: ServiceAccountRoleProps): RoleProps {
  const path = scope.node.path === "" ? id : `${scope.node.path}/${id}`;
  checkShape(path, "ServiceAccountRole", props);
  const { cluster, namespace, serviceAccount, roleName, description, managedPolicyArns, permissionsBoundary } = props;
  const role: RoleProps = {
    description: description ?? describe(namespace, serviceAccount),
    trustedBy: [trustInPods(identityOf(props, cluster), { cluster, namespace, serviceAccount })],
    ...(roleName === undefined ? {} : { roleName }),
    ...(managedPolicyArns ? { managedPolicyArns } : {}),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
  };
  const problems = new Problems(path);
  checkServiceAccount(props, cluster, problems);
  checkUses(props, problems);
  checkRole(role, trustStatements(role.trustedBy, scope), scope, problems);
  problems.throwIfAny();
  return role;
}
