import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { Tags, type TagValues } from "../../../../constructs/core/tags/tags";
import { EcsCluster, FargateService } from "../../../../constructs/ecs";
import { EksCluster } from "../../../../constructs/eks";
import { EVERY_CONSTRUCT } from "../../../support/every-construct";
import { testAdvice } from "../../../support/followed-advice";
import { resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { IMAGE } from "../../ecs/support";

/** Types without tags, among all that the constructs make. */
function untagged(build: (stack: EnvironmentStack) => void): string[] {
  const { resources } = synthStack((stack) => {
    build(stack);
    Tags.of(stack).add("CostCenter", "4711");
  });
  const text = (byId: object) => Object.values(byId).some((one) => JSON.stringify(one).includes('"4711"'));
  return Object.keys(resources).filter((type) => !text(resources[type] ?? {}));
}

test("tags of a stack are on everything that takes tags", () => {
  const types = new Set(Object.values(EVERY_CONSTRUCT).flatMap(untagged));
  expect([...types].sort()).toMatchSnapshot();
});

test("the nearest construct counts, and what a resource says itself stays", () => {
  const stack = synthStack((within) => {
    const inner = new Construct(within, "inner");
    Tags.of(within).add("Team", "shop").add("Cost", "1");
    Tags.of(inner).add("Team", "orders");
    new SqsQueue(within, "far", { name: "far" });
    new SqsQueue(inner, "near", { name: "near", tags: { Cost: "2" } });
  });
  expect(resourcesOf(stack, "aws_sqs_queue").map(({ name, tags }) => [name, tags])).toEqual([
    ["far", { Cost: "1", Team: "shop" }],
    ["near", { Cost: "2", Team: "orders" }],
  ]);
});

test("tags that are known after apply only are joined with those around them", () => {
  const stack = synthStack((within) => {
    Tags.of(within).add("Team", "shop");
    new SqsQueue(within, "jobs", { tags: Lazy.anyValue({ produce: () => ({ Cost: "1" }) }) as unknown as TagValues });
  });
  expect(resourceOf(stack, "aws_sqs_queue").tags).toMatch(/merge/);
});

test("tags reach what the provider's default tags do not: volumes, instances of templates, Auto Scaling groups", () => {
  const stack = synthStack((within) => {
    Tags.of(within).add("Cost", "1").add("Owner", "orders");
    const tags = { ...within.defaultTags, Name: "web" };
    new Instance(within, "web", { ami: "ami-12345678", instanceType: "t4g.nano", volumeTags: tags });
    new LaunchTemplate(within, "template", { tagSpecifications: [{ resourceType: "volume", tags }] });
    const tag = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: false }));
    new AutoscalingGroup(within, "group", { minSize: 0, maxSize: 1, tag });
  });
  const all = {
    Cost: "1",
    Environment: "sandbox",
    ManagedBy: "groundplan",
    Name: "web",
    Owner: "orders",
    Project: "groundplan",
    Stack: "test",
  };
  expect(resourceOf(stack, "aws_instance").volume_tags).toEqual(all);
  expect(resourceOf(stack, "aws_launch_template").tag_specifications).toEqual([{ resource_type: "volume", tags: all }]);
  const given = (resourceOf(stack, "aws_autoscaling_group").tag ?? []) as readonly Record<string, unknown>[];
  expect(Object.fromEntries(given.map(({ key, value }) => [key, value]))).toEqual(all);
  expect(given.filter(({ propagate_at_launch }) => propagate_at_launch)).toEqual([
    { key: "Cost", propagate_at_launch: true, value: "1" },
    { key: "Owner", propagate_at_launch: true, value: "orders" },
  ]);
});

test("the tags of a service go to its tasks, and those of nodes to their instances and volumes", () => {
  const stack = synthStack((within) => {
    const network = testNetwork(within);
    const cluster = new EcsCluster(within, "cluster", { network });
    const size = { cpu: "0.25 vCPU", memory: "0.5 GB" } as const;
    new FargateService(within, "web", { cluster, image: IMAGE, ...size, tags: { Cost: "1" } });
    const eks = new EksCluster(within, "eks", { network, version: "1.35", admins: ["role/platform"] });
    eks.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4, tags: { Cost: "2" } });
  });
  expect(resourceOf(stack, "aws_ecs_service")).toMatchObject({ propagate_tags: "SERVICE", tags: { Cost: "1" } });
  expect(resourceOf(stack, "aws_ecs_task_definition").tags).toEqual({ Cost: "1" });
  expect(resourceOf(stack, "aws_ecs_cluster").tags).toBeUndefined();
  expect(resourceOf(stack, "aws_eks_node_group").tags).toMatchObject({ Cost: "2" });
  const specifications = resourceOf(stack, "aws_launch_template").tag_specifications as readonly Record<
    string,
    unknown
  >[];
  expect(specifications.map(({ resource_type, tags }) => [resource_type, (tags as TagValues).Cost])).toEqual([
    ["instance", "2"],
    ["volume", "2"],
    ["network-interface", "2"],
  ]);
});

test("it makes no difference when and in which order tags are given", () => {
  const build = (tags: readonly (readonly [string, string])[], first: boolean) =>
    synthStack((stack) => {
      const give = () => {
        for (const [key, value] of tags) Tags.of(stack).add(key, value);
      };
      if (first) give();
      EVERY_CONSTRUCT.nodes?.(stack);
      if (!first) give();
    }).json;
  const tags = [
    ["Team", "shop"],
    ["Cost", "1"],
  ] as const;
  expect(build([...tags].reverse(), false)).toBe(build(tags, true));
});

const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";
const FIXED = "By this tag the things of a stack are told from others, so it is the same on all of them.";

const MISTAKES = [
  {
    mistake: "characters that IAM refuses",
    given: { Team: "R&D" } as TagValues,
    problems: [
      {
        code: "TAG_CHARACTERS",
        path: "sandbox-test › tags.Team",
        message: "The value of a tag has characters that AWS refuses.",
        found: '"R&D", with "&"',
        expected: CHARACTERS,
        fix: 'write it without "&"',
      },
    ],
    ways: [{ says: 'write it without "&"', to: { Team: "RD" } as TagValues }],
  },
  {
    mistake: "a tag that the project goes by",
    given: { Stack: "web" },
    problems: [
      {
        code: "TAG_KEY_FIXED",
        path: "sandbox-test › tags.Stack",
        message: FIXED,
        found: '"Stack"',
        expected: "a key of your own, or Owner",
        fix: "use another key",
      },
    ],
    ways: [{ says: "use another key", to: { Part: "web" } as TagValues }],
  },
  {
    mistake: "one name for everything",
    given: { Name: "web" },
    problems: [
      {
        code: "TAG_KEY_FIXED",
        path: "sandbox-test › tags.Name",
        message:
          "The tag Name tells things from each other, and this would be the same one on everything that is made.",
        found: '"Name"',
        expected: "a key of your own, or Owner",
        fix: "use another key; Name tags follow `naming` of the environment, with the kind `tag`",
      },
    ],
    ways: [{ says: "use another key", to: { Part: "web" } as TagValues }],
  },
  {
    mistake: "a tag of AWS, and one that differs from the environment's by its case",
    given: { "aws:team": "web", owner: "web" },
    problems: [
      {
        code: "TAG_KEY_RESERVED",
        path: "sandbox-test › tags.aws:team",
        message: "Tags whose keys begin with `aws:` are AWS's own; nobody else can set them.",
        found: '"aws:team"',
        expected: "a key that begins otherwise",
        fix: 'remove the tag, or name it "team"',
      },
      {
        code: "TAG_KEY_TWICE",
        path: "sandbox-test › tags.owner",
        message: "Two tags differ by the case of their keys only; IAM takes both for one and refuses them.",
        found: '"Owner" and "owner"',
        expected: "keys that differ in more than their case",
        fix: "remove one of them",
      },
    ],
    ways: [{ says: ['name it "team"', "remove one of them"], to: { team: "web" } as TagValues }],
  },
];

const told = (tags: TagValues) =>
  synthStack((stack) => {
    for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
    new IamRole(stack, "role", { assumeRolePolicy: "{}" });
  }).problems;

test.each(MISTAKES)("$mistake is told once, where it was given", ({ given, problems }) => {
  expect(told(given)).toEqual(problems);
});

testAdvice(MISTAKES, told);
