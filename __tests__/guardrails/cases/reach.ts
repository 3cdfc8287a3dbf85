import type { REACH_RULES } from "../../../guardrails/rules/reach";
import { allowing, trusting } from "../policy-texts";
import type { CasesOf, Given, Resources, Told } from "../rule-cases";

/** Two accounts: `tools`, in which something is done from, and `shop`, in which it is done. */
function accounts(tools: Resources, shop: Resources): Given {
  const provider = (account: string) => ({ aws: [{ allowed_account_ids: [account] }] });
  return {
    stacks: {
      tools: { provider: provider("111111111111"), resource: tools },
      shop: { provider: provider("222222222222"), resource: shop },
    },
  };
}

const CALLER = "arn:aws:iam::111111111111:role/deploy";
const TARGET = "arn:aws:iam::222222222222:role/admitted";

/** A role that does something, by policies of its own. */
function caller(...policies: readonly string[]): Resources {
  return {
    aws_iam_role: { deploy: { name: "deploy" } },
    aws_iam_role_policy: Object.fromEntries(
      policies.map((policy, index) => [`p${index}`, { role: "${aws_iam_role.deploy.id}", policy }]),
    ),
  };
}

/** A role that trusts somebody. */
const trusted = (principal: string): Resources => ({
  aws_iam_role: { admitted: { name: "admitted", assume_role_policy: trusting({ AWS: principal }) } },
});

const ASSUMES = allowing("sts:AssumeRole", TARGET);
const BOTH = "a policy that allows sts:AssumeRole of the role, and a trust of the role in who assumes it";

/** A stack with its tags, and a policy with a condition on the tag Environment. */
function tagged(value: string | readonly string[], test = "StringEquals"): Given {
  const policy = allowing("ssm:StartSession", "*", {
    Condition: { [test]: { "aws:ResourceTag/Environment": value } },
  });
  return {
    stacks: {
      app: {
        provider: { aws: [{ default_tags: [{ tags: { Environment: "dev" } }] }] },
        resource: {
          aws_iam_policy: { one: { policy } },
          aws_iam_role: { one: { inline_policy: [{ name: "one", policy }] } },
          aws_iam_role_policy: { one: { role: "one", policy } },
        },
      },
    },
  };
}

const OWN = "the environment's own name, or that of the principal (aws:PrincipalTag/Environment)";

const toldOf = (value: string): readonly Told[] =>
  ["aws_iam_policy.one › policy", "aws_iam_role.one › inline_policy.policy", "aws_iam_role_policy.one › policy"].map(
    (at): Told => [`app/${at}`, `aws:ResourceTag/Environment = ${value}, in dev`, OWN],
  );

/** Cases of the rules about what roles reach elsewhere. */
export const REACH_CASES: CasesOf<typeof REACH_RULES> = {
  "SEC-04": {
    title: "What may be done in another account is allowed on both sides.",
    fix: "add the half that is missing, or remove the other one",
    passes: {
      "both halves": accounts(caller(ASSUMES), trusted(CALLER)),
      "a trust in the account, and a policy for roles of a name": accounts(
        caller(allowing("sts:*", "arn:aws:iam::222222222222:role/adm*")),
        trusted("arn:aws:iam::111111111111:root"),
      ),
      "a caller whose policies are not all known": accounts(
        {
          ...caller(),
          aws_iam_role_policy_attachment: {
            one: { role: "${aws_iam_role.deploy.name}", policy_arn: "arn:aws:iam::111111111111:policy/own" },
          },
        },
        trusted(CALLER),
      ),
      "an administrator": accounts(
        {
          ...caller(),
          aws_iam_role_policy_attachment: {
            one: { role: "${aws_iam_role.deploy.name}", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
          },
        },
        trusted(CALLER),
      ),
      "an account that is not judged": accounts(
        caller(allowing("sts:AssumeRole", "arn:aws:iam::333333333333:role/admitted")),
        trusted("arn:aws:iam::333333333333:role/deploy"),
      ),
      "the same account": accounts({}, trusted("arn:aws:iam::222222222222:role/deploy")),
    },
    fails: {
      "a trust in a role that may not come": {
        given: accounts(caller(allowing("sts:AssumeRole", "arn:aws:iam::222222222222:role/other")), trusted(CALLER)),
        told: [
          [
            "shop/aws_iam_role.admitted › assume_role_policy",
            "tools/aws_iam_role.deploy is trusted and may not sts:AssumeRole it",
            BOTH,
          ],
        ],
      },
      "a permission for a role that does not trust": {
        given: accounts(
          { ...caller(ASSUMES), aws_iam_policy: { deploys: { policy: ASSUMES } } },
          trusted("arn:aws:iam::222222222222:root"),
        ),
        told: [
          [
            "tools/aws_iam_policy.deploys › policy",
            "shop/aws_iam_role.admitted may be assumed and does not trust the account 111111111111",
            BOTH,
          ],
          [
            "tools/aws_iam_role_policy.p0 › policy",
            "shop/aws_iam_role.admitted may be assumed and does not trust the account 111111111111",
            BOTH,
          ],
        ],
      },
    },
  },
  "SEC-15": {
    title: "Permissions by the tag Environment are for the own environment.",
    fix: "name the own environment in the condition, or make the role where what it reaches is",
    passes: {
      "the own environment": tagged("dev"),
      "that of the principal": tagged("${aws:PrincipalTag/Environment}"),
      "all but another one": tagged("production", "StringNotEquals"),
    },
    fails: {
      "another environment": { given: tagged(["dev", "production"]), told: toldOf("production") },
      "every environment": { given: tagged("*", "StringLike"), told: toldOf("*") },
    },
  },
};
