import type { IGrantable } from "../iam/grantable";

/** Amazon ECR User Guide, "Required IAM permissions for pushing an image", as of 2026-11. */
export const PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** What a push needs beyond a pull. */
export const PUSH_ACTIONS = [
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];

/** Lets a role get the password of the registry, without which it can neither pull nor push. */
export function allowLogin(grantable: IGrantable): void {
  grantable.grantee.allow({
    sid: "EcrLogin",
    actions: ["ecr:GetAuthorizationToken"],
    resources: ["*"],
    wildcardReason: "The action is about the registry as a whole; AWS knows no narrower resource for it.",
  });
}
