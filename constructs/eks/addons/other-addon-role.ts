import type { Construct } from "constructs";
import { exemptWildcards } from "../../iam/policies/wildcard-exemptions";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import { ServiceAccountRole } from "../identity/service-account-role";
import type { AddonRole } from "./addons.types";

/**
 * The role of the pods of an add-on that has no options of its own here.
 *
 * @throws GroundplanError with everything that is wrong with the role
 */
export function otherAddonRole(
  scope: Construct,
  name: string,
  cluster: IEksCluster,
  role: AddonRole,
): ServiceAccountRole {
  const { permissions = {}, ...options } = role;
  const made = new ServiceAccountRole(scope, `role-of-${name}`, {
    ...options,
    cluster,
    description: `Add-on ${name}`,
  });
  const statements = Object.entries(permissions).map(([key, permission]) => ({
    sid: key.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    ...permission,
  }));
  exemptWildcards(made, statements);
  for (const statement of statements) made.allow(statement);
  return made;
}
