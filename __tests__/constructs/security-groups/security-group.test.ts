import { Port, SecurityGroup } from "../../../constructs/security-groups";
import { problemsOf, resourceOf, synthStack } from "../../support/synth";
import { network, withStack } from "./support";

describe("a security group", () => {
  test("has a name prefix, is replaced without a gap, and has no inline rules", () => {
    const synthesized = synthStack((stack) => {
      new SecurityGroup(stack, "app", { network, description: "orders service" });
    });

    expect(resourceOf(synthesized, "aws_security_group")).toEqual({
      name_prefix: "groundplan-sandbox-test-app-",
      description: "orders service",
      vpc_id: "vpc-0123456789abcdef0",
      tags: { Name: "groundplan-sandbox-test-app" },
      lifecycle: { create_before_destroy: true },
    });
    expect(Object.keys(synthesized.resources)).toEqual(["aws_security_group"]);
  });

  test("takes a name, tags and the removal of foreign rules before its own end", () => {
    const synthesized = synthStack((stack) => {
      new SecurityGroup(stack, "app", {
        network,
        description: "cluster",
        name: "eks",
        revokeRulesOnDelete: true,
        tags: { Team: "orders" },
      });
    });

    expect(resourceOf(synthesized, "aws_security_group")).toMatchObject({
      name_prefix: "groundplan-sandbox-test-eks-",
      revoke_rules_on_delete: true,
      tags: { Name: "groundplan-sandbox-test-eks", Team: "orders" },
    });
  });

  test("keeps its name prefix within what the provider leaves of AWS's 255 characters", () => {
    const synthesized = synthStack((stack) => {
      new SecurityGroup(stack, "app", { network, description: "long", name: "a".repeat(220) });
    });

    const prefix = String(resourceOf(synthesized, "aws_security_group").name_prefix);
    expect(prefix.length).toBe(229);
    expect(prefix).toMatch(/^groundplan-sandbox-test-a+-[0-9a-f]{8}-$/);
  });

  test("reports everything that is wrong with its properties at once", () => {
    const problems = problemsOf(() =>
      withStack((stack) => {
        new SecurityGroup(stack, "app", {
          network,
          description: "Bücher",
          name: "größe",
          publicEntry: " ",
          rulesQuota: 0,
        });
      }),
    );

    expect(problems).toEqual([
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › description",
        message: "The description is not a text that AWS keeps as a description.",
        found: '"Bücher" with ü',
        expected: "1 to 255 of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*",
        fix: 'say in plain words what it is for, such as "orders service reads the catalogue"',
      },
      {
        code: "NAME_INVALID",
        path: "sandbox-test/app › name",
        message: "The name is not one that AWS allows for this kind of resource (securityGroup).",
        found: '"größe" (5 characters)',
        expected: "1 to 228 characters of A-Za-z0-9 ._:/()#,@[\\]+=&;{}!$*-",
        fix: 'use "gr-e", or leave the name out and one is made',
      },
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › publicEntry",
        message: "The reason is not a text that AWS keeps as a description.",
        found: '" "',
        expected: "1 to 255 of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*",
        fix: 'say in plain words what it is for, such as "orders service reads the catalogue"',
      },
      {
        code: "RULE_QUOTA_INVALID",
        path: "sandbox-test/app › rulesQuota",
        message: "A security group cannot have this many rules.",
        found: "0",
        expected: "a whole number from 1 to 1000",
        fix: "write the quota that Service Quotas shows for `Inbound or outbound rules per security group`",
      },
    ]);
  });

  test("refuses a description that is longer than AWS keeps", () => {
    const problems = problemsOf(() =>
      withStack((stack) => new SecurityGroup(stack, "app", { network, description: "a".repeat(256) })),
    );

    expect(problems).toEqual([
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › description",
        message: "The description is not a text that AWS keeps as a description.",
        found: "256 characters",
        expected: "1 to 255 of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*",
        fix: 'say in plain words what it is for, such as "orders service reads the catalogue"',
      },
    ]);
  });
});

describe("an existing security group", () => {
  test("makes no group, and rules only where both may be changed", () => {
    const synthesized = synthStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      const open = SecurityGroup.fromExisting(stack, "cache", { securityGroupId: "sg-0aaa" });
      const closed = SecurityGroup.fromExisting(stack, "legacy", { securityGroupId: "sg-0bbb", mutable: false });
      app.connections.allowTo(open, Port.tcp(6379), "sessions");
      app.connections.allowTo(closed, Port.tcp(1521), "old ledger");
    });

    expect(Object.keys(synthesized.resources.aws_security_group ?? {})).toHaveLength(1);
    expect(resourceOf(synthesized, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "sg-0aaa",
      from_port: 6379,
    });
    expect(
      Object.values(synthesized.resources.aws_vpc_security_group_egress_rule ?? {}).map(
        (rule) => rule.referenced_security_group_id,
      ),
    ).toEqual(["sg-0bbb", "sg-0aaa"]);
    expect(synthesized.problems).toEqual([]);
  });

  test("is the same group for two constructs that stand for it", () => {
    const synthesized = synthStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      const first = SecurityGroup.fromExisting(stack, "first", { securityGroupId: "sg-0aaa" });
      const second = SecurityGroup.fromExisting(stack, "second", { securityGroupId: "sg-0aaa" });
      app.connections.allowFrom(first, Port.tcp(8080), "requests");
      second.connections.allowTo(app, Port.tcp(8080), "requests");
    });

    expect(Object.keys(synthesized.resources.aws_vpc_security_group_ingress_rule ?? {})).toHaveLength(1);
    expect(Object.keys(synthesized.resources.aws_vpc_security_group_egress_rule ?? {})).toHaveLength(1);
    expect(synthesized.problems).toEqual([]);
  });

  test("takes a reference for its id, and knows it again", () => {
    const synthesized = synthStack((stack) => {
      const made = new SecurityGroup(stack, "made", { network, description: "made" });
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      for (const id of ["first", "second"]) {
        const existing = SecurityGroup.fromExisting(stack, id, { securityGroupId: made.resource.id });
        existing.connections.allowFrom(app, Port.tcp(5432), "orders");
      }
    });

    expect(resourceOf(synthesized, "aws_vpc_security_group_ingress_rule").security_group_id).toMatch(
      /^\$\{aws_security_group\.made_group_[0-9A-F]{8}\.id\}$/,
    );
  });
});
