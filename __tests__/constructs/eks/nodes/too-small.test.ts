import { problemsOf } from "../../../support/synth";
import { synthGroup } from "./support";

// `nano` has 0.5 GiB and `micro` 1 GiB in every family (Amazon EC2 Instance Types guide, "General purpose", read 2026-11); nodeadm reserves
// 255 MiB and 11 MiB for each pod (awslabs/amazon-eks-ami, nodeadm).
test.each([
  ["t4g.nano", "t4g.medium"],
  ["t3.micro", "t3.medium"],
])("%s is no node", (type, better) => {
  expect(
    problemsOf(() => synthGroup({ instanceTypes: [type] })).map(({ code, found, fix }) => [code, found, fix]),
  ).toEqual([["EKS_INSTANCE_TYPE_TOO_SMALL", type, `use ${better}`]]);
  expect(() => synthGroup({ instanceTypes: [better] })).not.toThrow();
});
