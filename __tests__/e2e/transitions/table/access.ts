import { Bastion, type BastionAccess } from "../../../../constructs/access";
import type { Program, Transition } from "../transition";

/** Nobody has the private half. */
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEU/oCKzsxmYQgJu+PyAzzcovu06tX2kV2YJ2QqCbRxB test";

function bastion(access: BastionAccess): Program {
  return (stack, site) => {
    new Bastion(stack, "bastion", { network: site.network(stack), access });
  };
}

/** Changes of bastions. */
export const ACCESS: readonly Transition[] = [
  {
    area: "access",
    name: "a bastion by Session Manager becomes one by SSH",
    from: bastion({ mode: "ssm" }),
    to: bastion({ mode: "ssh", from: ["203.0.113.0/24"], publicKey: KEY }),
    replaced: { aws_instance: 1 },
    removed: {
      aws_cloudwatch_log_group: 1,
      aws_iam_role_policy: 1,
      aws_kms_alias: 1,
      aws_kms_key: 1,
      aws_ssm_document: 1,
    },
  },
  {
    area: "access",
    name: "a bastion by Session Manager becomes one by EC2 Instance Connect",
    from: bastion({ mode: "ssm" }),
    to: bastion({ mode: "instance-connect" }),
    removed: {
      aws_cloudwatch_log_group: 1,
      aws_iam_role_policy: 1,
      aws_kms_alias: 1,
      aws_kms_key: 1,
      aws_ssm_document: 1,
    },
  },
  {
    area: "access",
    name: "a bastion gets tags, which its volume has too",
    from: (stack, site) => {
      new Bastion(stack, "bastion", { network: site.network(stack) });
    },
    to: (stack, site) => {
      new Bastion(stack, "bastion", { network: site.network(stack), tags: { CostCenter: "4711", Owner: "people" } });
    },
  },
  {
    area: "access",
    name: "a bastion gets another type of instance",
    from: (stack, site) => {
      new Bastion(stack, "bastion", { network: site.network(stack), instanceType: "t4g.nano" });
    },
    to: (stack, site) => {
      new Bastion(stack, "bastion", { network: site.network(stack), instanceType: "t4g.micro" });
    },
  },
];
