import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import {
  type ExistingSecurityGroupProps,
  Peer,
  Port,
  SecurityGroup,
  type SecurityGroupProps,
} from "../../../constructs/security-groups";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, synthStack, testEnvironment } from "../../support/synth";
import { network } from "./support";

type Build = (stack: EnvironmentStack) => unknown;

interface Refused {
  readonly mistake: string;
  readonly build: Build;
  readonly problems: readonly Problem[];
  readonly ways: readonly Way<Build>[];
}

const PARTNER = Peer.ipv4("192.0.2.0/24");
const HTTPS = Port.tcp(443);
const LONGEST_REASON = "1 to 255 of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*";
const REASON_FIX = 'say in plain words what it is for, such as "orders service reads the catalogue"';

function group(stack: EnvironmentStack, id = "app", props: Partial<SecurityGroupProps> = {}): SecurityGroup {
  return new SecurityGroup(stack, id, { network, description: id, ...props });
}

/** Calls from a partner, for these reasons. */
function calls(...reasons: readonly string[]): Build {
  return (stack) => {
    const app = group(stack);
    for (const reason of reasons) app.connections.allowFrom(PARTNER, HTTPS, reason);
  };
}

/** A call to an address that is known after apply. */
function callBack(facts?: { readonly name: string }): Build {
  return (stack) => {
    const app = group(stack);
    app.connections.allowTo(Peer.ipv4(`${app.resource.ownerId}/32`, facts), HTTPS, "call back");
  };
}

function sides(first: Partial<ExistingSecurityGroupProps>, second: Partial<ExistingSecurityGroupProps>): Build {
  return (stack) => {
    const one = SecurityGroup.fromExisting(stack, "first", { securityGroupId: "sg-0aaa", ...first });
    const other = SecurityGroup.fromExisting(stack, "second", { securityGroupId: "sg-0bbb", ...second });
    one.connections.allowFrom(other, HTTPS, "web");
    other.connections.allowFrom(PARTNER, HTTPS, "web");
  };
}

/** Rules for so many ports, in as many calls. */
function ports(count: number, rulesQuota?: number): Build {
  return (stack) => {
    const app = group(stack, "app", rulesQuota === undefined ? {} : { rulesQuota });
    for (let port = 1; port <= count; port++) app.connections.allowFrom(PARTNER, Port.tcp(10000 + port), "many ports");
  };
}

/** Two ports of a prefix list. */
function listed(maxEntries: number, given: readonly Port[] = [HTTPS, Port.tcp(80)], rulesQuota?: number): Build {
  return (stack) => {
    const app = group(stack, "app", rulesQuota === undefined ? {} : { rulesQuota });
    for (const port of given) {
      app.connections.allowTo(Peer.prefixList("pl-0aaa", { name: "offices", maxEntries }), port, "web");
    }
  };
}

function otherStack(stack: EnvironmentStack): EnvironmentStack {
  return new EnvironmentStack(stack.node.root, "data", testEnvironment());
}

const IMMUTABLE = {
  code: "SECURITY_GROUP_IMMUTABLE",
  found: "mutable: false",
  expected: "at least one side that rules may be added to",
  fix: "leave `mutable: false` out, or have the rule added where the group is made",
};

const QUOTA = {
  code: "RULE_QUOTA_EXCEEDED",
  expected: "at most 60 for each direction and IP version (Amazon VPC quotas)",
};

const REFUSED: readonly Refused[] = [
  {
    mistake: "an address that is known only after apply and has no name",
    build: callBack(),
    problems: [
      {
        code: "CIDR_UNNAMED",
        path: "sandbox-test/app › egress tcp 443 to an address known after apply",
        message: "The range is known only after apply, and has no name that messages could call it by.",
        found: "a range without a name",
        expected: "a range that is written out, or one with a name",
        fix: 'name it: Peer.ipv4(range, { name: "nat" })',
      },
    ],
    ways: [{ says: 'name it: Peer.ipv4(range, { name: "nat" })', to: callBack({ name: "nat" }) }],
  },
  {
    mistake: "a rule without a reason",
    build: calls(""),
    problems: [
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › ingress tcp 443 from 192.0.2.0/24",
        message: "The reason is not a text that AWS keeps as a description.",
        found: '""',
        expected: LONGEST_REASON,
        fix: REASON_FIX,
      },
    ],
    ways: [{ says: 'such as "orders service reads the catalogue"', to: calls("orders service reads the catalogue") }],
  },
  {
    mistake: "a rule that is there already with another reason",
    build: calls("partner calls", "office"),
    problems: [
      {
        code: "RULE_REASON_DIFFERS",
        path: "sandbox-test/app › ingress tcp 443 from 192.0.2.0/24",
        message: "The same rule is asked for twice, with different reasons.",
        found: '"partner calls" and "office"',
        expected: "one rule with one reason; AWS keeps a rule only once",
        fix: "give both calls the same reason, or leave one of them out",
      },
    ],
    ways: [
      { says: "give both calls the same reason", to: calls("partner calls", "partner calls") },
      { says: "leave one of them out", to: calls("office") },
    ],
  },
  {
    mistake: "a range where only security groups are admitted",
    build: (stack) =>
      group(stack, "database", { admits: "security-groups" }).connections.allowFrom(
        Peer.ipv4("10.0.0.0/16"),
        Port.tcp(5432),
        "everything in the VPC",
      ),
    problems: [
      {
        code: "GROUPS_ONLY",
        path: "sandbox-test/database › ingress tcp 5432 from 10.0.0.0/16",
        message: "The group admits security groups only.",
        found: "tcp 5432 from 10.0.0.0/16",
        expected: "a security group, or a construct that has one",
        fix: "allow the group of the application, or of the bastion to come from your desk",
      },
    ],
    ways: ["allow the group of the application", "or of the bastion to come from your desk"].map((says) => ({
      says,
      to: (stack) =>
        group(stack, "database", { admits: "security-groups" }).connections.allowFrom(
          group(stack, "other"),
          Port.tcp(5432),
          "queries",
        ),
    })),
  },
  {
    mistake: "a rule of which no side may be changed",
    build: sides({ mutable: false }, { mutable: false }),
    problems: [
      {
        ...IMMUTABLE,
        path: "sandbox-test/first › ingress tcp 443 from second",
        message: "No rule can be written: either group is declared as one that is not changed from here.",
      },
      {
        ...IMMUTABLE,
        path: "sandbox-test/second › ingress tcp 443 from 192.0.2.0/24",
        message: "No rule can be written: the group is declared as one that is not changed from here.",
      },
    ],
    ways: [
      { says: "leave `mutable: false` out", to: sides({}, {}) },
      { says: "have the rule added where the group is made", to: () => undefined },
    ],
  },
  {
    mistake: "a peer of another stack",
    build: (stack) => {
      const database = group(otherStack(stack), "database");
      group(stack, "orders").connections.allowTo(database, Port.tcp(5432), "orders");
    },
    problems: [
      {
        code: "PEER_IN_OTHER_STACK",
        path: "sandbox-test/orders › egress tcp 5432 to database",
        message: "The peer is a security group of another stack; stacks know each other only through contracts.",
        found: "sandbox-data/database, used in stack sandbox-test",
        expected: "a security group of stack sandbox-test",
        fix: "publish the id in the other stack's contract and use SecurityGroup.fromExisting(this, …, { securityGroupId })",
      },
    ],
    ways: [
      {
        says: "use SecurityGroup.fromExisting(this, …, { securityGroupId })",
        to: (stack) => {
          group(otherStack(stack), "database");
          const database = SecurityGroup.fromExisting(stack, "database", { securityGroupId: "sg-0aaa" });
          group(stack, "orders").connections.allowTo(database, Port.tcp(5432), "orders");
        },
      },
    ],
  },
  {
    mistake: "the sixty-first rule",
    build: ports(61),
    problems: [
      {
        ...QUOTA,
        path: "sandbox-test/app › ingress",
        message: "The security group has more ingress rules than AWS allows.",
        found: "61 for IPv4",
        fix: "join rules: one range of ports, or one security group in place of several ranges, or raise the quota and set `rulesQuota`, or quotas.rulesPerSecurityGroup of the environment",
      },
    ],
    ways: [
      {
        says: "join rules: one range of ports",
        to: (stack) => group(stack).connections.allowFrom(PARTNER, Port.tcpRange(10001, 10061), "many ports"),
      },
      {
        says: "or one security group in place of several ranges",
        to: (stack) =>
          group(stack).connections.allowFrom(group(stack, "other"), Port.tcpRange(10001, 10061), "many ports"),
      },
      { says: "raise the quota and set `rulesQuota`", to: ports(61, 100) },
    ],
  },
  {
    mistake: "a prefix list that counts with as many rules as it can hold, each time",
    build: listed(40),
    problems: [
      {
        ...QUOTA,
        path: "sandbox-test/app › egress",
        message: "The security group has more egress rules than AWS allows.",
        found: "80 for IPv4; prefix list offices counts 40 each time",
        fix: "join rules: one range of ports, or one security group in place of several ranges, lower the lists' `maxEntries`, or raise the quota and set `rulesQuota`, or quotas.rulesPerSecurityGroup of the environment",
      },
    ],
    ways: [
      { says: "join rules: one range of ports", to: listed(40, [Port.tcpRange(80, 443)]) },
      { says: "lower the lists' `maxEntries`", to: listed(30) },
      { says: "raise the quota and set `rulesQuota`", to: listed(40, undefined, 100) },
    ],
  },
  {
    mistake: "a group in which everything is wrong",
    build: (stack) => group(stack, "app", { description: "Bücher", publicEntry: " ", rulesQuota: 0 }),
    problems: [
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › description",
        message: "The description is not a text that AWS keeps as a description.",
        found: '"Bücher" with ü',
        expected: LONGEST_REASON,
        fix: REASON_FIX,
      },
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › publicEntry",
        message: "The reason is not a text that AWS keeps as a description.",
        found: '" "',
        expected: LONGEST_REASON,
        fix: REASON_FIX,
      },
      {
        code: "RULE_QUOTA_INVALID",
        path: "sandbox-test/app › rulesQuota",
        message: "A security group cannot have this many rules.",
        found: "0",
        expected: "a whole number from 1 to 1000",
        fix: "write the quota that Service Quotas shows for `Inbound or outbound rules per security group`",
      },
    ],
    ways: [
      {
        says: [
          'such as "orders service reads the catalogue"',
          "write the quota that Service Quotas shows for `Inbound or outbound rules per security group`",
        ],
        to: (stack) =>
          group(stack, "app", {
            description: "orders service reads the catalogue",
            publicEntry: "orders service reads the catalogue",
            rulesQuota: 60,
          }),
      },
    ],
  },
  {
    mistake: "a name where the id of a group belongs",
    build: (stack) => SecurityGroup.fromExisting(stack, "cache", { securityGroupId: "cache-group" }),
    problems: [
      {
        code: "SECURITY_GROUP_ID_INVALID",
        path: "sandbox-test/cache › securityGroupId",
        message: "This is not the id of a security group.",
        found: "cache-group",
        expected: "sg- and hexadecimal digits, such as sg-0123456789abcdef0",
        fix: "take the id from a contract, or from the EC2 console; a name is not enough",
      },
    ],
    ways: [
      {
        says: "take the id from a contract, or from the EC2 console",
        to: (stack) => SecurityGroup.fromExisting(stack, "cache", { securityGroupId: "sg-0123456789abcdef0" }),
      },
    ],
  },
];

const problemsOfBuild = (build: Build) => problemsIfAny(() => synthStack((stack) => void build(stack)));

test.each(REFUSED)("$mistake is refused", ({ build, problems }) => {
  expect(problemsOfBuild(build)).toEqual(problems);
});

testAdvice(REFUSED, problemsOfBuild);
