import type { Problems } from "../constructs/core/errors";
import type { EksProps } from "./eks-stack";

/**
 * Adds what is wrong with the cluster of an environment as a whole: `EKS_WITHOUT_COMPUTE`. What is wrong with its parts, they say
 * themselves.
 */
export function checkEks(props: EksProps, problems: Problems): void {
  const { nodeGroups = {}, selfManagedNodes = {}, fargateProfiles = {} } = props;
  const parts = [nodeGroups, selfManagedNodes, fargateProfiles];
  if (parts.some((part) => Object.keys(part).length > 0)) return;
  problems.add("nodeGroups", {
    code: "EKS_WITHOUT_COMPUTE",
    message:
      "Nothing in the cluster can run a pod, so cluster DNS never becomes active and the deployment waits in vain.",
    found: "no nodes and no Fargate profile",
    expected: "nodeGroups, selfManagedNodes or fargateProfiles",
    fix: "add a node group, such as nodeGroups: { general: { instanceTypes: [m7g.large], min: 2, max: 4 } }",
  });
}
