import { EksCluster } from "../../../../constructs/eks";
import { problemsOf, resourcesOf, synthStack } from "../../../support/synth";
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

// IAM Identity Center User Guide, "Referencing permission sets in resource policies, Amazon EKS cluster config maps" (read 2026-11).
test("a role of IAM Identity Center is named with its path", () => {
  const name = "AWSReservedSSO_Admin_0123456789abcdef";
  expect(problemsOf(() => synth(`role/${name}`)).map(({ code, path, found }) => [code, path, found])).toEqual([
    ["EKS_PRINCIPAL_SSO_PATH", "sandbox-eks/eks › admins[0]", `"arn:aws:iam::111111111111:role/${name}"`],
  ]);
  const whole = `role/aws-reserved/sso.amazonaws.com/ap-northeast-2/${name}`;
  expect(resourcesOf(synth(whole), "aws_eks_access_entry").map(({ principal_arn }) => principal_arn)).toContain(
    `arn:aws:iam::111111111111:${whole}`,
  );
});

test("CoreDNS needs a node group that begins with a node", () => {
  const problems = (...least: number[]) =>
    synthStack(
      (stack) => {
        const cluster = new EksCluster(stack, "eks", {
          network: testNetwork(stack),
          version: "1.35",
          admins: ["role/platform"],
        });
        for (const min of least) {
          cluster.addNodeGroup(`app${min}`, { instanceTypes: ["m7i.large"], min, max: 2 });
        }
      },
      { name: "eks" },
    ).problems.map(({ code, found }) => [code, found]);
  expect(problems(0)).toEqual([["EKS_COREDNS_NO_NODE", "one node group with min: 0"]]);
  expect(problems(0, 1)).toEqual([]);
});
