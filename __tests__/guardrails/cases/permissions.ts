import type { PERMISSION_RULES } from "../../../guardrails/rules/permissions";
import { allowing, policyText, trusting } from "../policy-texts";
import { type CasesOf, ofEach, type Resources, type Told } from "../rule-cases";

/** A policy in each of the places that identities have policies in. */
function inEachPlace(policy: string): Resources {
  return {
    aws_iam_policy: { one: { name: "one", policy } },
    aws_iam_role_policy: { one: { role: "one", policy } },
    aws_iam_user_policy: { one: { user: "one", policy } },
    aws_iam_group_policy: { one: { group: "one", policy } },
    aws_iam_role: { one: { inline_policy: [{ name: "one", policy }] } },
    aws_ssoadmin_permission_set_inline_policy: { one: { inline_policy: policy } },
  };
}

/** What is told of a finding in each of these places. */
function toldInEach(found: string, expected: string): readonly Told[] {
  return [
    "aws_iam_group_policy.one › policy",
    "aws_iam_policy.one › policy",
    "aws_iam_role.one › inline_policy.policy",
    "aws_iam_role_policy.one › policy",
    "aws_iam_user_policy.one › policy",
    "aws_ssoadmin_permission_set_inline_policy.one › inline_policy",
  ].map((at): Told => [`app/${at}`, found, expected]);
}

const GITHUB = { Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com" };
const WEB = "sts:AssumeRoleWithWebIdentity";

/** A role that identities of GitHub have, by a subject and whatever else is asked. */
function pipeline(subject: string, more: object = {}, test = "StringLike"): Resources {
  const condition = { [test]: { "token.actions.githubusercontent.com:sub": subject }, ...more };
  return { aws_iam_role: { pipeline: { assume_role_policy: trusting(GITHUB, condition, WEB) } } };
}

const SHELL = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess";
const ATTACHMENTS = [
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
];

const FULL = allowing("*", "*");

/** Cases of the rules about what identities may do. */
export const PERMISSION_CASES: CasesOf<typeof PERMISSION_RULES> = {
  "CD-04": {
    title: "Roles of a pipeline at GitHub are for one repository, and for branches or environments of it.",
    fix: "name the repository and the branch or environment in the condition on token.actions.githubusercontent.com:sub",
    passes: {
      "one branch": pipeline("repo:shop/web:ref:refs/heads/main", {}, "StringEquals"),
      "branches of a name": pipeline("repo:shop/web:ref:refs/heads/release-*"),
      "an environment": pipeline("repo:shop/web:environment:production"),
      "a repository by its id": pipeline("repo:*:environment:production", {
        StringEquals: { "token.actions.githubusercontent.com:repository_id": "12" },
      }),
      "a branch by its own claim": pipeline("repo:shop/web:*", {
        StringEquals: { "token.actions.githubusercontent.com:ref": "refs/heads/main" },
      }),
      "a subject that is not known": pipeline("${var.subject}"),
      "another issuer": {
        aws_iam_role: {
          one: { assume_role_policy: trusting(GITHUB, { StringLike: { "gitlab.example.com:sub": "*" } }, WEB) },
        },
      },
    },
    fails: {
      "each branch and pull request": {
        given: pipeline("repo:shop/web:*"),
        told: [
          [
            "app/aws_iam_role.pipeline › assume_role_policy",
            "a trust in repo:shop/web:*",
            "repo:<owner>/<repository>:environment:<name> or :ref:refs/heads/<branch>",
          ],
        ],
      },
      "each repository of an owner, and of everybody": {
        given: {
          aws_iam_role: {
            one: {
              assume_role_policy: trusting(
                GITHUB,
                {
                  "ForAnyValue:StringLike": {
                    "token.actions.githubusercontent.com:sub": ["repo:shop/*", "*", "repo:shop/web:environment:a"],
                  },
                },
                WEB,
              ),
            },
          },
        },
        told: [
          [
            "app/aws_iam_role.one › assume_role_policy",
            "a trust in repo:shop/*, *",
            "repo:<owner>/<repository>:environment:<name> or :ref:refs/heads/<branch>",
          ],
        ],
      },
    },
  },
  "SEC-01": {
    title: "No policy allows everything on everything.",
    fix: "name actions and resources; who administers the account gets AdministratorAccess by IAM Identity Center",
    passes: {
      "what is named": inEachPlace(allowing(["s3:GetObject"], "arn:aws:s3:::files/*")),
      "everything that is refused": inEachPlace(policyText({ Effect: "Deny", Action: "*", Resource: "*" })),
      "everything on what is named": inEachPlace(allowing("*", "${aws_sqs_queue.jobs.arn}")),
      "a policy that is not known": inEachPlace("${file('policy.json')}"),
      "a boundary, which allows nothing by itself": {
        aws_iam_policy: { limit: { name: "limit", policy: FULL }, other: { name: "other", policy: FULL, path: "/p/" } },
        aws_iam_role: { one: { permissions_boundary: "${aws_iam_policy.limit.arn}" } },
        aws_iam_user: { one: { permissions_boundary: "arn:aws:iam::111111111111:policy/p/other" } },
      },
      "a document of which a part is not known": {
        stacks: {
          app: {
            resource: { aws_iam_policy: { one: { policy: "${data.aws_iam_policy_document.one.json}" } } },
            data: {
              aws_iam_policy_document: {
                one: {
                  statement: [{ actions: ["*"], resources: ["*"] }],
                  override_policy_documents: ["${var.more}"],
                },
              },
            },
          },
        },
      },
    },
    fails: {
      "everything, in each place of a policy": {
        given: inEachPlace(FULL),
        told: toldInEach("Allow * on *", "the actions that are needed, on the resources that they are needed for"),
      },
      "a boundary that is attached too": {
        given: {
          aws_iam_policy: { limit: { name: "limit", policy: FULL } },
          aws_iam_role: { one: { permissions_boundary: "${aws_iam_policy.limit.arn}" } },
          aws_iam_role_policy_attachment: { one: { policy_arn: "${aws_iam_policy.limit.arn}" } },
        },
        told: [
          [
            "app/aws_iam_policy.limit › policy",
            "Allow * on *",
            "the actions that are needed, on the resources that they are needed for",
          ],
        ],
      },
      "what jsonencode writes, and a single statement": {
        given: {
          aws_iam_policy: {
            one: {
              policy:
                '${jsonencode({Version = "2012-10-17", Statement = {Effect = "Allow", Action = ["*"], Resource = "*"}})}',
            },
          },
        },
        told: [
          [
            "app/aws_iam_policy.one › policy",
            "Allow * on *",
            "the actions that are needed, on the resources that they are needed for",
          ],
        ],
      },
      "what data sources write, one from another": {
        given: {
          stacks: {
            app: {
              resource: { aws_iam_policy: { one: { policy: "${data.aws_iam_policy_document.one.json}" } } },
              data: {
                aws_iam_policy_document: {
                  one: {
                    source_policy_documents: ["${data.aws_iam_policy_document.all.minified_json}"],
                    statement: [{ sid: "Files", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::files/*"] }],
                  },
                  all: {
                    statement: [
                      { sid: "Files", actions: ["*"], resources: ["*"] },
                      { effect: "Allow", actions: ["*"], resources: ["*"] },
                    ],
                  },
                },
              },
            },
          },
        },
        told: [
          [
            "app/aws_iam_policy.one › policy",
            "Allow * on *",
            "the actions that are needed, on the resources that they are needed for",
          ],
        ],
      },
    },
  },
  "SEC-02": {
    title: "Users and groups have policies that stand by themselves.",
    fix: "make an aws_iam_policy and attach it to a group",
    passes: { "a policy inside of a role": { aws_iam_role_policy: { one: { policy: FULL } } } },
    fails: {
      "policies inside of users and groups": {
        given: { aws_iam_user_policy: { one: { user: "u" } }, aws_iam_group_policy: { one: { group: "g" } } },
        told: [
          ["app/aws_iam_group_policy.one", "a policy inside of a group", "a policy of its own, which is attached"],
          ["app/aws_iam_user_policy.one", "a policy inside of a user", "a policy of its own, which is attached"],
        ],
      },
    },
  },
  "SEC-03": {
    title: "Roles name who may assume them.",
    fix: "name the accounts, roles or services; for an OIDC provider ask for the subjects by a condition on its sub",
    passes: {
      "a service": { aws_iam_role: { one: { assume_role_policy: trusting({ Service: "ec2.amazonaws.com" }) } } },
      "everybody of an organization": {
        aws_iam_role: {
          one: { assume_role_policy: trusting("*", { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } }) },
        },
      },
      "subjects of a provider": {
        aws_iam_role: {
          named: pipeline("repo:shop/web:ref:refs/heads/main").aws_iam_role?.pipeline ?? {},
          pods: {
            assume_role_policy: trusting(
              { Federated: "${aws_iam_openid_connect_provider.cluster.arn}" },
              {
                StringEquals: { '${replace(aws_eks_cluster.a.url, "https://", "")}:sub': "system:serviceaccount:a:b" },
              },
              WEB,
            ),
          },
        },
      },
      "conditions that are not known": {
        aws_iam_role: {
          one: {
            assume_role_policy:
              "${jsonencode({Statement = [{Effect = 'Allow', Principal = '*', Action = 'sts:AssumeRole', Condition = var.limits}]})}",
          },
        },
      },
      "a provider of AWS, whose tokens have no subject": {
        aws_iam_role: {
          one: {
            assume_role_policy: trusting(
              { Federated: "cognito-identity.amazonaws.com" },
              { StringEquals: { "cognito-identity.amazonaws.com:aud": "ap-northeast-2:1" } },
              WEB,
            ),
          },
        },
      },
    },
    fails: {
      everybody: {
        given: {
          aws_iam_role: {
            all: { assume_role_policy: trusting({ AWS: ["*"] }) },
            guessed: { assume_role_policy: trusting("*", { StringEquals: { "sts:ExternalId": "1" } }) },
            ifExists: {
              assume_role_policy: trusting("*", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1234567890" } }),
            },
            others: {
              assume_role_policy: policyText({
                Effect: "Allow",
                NotPrincipal: { AWS: "arn:aws:iam::111111111111:root" },
                Action: "sts:AssumeRole",
              }),
            },
            pattern: { assume_role_policy: trusting("*", { StringLike: { "aws:PrincipalArn": "*" } }) },
          },
        },
        told: ["all", "guessed", "ifExists", "others", "pattern"].map(
          (name): Told => [
            `app/aws_iam_role.${name} › assume_role_policy`,
            "a trust in everybody",
            "principals that are named, or a condition that limits who asks",
          ],
        ),
      },
      "all identities of a provider": {
        given: {
          aws_iam_role: {
            one: {
              assume_role_policy: trusting(
                GITHUB,
                { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
                WEB,
              ),
            },
          },
        },
        told: [
          [
            "app/aws_iam_role.one › assume_role_policy",
            "a trust in all identities of token.actions.githubusercontent.com, without a condition on their sub",
            "principals that are named, or a condition that limits who asks",
          ],
        ],
      },
    },
  },
  "SEC-06": {
    title: "Users have their rights by groups.",
    fix: "attach the policy to a group, and put the user into it",
    passes: {
      "a group": {
        aws_iam_group_policy_attachment: { one: { group: "g" } },
        aws_iam_policy_attachment: { one: { groups: ["g"] } },
      },
    },
    fails: {
      "policies of users": {
        given: {
          aws_iam_user_policy_attachment: { one: { user: "u" } },
          aws_iam_policy_attachment: { one: { users: ["u"] } },
        },
        told: [
          [
            "app/aws_iam_policy_attachment.one › users",
            "a policy that is attached to a user",
            "a group that has the policy",
          ],
          [
            "app/aws_iam_user_policy_attachment.one › user",
            "a policy that is attached to a user",
            "a group that has the policy",
          ],
        ],
      },
    },
  },
  "SEC-07": {
    title: "Where roles have a permissions boundary, all have one.",
    fix: "name the boundary by permissions_boundary, or use Role, which has the environment's",
    passes: {
      "no boundaries": { aws_iam_role: { one: {}, other: {} } },
      "boundaries of all": {
        aws_iam_role: { one: { permissions_boundary: "${var.one}" }, other: { permissions_boundary: "${var.two}" } },
      },
    },
    fails: {
      "a role without, in another stack": {
        given: {
          stacks: {
            app: { resource: { aws_iam_role: { one: { name: "one" } } } },
            delivery: { resource: { aws_iam_role: { two: { permissions_boundary: "${var.boundary}" } } } },
          },
        },
        told: [
          [
            "app/aws_iam_role.one",
            "no permissions boundary",
            "a permissions_boundary, as other roles of the environment have it",
          ],
        ],
      },
    },
  },
  "SEC-16": {
    title: "No policy allows all of a service on everything.",
    fix: "name the actions, or the resources",
    passes: {
      "some actions": inEachPlace(allowing(["ec2:Describe*", "s3:ListAllMyBuckets"], "*")),
      "some resources": inEachPlace(allowing("s3:*", "arn:aws:s3:::files/*")),
      "a condition": inEachPlace(
        allowing("ec2:*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "ap-northeast-2" } } }),
      ),
    },
    fails: {
      "all of two services": {
        given: inEachPlace(allowing(["s3:*", "ec2:RunInstances", "ec2:*"], "*")),
        told: toldInEach("Allow ec2:*, s3:* on *", "the actions that are needed, or the resources that they are for"),
      },
      "everything but one": {
        given: {
          aws_iam_role_policy: { one: { policy: policyText({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) } },
        },
        told: [
          [
            "app/aws_iam_role_policy.one › policy",
            "Allow everything but iam:* on *",
            "the actions that are needed, or the resources that they are for",
          ],
        ],
      },
    },
  },
  "SEC-17": {
    title: "Nothing in production has AdministratorAccess or IAMFullAccess.",
    fix: "attach a policy of your own; people who administer get it by IAM Identity Center, for a time",
    passes: {
      "another policy of AWS": {
        aws_iam_role_policy_attachment: { one: { policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
        aws_iam_role: { one: { managed_policy_arns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaRole"] } },
      },
      "a policy of that name of the account": {
        aws_iam_role_policy_attachment: {
          one: { policy_arn: "arn:aws:iam::111111111111:policy/AdministratorAccess" },
        },
      },
    },
    fails: {
      administrators: {
        given: {
          aws_iam_group_policy_attachment: { one: { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" } },
          aws_iam_policy_attachment: { one: { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" } },
          aws_iam_role: { one: { managed_policy_arns: ["arn:aws:iam::aws:policy/IAMFullAccess"] } },
          aws_iam_role_policy_attachment: { one: { policy_arn: "arn:aws-cn:iam::aws:policy/AdministratorAccess" } },
          aws_iam_user_policy_attachment: { one: { policy_arn: "arn:aws:iam::aws:policy/IAMFullAccess" } },
        },
        told: [
          [
            "app/aws_iam_group_policy_attachment.one › policy_arn",
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "policies with what is needed",
          ],
          [
            "app/aws_iam_policy_attachment.one › policy_arn",
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "policies with what is needed",
          ],
          [
            "app/aws_iam_role.one › managed_policy_arns",
            "arn:aws:iam::aws:policy/IAMFullAccess",
            "policies with what is needed",
          ],
          [
            "app/aws_iam_role_policy_attachment.one › policy_arn",
            "arn:aws-cn:iam::aws:policy/AdministratorAccess",
            "policies with what is needed",
          ],
          [
            "app/aws_iam_user_policy_attachment.one › policy_arn",
            "arn:aws:iam::aws:policy/IAMFullAccess",
            "policies with what is needed",
          ],
        ],
      },
    },
  },
  "SEC-18": {
    title: "No policy of production allows decryption with every key.",
    fix: "name the keys, or limit the statement by kms:ViaService or by an encryption context",
    passes: {
      "one key": inEachPlace(allowing("kms:Decrypt", "${aws_kms_key.data.arn}")),
      "keys by one service": inEachPlace(
        allowing("kms:Decrypt", "*", {
          Condition: { StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" } },
        }),
      ),
      "other actions": inEachPlace(allowing(["kms:ListAliases", "kms:Describe*"], "*")),
    },
    fails: {
      "every key": {
        given: inEachPlace(allowing(["kms:Decrypt", "kms:Describe*"], "*")),
        told: toldInEach("Allow kms:Decrypt on *", "the keys that are needed, or a condition"),
      },
      "every key of the account, by a pattern": {
        given: {
          aws_iam_policy: { one: { policy: allowing("kms:ReEncrypt*", "arn:aws:kms:*:111111111111:key/*") } },
        },
        told: [
          [
            "app/aws_iam_policy.one › policy",
            "Allow kms:ReEncrypt* on arn:aws:kms:*:111111111111:key/*",
            "the keys that are needed, or a condition",
          ],
        ],
      },
    },
  },
  "SEC-19": {
    title: "No policy of production allows to hand every role to a service.",
    fix: "name the roles, or limit the statement by iam:PassedToService",
    passes: {
      "roles of a name": inEachPlace(allowing("iam:PassRole", "arn:aws:iam::111111111111:role/shop-*")),
      "one service": inEachPlace(
        allowing("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } }),
      ),
    },
    fails: {
      "every role": {
        given: inEachPlace(allowing("iam:PassRole", "arn:aws:iam::111111111111:role/*")),
        told: toldInEach(
          "Allow iam:PassRole on arn:aws:iam::111111111111:role/*",
          "the roles that are handed on, or the service that gets them",
        ),
      },
      "every role by a wildcard of actions": {
        given: { aws_iam_policy: { one: { policy: allowing("IAM:Pass*", "*") } } },
        told: [
          [
            "app/aws_iam_policy.one › policy",
            "Allow IAM:Pass* on *",
            "the roles that are handed on, or the service that gets them",
          ],
        ],
      },
    },
  },
  "SEC-31": {
    title: "Nobody has all of CloudShell.",
    fix: "attach a policy of your own that names the actions",
    passes: {
      "another policy of AWS": {
        aws_iam_role_policy_attachment: { one: { policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
      },
    },
    fails: {
      "all of it, in each place": {
        given: {
          ...ofEach(ATTACHMENTS, { policy_arn: SHELL }),
          aws_iam_role: { one: { managed_policy_arns: [SHELL] } },
        },
        told: [...ATTACHMENTS, "aws_iam_role"]
          .sort()
          .map(
            (type): Told => [
              `app/${type}.one › ${type === "aws_iam_role" ? "managed_policy_arns" : "policy_arn"}`,
              SHELL,
              "a policy of your own, without cloudshell:GetFileUploadUrls and cloudshell:GetFileDownloadUrls",
            ],
          ),
      },
    },
  },
};
