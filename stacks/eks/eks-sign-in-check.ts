import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import { admissions } from "../../constructs/eks/access/admissions";
import { principalArn } from "../../constructs/eks/access/principal";
import type { EksProps } from "./eks-stack.types";

/**
 * Adds `EKS_SIGN_IN_WITHOUT_ACCESS` when the role that Helm signs in by would be turned away at the first deployment. Without a named role
 * the caller's own credentials are used, which nobody knows at synth.
 *
 * @param accessRoleArn the role that is named for it
 */
export function checkSignIn(
  stack: EnvironmentStack,
  accessRoleArn: string | undefined,
  eks: EksProps,
  problems: Problems,
): void {
  const { environment, partition } = stack;
  const named = accessRoleArn ?? environment.runnerRoleArn;
  if (named === undefined) return;
  const home = { account: environment.account, partition };
  const role = principalArn(named, home);
  const admitted = admissions(eks, home)
    .filter(({ policy, namespaces }) => policy === "cluster-admin" && namespaces.length === 0)
    .map(({ principal }) => principal);
  if (admitted.includes(role)) return;
  problems.add("accessRoleArn", {
    code: "EKS_SIGN_IN_WITHOUT_ACCESS",
    message:
      "The role that Helm signs in to the cluster by does not administer the cluster; charts make cluster roles.",
    found: accessRoleArn === undefined ? `${role}, the environment's runner role` : role,
    expected: `one of ${admitted.join(", ")}`,
    fix: `add ${role} to the cluster's admins, or name one of them in accessRoleArn`,
  });
}
