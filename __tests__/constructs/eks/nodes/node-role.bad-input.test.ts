import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Fn } from "cdktf";
import { Role } from "../../../../constructs/iam/roles/role";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { SMALL, synthGroup, synthNodes } from "./support";

const WIDENED = {
  code: "EKS_NODE_ROLE_WIDENED",
  path: "sandbox-eks/eks/nodes-app/role",
  message: "Every pod of a node could come by what its role may do, so nothing else is attached to it.",
  expected: "2 policies and no other permission",
  fix: "give the pods a role of their own: cluster.serviceAccountRole(…), and grant to that; morePolicies is for what the node itself needs",
};

test("the role of nodes is told at synth when anything else is attached to it", () => {
  const { problems } = synthNodes((cluster, stack) => {
    cluster.addNodeGroup("app", SMALL);
    const [attachment] = cluster.node
      .findAll()
      .filter((construct) => construct instanceof IamRolePolicyAttachment)
      .filter(({ node }) => node.path.includes("nodes-app"));
    if (attachment?.roleInput === undefined) throw new Error("no attachment was made");
    new IamRolePolicyAttachment(stack, "wide", {
      role: attachment.roleInput,
      policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
    });
    new IamRolePolicy(stack, "inline", { role: attachment.roleInput, policy: "{}" });
    // Ways to the name that are not the attribute: a part of the ARN, a literal, and a role that is taken for one of another's.
    const ofNodes = cluster.node
      .findAll()
      .find(
        (construct): construct is IamRole => construct instanceof IamRole && construct.node.path.includes("nodes-app"),
      );
    if (!ofNodes) throw new Error("no role was made");
    const splitToken = Fn.element(Fn.split("/", ofNodes.arn), 1);
    new IamRolePolicy(stack, "split", { role: splitToken, policy: "{}" });
    new IamRolePolicy(stack, "literal", { role: ofNodes.nameInput ?? "", policy: "{}" });
    Role.fromExisting(stack, "existing", { roleArn: ofNodes.arn, mutable: true }).allow({
      sid: "Read",
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::shop/*"],
    });
  });
  const found = ["wide", "inline", "split", "literal", "existing/grants/Default"];
  expect(problems).toEqual(found.map((name) => ({ ...WIDENED, found: `sandbox-eks/${name}` })));
});

/** A role of pods of their own, which reads. */
const ofPods = () =>
  synthNodes((cluster) => {
    cluster.addNodeGroup("app", SMALL);
    const role = cluster.serviceAccountRole("reader", { namespace: "orders", serviceAccount: "reader" });
    role.allow({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] });
  });

const ANTIVIRUS = {
  arns: ["arn:aws:iam::111111111111:policy/antivirus"],
  reason: "the agent of the antivirus runs on every node",
};

testAdvice(
  [
    {
      mistake: "something else that is attached to the role of nodes",
      problems: [WIDENED],
      ways: [
        { says: "cluster.serviceAccountRole(…), and grant to that", to: ofPods },
        {
          says: "morePolicies is for what the node itself needs",
          to: () => synthGroup({ morePolicies: ANTIVIRUS }),
        },
      ],
    },
  ],
  problemsIfAny,
);
