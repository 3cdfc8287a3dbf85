import type { Construct } from "constructs";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import type { IEksCluster } from "../../constructs/eks/cluster/eks-cluster.types";
import { selectorsOf, takesNamespace } from "../../constructs/eks/fargate/fargate-selectors";
import type { IdentityKind } from "../../constructs/eks/identity/service-account.types";
import { ServiceAccountRole } from "../../constructs/eks/identity/service-account-role";
import { byName, type NamedLink } from "../../constructs/links/links";
import type { Use } from "../sections/offer.types";
import type { Offers } from "../sections/offers";
import { statementsOf } from "../services/permission-statement";
import type { EksProps } from "./eks-stack.types";
import type { ServiceAccountSpec } from "./service-account-spec.types";

/** What the identity of a service account follows from, beside its own options. */
type Surroundings = Pick<EksProps, "identity" | "addons" | "fargateProfiles">;

/**
 * The role of a service account of the configuration.
 *
 * @param name the role's name there
 * @param offers what the pods may use
 * @throws GroundplanError with everything that is wrong with the options, `EKS_POD_IDENTITY_ON_FARGATE` among it
 */
export function serviceAccountRole(
  scope: Construct,
  name: string,
  spec: ServiceAccountSpec,
  cluster: IEksCluster,
  surroundings: Surroundings,
  offers: Offers,
): ServiceAccountRole {
  const { permissions, policyFile, uses = [], serviceAccount = name, ...options } = spec;
  const problems = new Problems(`${scope.node.path}/${name}`);
  checkFargate(spec, surroundings, problems);
  const identity = identityOf(spec, surroundings);
  const links = linksFor(EnvironmentStack.of(scope), uses, offers, problems);
  const role = problems.collect(
    () =>
      new ServiceAccountRole(scope, name, {
        ...{ ...options, serviceAccount, identity, cluster },
        ...(links.length > 0 ? { uses: byName(links) } : {}),
      }),
  );
  if (!role || problems.list.length > 0) throw new GroundplanError(problems.list);
  for (const statement of statementsOf(role, { permissions, policyFile })) role.allow(statement);
  return role;
}

/**
 * The links of what pods use, in a stack.
 *
 * @returns none where something is wrong with what is used
 */
export function linksFor(
  stack: EnvironmentStack,
  uses: readonly Use[],
  offers: Offers,
  problems: Problems,
): readonly NamedLink[] {
  const found = new Problems(problems.path);
  offers.check(uses, "uses", found);
  const links = found.list.length === 0 ? offers.links(stack, uses, "uses", {}, found) : [];
  problems.addAll(found.list);
  return found.list.length === 0 ? links : [];
}

/** How the pods of a service account get their role. */
export function identityOf(spec: ServiceAccountSpec, surroundings: Surroundings): IdentityKind {
  const { identity: ofCluster, addons } = surroundings;
  if (spec.identity) return spec.identity;
  if (spec.wildcard || profileOf(spec.namespace, surroundings) !== undefined) return "irsa";
  return ofCluster ?? (addons?.["eks-pod-identity-agent"] === false ? "irsa" : "pod-identity");
}

/** Name of the Fargate profile that takes every pod of a namespace. */
function profileOf(namespace: string, { fargateProfiles = {} }: Surroundings): string | undefined {
  return Object.entries(fargateProfiles).find(([, profile]) =>
    selectorsOf(profile).some((selector) => takesNamespace(selector, namespace)),
  )?.[0];
}

/** Amazon EKS User Guide, "Learn how EKS Pod Identity grants Pods access to AWS services": not on Fargate, as of 2026-11. */
function checkFargate(spec: ServiceAccountSpec, surroundings: Surroundings, problems: Problems): void {
  const profile = profileOf(spec.namespace, surroundings);
  if (spec.identity !== "pod-identity" || profile === undefined) return;
  problems.add("identity", {
    code: "EKS_POD_IDENTITY_ON_FARGATE",
    message:
      "The pods of the namespace run on Fargate, where there is no Pod Identity agent, so they would never get the role.",
    found: `identity pod-identity in ${spec.namespace}, which fargateProfiles.${profile} takes as a whole`,
    expected: 'identity "irsa"',
    fix: "leave identity out, and annotate the service account with the role's ARN",
  });
}
