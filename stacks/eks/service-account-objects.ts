import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import { eksContract } from "../../constructs/eks/cluster/eks-contract";
import { objectsList } from "../../constructs/eks/identity/account-objects";
import { irsaAnnotations } from "../../constructs/eks/identity/service-account-manifest";
import { connectsTo } from "../../constructs/eks/identity/uses-checks";
import { isDnsLabel } from "../../constructs/eks/kubernetes-names";
import type { ServiceAccountsByName } from "../../constructs/helm/releases/service-account-releases";
import type { Offers } from "../sections/offers";
import type { EksProps } from "./eks-stack.types";
import { identityOf, linksFor } from "./service-accounts";

/**
 * What service accounts have in the cluster, in the stack of what runs there. Roles and security groups come from the cluster's contract; what
 * pods are told comes from whoever offers it, so that what is used no more goes here first, and its security group after that.
 *
 * What the cluster's stack refuses is told there, and has nothing.
 */
export function accountsInCluster(stack: EnvironmentStack, eks: EksProps, offers: Offers): ServiceAccountsByName {
  const accounts = Object.entries(eks.serviceAccounts ?? {}).flatMap(([name, spec]) => {
    const { namespace, serviceAccount = name, uses = [], createServiceAccount = false, podLabels, everyPod } = spec;
    if (!isDnsLabel(namespace) || (uses.length === 0 && !createServiceAccount)) return [];
    const outputs = eksContract().read(stack);
    const links = linksFor(stack, uses, offers, new Problems(""));
    const hasGroup = connectsTo(links) && everyPod === undefined;
    const isAnnotated = identityOf(spec, eks) === "irsa";
    const objects = objectsList({
      ...{ namespace, serviceAccount, links },
      ...(hasGroup ? { groupIds: [outputs.serviceAccountSecurityGroupIds(name), outputs.clusterSecurityGroupId] } : {}),
      ...(podLabels ? { podLabels } : {}),
      ...(createServiceAccount
        ? { annotations: isAnnotated ? irsaAnnotations(outputs.serviceAccountRoleArns(name)) : {} }
        : {}),
    });
    return objects === undefined ? [] : [[name, { namespace, serviceAccount, objects }] as const];
  });
  return Object.fromEntries(accounts);
}
