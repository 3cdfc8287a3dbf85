import type { Problem } from "../../../../constructs/core/errors";
import { EksCluster } from "../../../../constructs/eks";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, resourcesOf, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

function synth(admin: string) {
  return synthStack(
    (stack) => {
      const cluster = new EksCluster(stack, "eks", { network: testNetwork(stack), version: "1.35", admins: [admin] });
      cluster.addNodeGroup("app", { instanceTypes: ["m7i.large"], min: 1, max: 2 });
    },
    { name: "eks" },
  );
}

/** A cluster with node groups of these least numbers of nodes. */
function synthGroups(...least: number[]) {
  return synthStack(
    (stack) => {
      const network = testNetwork(stack);
      const cluster = new EksCluster(stack, "eks", { network, version: "1.35", admins: ["role/platform"] });
      for (const min of least) {
        cluster.addNodeGroup(`app${min}`, { instanceTypes: ["m7i.large"], min, max: 2 });
      }
    },
    { name: "eks" },
  );
}

const SSO = "AWSReservedSSO_Admin_0123456789abcdef";
const WHOLE = `role/aws-reserved/sso.amazonaws.com/ap-northeast-2/${SSO}`;
const SSO_PATH: Problem = {
  code: "EKS_PRINCIPAL_SSO_PATH",
  path: "sandbox-eks/eks › admins[0]",
  message: "Roles of IAM Identity Center lie below a path, and EKS knows principals by their whole ARN.",
  found: `"arn:aws:iam::111111111111:role/${SSO}"`,
  expected: "role/aws-reserved/sso.amazonaws.com/<region of Identity Center>/AWSReservedSSO_…",
  fix: `copy the ARN from the IAM console, such as ${WHOLE}; in us-east-1 there is no region in it`,
};
const NO_NODE: Problem = {
  code: "EKS_COREDNS_NO_NODE",
  path: "sandbox-eks/eks › addons.coredns",
  message: "Every node group begins with no node, so CoreDNS would stay pending and the deployment would fail.",
  found: "one node group with min: 0",
  expected: "a node group with one node or more",
  fix: "set min: 1 for the group that is for what every cluster runs",
};

// IAM Identity Center User Guide, "Referencing permission sets in resource policies, Amazon EKS cluster config maps" (read 2026-11).
test("a role of IAM Identity Center is named with its path", () => {
  expect(problemsOf(() => synth(`role/${SSO}`))).toEqual([SSO_PATH]);
  expect(resourcesOf(synth(WHOLE), "aws_eks_access_entry").map(({ principal_arn }) => principal_arn)).toContain(
    `arn:aws:iam::111111111111:${WHOLE}`,
  );
});

testAdvice(
  [
    {
      mistake: "a role of IAM Identity Center without its path",
      problems: [SSO_PATH],
      ways: [
        { says: `such as ${WHOLE}`, to: () => synth(WHOLE) },
        { says: "in us-east-1 there is no region in it", to: () => synth(WHOLE.replace("ap-northeast-2/", "")) },
      ],
    },
    {
      mistake: "node groups that all begin with no node",
      problems: [NO_NODE],
      ways: [{ says: "set min: 1 for the group", to: () => synthGroups(1) }],
    },
  ],
  problemsIfAny,
);

test("CoreDNS needs a node group that begins with a node", () => {
  expect(synthGroups(0).problems).toEqual([NO_NODE]);
  expect(synthGroups(0, 1).problems).toEqual([]);
});
