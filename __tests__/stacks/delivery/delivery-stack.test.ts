import { Testing } from "cdktf";
import { loadEnvironments } from "../../../config/load";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { problemsIn } from "../../config/support/config-folder";
import { type Told, testAdvice } from "../../support/followed-advice";
import { decide } from "../../support/policy-evaluator";
import type { Attributes } from "../../support/synth";

const [staging] = loadEnvironments("config", { variables: {} }).filter(
  ({ environment }) => environment.name === "staging",
);
if (!staging) throw new Error("The shipped configuration has no staging environment.");
const shipped: EnvironmentSpec = staging;

describe("the shipped staging environment", () => {
  const app = createApplication([shipped], { outdir: "cdktf.out" });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  const json = new Map(
    withoutTokenTraces(() => stacks.map((stack) => [stack.stackName, JSON.parse(Testing.synth(stack))])),
  );
  const attributes = (type: string): readonly Attributes[] =>
    [...json]
      .filter(([name]) => name !== "delivery")
      .flatMap(([, { resource }]) => Object.values<Attributes>(resource[type] ?? {}));
  const boundaryArn = "arn:aws:iam::222222222222:policy/groundplan-staging-delivery-boundary";
  const { resource } = json.get("delivery");
  const policies = {
    identity: [String(resource.aws_iam_role_policy.apply_grants_30218479.policy)],
    boundary: String(resource.aws_iam_policy.boundary.policy),
  };
  const applies = (action: string, name: string, context = {}): boolean =>
    decide({ action, resource: `arn:aws:iam::222222222222:${name}`, context }, policies) === "allowed";

  test("is delivered by roles that are made before every stack that has some", () => {
    const delivery = stacks.find(({ stackName }) => stackName === "delivery");
    const waiting = stacks.filter((stack) => delivery && stack.dependencies.includes(delivery));
    expect(waiting.map(({ stackName }) => stackName)).toEqual([
      "network",
      "access",
      "data",
      "edge",
      "functions",
      "ecs",
      "eks",
      "eks-addons",
    ]);
    expect(delivery?.dependencies.map(({ node }) => node.id)).toEqual(["staging-state"]);
  });

  test("has roles, profiles and policies that the applying role can make, all with its boundary", () => {
    const roles = attributes("aws_iam_role");
    expect(roles.length).toBeGreaterThan(10);
    for (const { name, permissions_boundary } of roles) {
      expect([name, permissions_boundary]).toEqual([name, boundaryArn]);
      const context = { "iam:PermissionsBoundary": String(permissions_boundary) };
      for (const action of [
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
        "iam:PassRole",
        "iam:DeleteRole",
      ])
        expect([name, action, applies(action, `role/${name}`, context)]).toEqual([name, action, true]);
    }
    const profiles = attributes("aws_iam_instance_profile");
    expect(profiles.length).toBeGreaterThan(0);
    for (const { name } of profiles) {
      expect([name, applies("iam:AddRoleToInstanceProfile", `instance-profile/${name}`)]).toEqual([name, true]);
    }
  });
});

test("an environment without delivery has roles without a boundary, as before", () => {
  const { delivery: _, ...alone } = shipped;
  const app = createApplication([alone], { outdir: "cdktf.out" });
  const access = app.node.findChild("staging-access") as EnvironmentStack;
  expect(app.node.tryFindChild("staging-delivery")).toBeUndefined();
  expect(withoutTokenTraces(() => Testing.synth(access))).not.toContain("permissions_boundary");
});

interface Input {
  /** Two environments of one account: what differs from staging. */
  readonly one: Partial<Environment> & { readonly provider?: "create" | "existing"; readonly delivery?: false };
  readonly other: Input["one"];
}

function specOf({ provider = "create", delivery, ...environment }: Input["one"]): EnvironmentSpec {
  const { delivery: given, network, state } = shipped;
  const spec = { network, state, access: {}, environment: { ...shipped.environment, ...environment } };
  if (delivery === false || !given) return spec;
  return { ...spec, delivery: { ...given, github: { ...given.github, provider } } };
}

const toldOf = ({ one, other }: Input) =>
  problemsIn(() => createApplication([specOf(one), specOf(other)], { outdir: "cdktf.out" }));

interface Mistake extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const NAMED = { type: "s3", bucket: "acme-qa-terraform" } as const;

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "one provider that two environments would make",
    input: { one: { name: "qa" }, other: { name: "test" } },
    problems: [
      {
        code: "GITHUB_PROVIDER_TWICE",
        path: "test-delivery/github-provider",
        message: "An account has one identity provider for GitHub, and two parts of the app would make it.",
        found: "qa-delivery/github-provider and test-delivery/github-provider, both in account 222222222222",
        expected: "one that makes it; the others refer to it",
        fix: "write `provider: existing` below delivery.github in one of the two environments; in code, use GithubOidcProvider.fromExisting",
      },
    ],
    ways: [
      {
        says: "write `provider: existing` below delivery.github in one of the two",
        to: { one: { name: "qa" }, other: { name: "test", provider: "existing" } },
      },
      {
        says: "write `provider: existing` below delivery.github in one of the two",
        to: { one: { name: "qa", provider: "existing" }, other: { name: "test" } },
      },
    ],
  },
  {
    mistake: "an environment whose names go on where those of the delivered one end",
    input: { one: { name: "eu" }, other: { name: "eu-qa", delivery: false } },
    problems: [
      {
        code: "DELIVERY_NAMES_OVERLAP",
        path: "eu-delivery",
        message:
          "The pipeline may change what has names of its environment, and those of another one begin the same way.",
        found: "groundplan-eu-* and groundplan-eu-qa-*, both in account 222222222222",
        expected: "environments of one account of which no name goes on where another one ends",
        fix: "give eu or eu-qa an account of its own, or take delivery away from eu",
      },
    ],
    ways: [
      {
        says: "an account of its own",
        to: { one: { name: "eu" }, other: { name: "eu-qa", account: "444444444444", delivery: false } },
      },
      {
        says: "take delivery away from eu",
        to: { one: { name: "eu", delivery: false }, other: { name: "eu-qa", delivery: false } },
      },
    ],
  },
  {
    mistake: "names of roles that the boundary would not let the pipeline change",
    input: {
      one: { name: "test", naming: { iamRole: "{name}-{environment}" } },
      other: { name: "qa", delivery: false },
    },
    problems: [
      {
        code: "DELIVERY_NAMING",
        path: "test-delivery",
        message:
          "The pipeline may change identities whose names begin like its environment's, and `naming` has them begin otherwise.",
        found: "x-test of the kind iamRole",
        expected: "names that begin with groundplan-test-delivery- in the stack delivery, and alike in the others",
        fix: 'set naming.iamRole to "{project}-{environment}-{stack}-{name}" and naming.default to what naming is now, or take delivery away from test',
      },
    ],
    ways: [
      {
        says: 'set naming.iamRole to "{project}-{environment}-{stack}-{name}"',
        to: {
          one: { name: "test", naming: { iamRole: "{project}-{environment}-{stack}-{name}" } },
          other: { name: "qa", delivery: false },
        },
      },
      {
        says: "take delivery away from test",
        to: {
          one: { name: "test", naming: { iamRole: "{name}-{environment}" }, delivery: false },
          other: { name: "qa", delivery: false },
        },
      },
    ],
  },
  {
    mistake: "a state bucket that cannot be told by its name",
    input: { one: { name: "test" }, other: { name: "qa", backend: NAMED, delivery: false } },
    problems: [
      {
        code: "DELIVERY_STATE_UNKNOWN",
        path: "test-delivery",
        message:
          "The pipeline is kept from the states of other environments by the names of their buckets, and one has another name.",
        found: "acme-qa-terraform, the state bucket of qa in account 222222222222",
        expected: "a name with -state-222222222222- in it, or one bucket for both environments",
        fix: "name the bucket of qa so before it is made, share the bucket of test, or take delivery away from test",
      },
    ],
    ways: [
      {
        says: "name the bucket of qa so before it is made",
        to: {
          one: { name: "test" },
          other: { name: "qa", backend: { ...NAMED, bucket: "acme-state-222222222222-qa" }, delivery: false },
        },
      },
      {
        says: "share the bucket of test",
        to: {
          one: { name: "test", backend: NAMED },
          other: { name: "qa", backend: { ...NAMED, bucketExists: true }, delivery: false },
        },
      },
      {
        says: "take delivery away from test",
        to: { one: { name: "test", delivery: false }, other: { name: "qa", backend: NAMED, delivery: false } },
      },
    ],
  },
];

test.each(MISTAKES)("an application tells $mistake", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(MISTAKES, toldOf);
