import { Contract, text } from "../core/contract";

/** What the delivery stack hands over: the roles for the variables of GitHub's environment, by hand or by whoever makes that. */
export const deliveryContract = new Contract("delivery", {
  planRoleArn: text(
    "Role that plans; the variable AWS_PLAN_ROLE of the environment on GitHub",
    "arn:aws:iam::111111111111:role/plan",
  ),
  applyRoleArn: text(
    "Role that applies; the variable AWS_APPLY_ROLE of the environment on GitHub",
    "arn:aws:iam::111111111111:role/apply",
  ),
  boundaryArn: text("The most that roles of the environment may do", "arn:aws:iam::111111111111:policy/boundary"),
});
