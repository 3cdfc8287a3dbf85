import { App, ref, Token } from "cdktf";
import fc from "fast-check";
import type { GrantStatement } from "../../../constructs/iam/grantable";
import { ManagedPolicy } from "../../../constructs/iam/policies/managed-policy";
import { wildcardsOf } from "../../../constructs/iam/policies/wildcards";
import { Role } from "../../../constructs/iam/roles/role";
import type { TrustedBy } from "../../../constructs/iam/trust/trust.types";
import { resourceOf, resourcesOf, synthStack, warningsOf } from "../../support/synth";
import { makeRole, statements, synthRole, TASKS } from "./support";

const READ: GrantStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };
const SEND: GrantStatement = {
  sid: "Send",
  actions: ["sqs:SendMessage"],
  resources: ["arn:aws:sqs:ap-northeast-2:111111111111:jobs"],
};
const LIST: GrantStatement = {
  sid: "List",
  actions: ["s3:ListAllMyBuckets"],
  resources: ["*"],
  wildcardReason: "The list of buckets has no resource.",
};

describe("a role", () => {
  it("has a name from project, environment, stack and path, a description, and a trust", () => {
    expect(resourceOf(synthRole(), "aws_iam_role")).toEqual({
      name: "groundplan-sandbox-test-import",
      description: "Imports orders",
      assume_role_policy: expect.stringContaining("ecs-tasks.amazonaws.com"),
    });
    expect(resourceOf(synthRole({ name: "night" }), "aws_iam_role").name).toBe("groundplan-sandbox-test-night");
    expect(resourceOf(synthRole({ roleName: "orders-import" }), "aws_iam_role").name).toBe("orders-import");
  });

  it("has the address of its construct, so that nothing moves when a bare role becomes one", () => {
    expect(Object.keys(synthRole().resources.aws_iam_role ?? {})).toEqual(["import"]);
  });

  it("has a boundary, managed policies and longer sessions when asked for", () => {
    const synthesized = synthStack((stack) => {
      const shared = new ManagedPolicy(stack, "shared", { description: "Reads orders", statements: [READ] });
      makeRole(stack, {
        permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary",
        maxSessionDuration: 7200,
        managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/Basic", shared.policyArn],
      });
    });
    expect(resourceOf(synthesized, "aws_iam_role")).toMatchObject({
      permissions_boundary: "arn:aws:iam::111111111111:policy/boundary",
      max_session_duration: 7200,
    });
    expect(synthesized.resources.aws_iam_role_policy_attachment).toEqual({
      "import_managed-Basic_5ABF4545": {
        role: "${aws_iam_role.import.name}",
        policy_arn: "arn:aws:iam::aws:policy/service-role/Basic",
      },
      "import_managed-aws_iam_policysharedarn_4A8B9841": {
        role: "${aws_iam_role.import.name}",
        policy_arn: "${aws_iam_policy.shared.arn}",
      },
    });
  });
});

describe("the trust of a role", () => {
  const trust = (...trustedBy: readonly TrustedBy[]) =>
    statements(synthRole({ trustedBy }), "aws_iam_role", "assume_role_policy");

  it("binds a service to the own account where the service says for whom it acts", () => {
    expect(trust(TASKS)).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      },
    ]);
    expect(trust({ by: "service", service: "ec2.amazonaws.com" })).toEqual([
      { Sid: "Trust", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  it("binds a service to the resources that are named, and to the own account with them", () => {
    const sourceArns = ["arn:aws:backup:ap-northeast-2:111111111111:*"];
    expect(trust({ by: "service", service: "backup.amazonaws.com", sourceArns })).toEqual([
      expect.objectContaining({
        Condition: {
          ArnLike: { "aws:SourceArn": sourceArns[0] },
          StringEquals: { "aws:SourceAccount": "111111111111" },
        },
      }),
    ]);
  });

  it("lets EKS Pod Identity say who the pod is", () => {
    expect(trust({ by: "service", service: "pods.eks.amazonaws.com" })).toEqual([
      expect.objectContaining({ Action: ["sts:AssumeRole", "sts:TagSession"] }),
    ]);
  });

  it("uses the name that EC2 has in China", () => {
    const synthesized = synthStack(
      (stack) => void makeRole(stack, { trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }] }),
      { environment: { region: "cn-north-1" } },
    );
    expect(statements(synthesized, "aws_iam_role", "assume_role_policy")).toEqual([
      expect.objectContaining({ Principal: { Service: "ec2.amazonaws.com.cn" } }),
    ]);
  });

  it("takes accounts and roles, with an external id, a second factor and further conditions", () => {
    expect(
      trust(
        { by: "role", roleArn: "arn:aws:iam::222222222222:role/ci/deploy", externalId: "acme-1" },
        {
          by: "account",
          account: "333333333333",
          mfa: true,
          conditions: { Bool: { "aws:SecureTransport": "true" } },
        },
      ),
    ).toEqual([
      {
        Sid: "Account333333333333",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::333333333333:root" },
        Action: "sts:AssumeRole",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true", "aws:SecureTransport": "true" } },
      },
      {
        Sid: "Role222222222222RoleCiDeploy",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:role/ci/deploy" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "acme-1" } },
      },
    ]);
  });

  it("takes any account of the organization", () => {
    const conditions = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
    expect(trust({ by: "account", account: "*", conditions })).toEqual([
      expect.objectContaining({ Principal: { AWS: "*" }, Condition: conditions }),
    ]);
  });

  it("takes identities that a provider vouches for", () => {
    const oidc = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
    const saml = "arn:aws:iam::111111111111:saml-provider/staff";
    const sub = { "token.actions.githubusercontent.com:sub": "repo:acme/orders:ref:refs/heads/main" };
    expect(
      trust(
        { by: "federation", protocol: "saml", providerArn: saml, conditions: { StringEquals: { "SAML:aud": "x" } } },
        { by: "federation", protocol: "oidc", providerArn: oidc, conditions: { StringEquals: sub } },
      ),
    ).toEqual([
      expect.objectContaining({ Principal: { Federated: oidc }, Action: "sts:AssumeRoleWithWebIdentity" }),
      expect.objectContaining({ Principal: { Federated: saml }, Action: "sts:AssumeRoleWithSAML" }),
    ]);
  });

  it("does not depend on the order in which it is declared", () => {
    const jobs = { by: "service", service: "scheduler.amazonaws.com" } as const;
    expect(trust(TASKS, jobs)).toEqual(trust(jobs, TASKS));
  });
});

describe("the permissions of a role", () => {
  it("are one policy, in the order of their sids, however they were granted", () => {
    const orders = fc.shuffledSubarray([READ, SEND, LIST], { minLength: 3 });
    const expected = synthRole({}, [READ, SEND, LIST]).json;
    fc.assert(
      fc.property(orders, (grants) => expect(synthRole({}, grants).json).toBe(expected)),
      { numRuns: 10 },
    );
    const policy = resourceOf(synthRole({}, [SEND, LIST, READ]), "aws_iam_role_policy");
    expect(policy).toMatchObject({ name: "grants", role: "${aws_iam_role.import.name}" });
    expect(JSON.parse(String(policy.policy)).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      "List",
      "Read",
      "Send",
    ]);
  });

  it("hold a statement once that was granted twice", () => {
    expect(synthRole({}, [READ, { ...READ }]).json).toBe(synthRole({}, [READ]).json);
  });

  it("make no policy when there are none", () => {
    expect(resourcesOf(synthRole(), "aws_iam_role_policy")).toEqual([]);
  });

  it("can be granted after everything else was declared, and hold references", () => {
    const synthesized = synthStack((stack) => {
      const role = makeRole(stack);
      role.grantee.allow({ ...READ, resources: [Token.asString(ref("aws_sqs_queue.late.arn"))] });
    });
    expect(statements(synthesized, "aws_iam_role_policy")).toEqual([
      expect.objectContaining({ Resource: "${aws_sqs_queue.late.arn}" }),
    ]);
  });

  it("are listed with their reasons where they are wildcards, wherever they stand in the tree", () => {
    const { stack } = synthStack((made) => {
      const role = makeRole(made);
      role.allow(LIST);
      role.allow(READ);
      role.allow(LIST);
      new ManagedPolicy(made, "shared", {
        description: "Shared",
        statements: [
          { sid: "All", actions: ["s3:*"], resources: ["arn:aws:s3:::orders/*"], wildcardReason: "Owns it." },
        ],
      });
    });
    expect(wildcardsOf(App.of(stack))).toEqual([
      { path: "sandbox-test/import/grants", sid: "List", reason: "The list of buckets has no resource." },
      { path: "sandbox-test/shared", sid: "All", reason: "Owns it." },
    ]);
  });
});

describe("a managed policy", () => {
  it("has a name, a description and its statements", () => {
    const synthesized = synthStack(
      (stack) => void new ManagedPolicy(stack, "shared", { description: "Reads orders", statements: [READ] }),
    );
    expect(resourceOf(synthesized, "aws_iam_policy")).toMatchObject({
      name: expect.stringMatching(/^groundplan-sandbox-test-shared-[0-9a-f]{8}$/),
      description: "Reads orders",
    });
    expect(statements(synthesized, "aws_iam_policy")).toEqual([expect.objectContaining({ Sid: "Read" })]);
    expect(synthesized.problems).toEqual([]);
  });
});

test("a managed policy with another description has another name: it takes over before the old one is deleted", () => {
  const nameFor = (description: string) =>
    resourceOf(
      synthStack((stack) => void new ManagedPolicy(stack, "shared", { description, statements: [READ] })),
      "aws_iam_policy",
    ).name;
  expect(nameFor("Reads orders")).toBe(nameFor("Reads orders"));
  expect(nameFor("Reads orders")).not.toBe(nameFor("Reads all orders"));
});

describe("an existing role", () => {
  const roleArn = "arn:aws:iam::222222222222:role/ci/deploy";

  it("is known by its ARN, whose last part is its name", () => {
    synthStack((stack) => {
      const role = Role.fromExisting(stack, "ci", { roleArn });
      expect([role.roleArn, role.roleName, role.mutable]).toEqual([roleArn, "deploy", false]);
    });
  });

  it("is not changed unless it may be, and says what it lacks", () => {
    const synthesized = synthStack((stack) => Role.fromExisting(stack, "ci", { roleArn }).allow(READ));
    expect(resourcesOf(synthesized, "aws_iam_role_policy")).toEqual([]);
    expect(warningsOf(synthesized.stack)).toEqual([
      "The role is not changed from here. It needs, where it is made: s3:GetObject (Read).",
    ]);
  });

  it("gets a policy with a name that no other stack gives, when it may be changed", () => {
    const { resources } = synthStack((stack) =>
      Role.fromExisting(stack, "ci", { roleArn: Token.asString(ref("data.x.y.arn")), mutable: true }).allow(READ),
    );
    expect(Object.values(resources.aws_iam_role_policy ?? {})).toEqual([
      expect.objectContaining({ name: "groundplan-sandbox-test-ci", role: "${basename(data.x.y.arn)}" }),
    ]);
  });
});
