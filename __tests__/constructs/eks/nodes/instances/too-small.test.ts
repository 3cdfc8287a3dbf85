import { testAdvice } from "../../../../support/followed-advice";
import { problemsIfAny } from "../../../../support/synth";
import { expectRefusal, type Refusal, toldNodes } from "../support";

// `nano` has 0.5 GiB and `micro` 1 GiB in every family (Amazon EC2 Instance Types guide, "General purpose", read 2026-11); nodeadm reserves
// 255 MiB and 11 MiB for each pod (awslabs/amazon-eks-ami, nodeadm).
const TOO_SMALL = [
  ["t4g.nano", "t4g.medium"],
  ["t3.micro", "t3.medium"],
  ["t1.micro", "t3.medium"],
].map(
  ([type, better]): Refusal => ({
    name: String(type),
    options: { instanceTypes: [type] },
    problems: [
      {
        property: "instanceTypes",
        code: "EKS_INSTANCE_TYPE_TOO_SMALL",
        message: "What kubelet and the system's pods reserve leaves no memory for others on this instance type.",
        found: String(type),
        expected: "a type with 2 GiB or more",
        fix: `use ${better}`,
      },
    ],
    ways: [{ says: `use ${better}`, to: { options: { instanceTypes: [better] } } }],
  }),
);

test.each(TOO_SMALL)("$name is no node", expectRefusal);

testAdvice(toldNodes(TOO_SMALL), problemsIfAny);
