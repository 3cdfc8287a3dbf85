import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Lazy } from "cdktf";
import { tagLimits } from "../../../constructs/aws/tag-limits";
import type { Environment } from "../../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { type Told, testAdvice } from "../../support/followed-advice";
import { synthStack } from "../../support/synth";

interface Given {
  readonly environment?: Partial<Environment>;
  readonly build?: (stack: EnvironmentStack) => void;
}

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

function problemsIfAny({ environment = {}, build = () => undefined }: Given): readonly Problem[] {
  try {
    return synthStack(build, { environment }).problems;
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";
const many = (count: number, prefix = "t") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, "x"]));

const queue = (tags: Record<string, string>) => (stack: EnvironmentStack) => void new SqsQueue(stack, "jobs", { tags });
const policy = (tags: Record<string, string>) => (stack: EnvironmentStack) =>
  void new IamPolicy(stack, "read", { name: "read", policy: "{}", tags });
const repository = (tags: Record<string, string>) => (stack: EnvironmentStack) =>
  void new EcrRepository(stack, "web", { name: "web", tags });

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "an owner and a tag that are too long",
    given: { environment: { owner: "o".repeat(300), tags: { ["k".repeat(129)]: "x" } } },
    problems: [
      {
        code: "TAG_TOO_LONG",
        path: "sandbox › owner",
        message: "The owner becomes a tag, whose value is longer than AWS takes.",
        found: `300 characters: "${"o".repeat(20)}…"`,
        expected: "at most 256 characters",
        fix: "shorten it to 256",
      },
      {
        code: "TAG_TOO_LONG",
        path: `sandbox › tags.${"k".repeat(129)}`,
        message: "The key of a tag is longer than AWS takes.",
        found: `129 characters: "${"k".repeat(20)}…"`,
        expected: "at most 128 characters",
        fix: "shorten it to 128",
      },
    ],
    ways: [
      {
        says: ["shorten it to 256", "shorten it to 128"],
        to: { environment: { owner: "o".repeat(256), tags: { ["k".repeat(128)]: "x" } } },
      },
    ],
  },
  {
    mistake: "more tags of an environment than a resource may have",
    given: { environment: { tags: many(46) } },
    problems: [
      {
        code: "TAGS_TOO_MANY",
        path: "sandbox › tags",
        message: "A resource has 50 tags at most, those of the environment among them.",
        found: "46 tags, beside Project, Environment, Owner, ManagedBy, Stack",
        expected: "at most 45",
        fix: "remove 1 of the environment's tags",
      },
    ],
    ways: [{ says: "remove 1 of the environment's tags", to: { environment: { tags: many(45) } } }],
  },
  {
    mistake: "resources that have more tags together with the environment's",
    given: {
      environment: { tags: many(44) },
      build: (stack) => {
        queue({ Name: "jobs", t1: "y" })(stack);
        policy({ Name: "read", Team: "shop" })(stack);
        new SqsQueue(stack, "other", { tags: { Name: "other", Team: "shop", Cost: "1" } });
      },
    },
    problems: [
      {
        code: "TAGS_TOO_MANY",
        path: "sandbox-test/other › tags",
        message: "A resource has 50 tags at most, those of the environment among them.",
        found: "52 tags, of which Name, Team, Cost are its own; 1 more of the stack have too many",
        expected: "at most 50",
        fix: "remove 2 of the environment's tags or of the resource's",
      },
    ],
    ways: [
      {
        says: "remove 2 of the environment's tags",
        to: {
          environment: { tags: many(42) },
          build: (stack) => void new SqsQueue(stack, "other", { tags: { Name: "other", Team: "shop", Cost: "1" } }),
        },
      },
      {
        says: "or of the resource's",
        to: {
          environment: { tags: many(44) },
          build: (stack) => void new SqsQueue(stack, "other", { tags: { Name: "o" } }),
        },
      },
    ],
  },
  {
    mistake: "an object of S3, which has ten at most",
    given: {
      environment: { tags: many(6) },
      build: (stack) => void new S3Object(stack, "file", { bucket: "files", key: "a" }),
    },
    problems: [
      {
        code: "TAGS_TOO_MANY",
        path: "sandbox-test/file › tags",
        message: "A resource has 10 tags at most, those of the environment among them.",
        found: "11 tags",
        expected: "at most 10",
        fix: "remove 1 of the environment's tags",
      },
    ],
    ways: [
      {
        says: "remove 1 of the environment's tags",
        to: {
          environment: { tags: many(5) },
          build: (stack) => void new S3Object(stack, "file", { bucket: "files", key: "a" }),
        },
      },
    ],
  },
  {
    mistake: "a repository with characters that ECR refuses",
    given: { build: repository({ Cost: "R&D (50%)" }) },
    problems: [
      {
        code: "TAG_CHARACTERS",
        path: "sandbox-test/web › tags.Cost",
        message: "The value of a tag has characters that AWS refuses.",
        found: '"R&D (50%)", with "&", "(", "%", ")"',
        expected: CHARACTERS,
        fix: 'write it without "&", "(", "%", ")"',
      },
    ],
    ways: [{ says: 'write it without "&"', to: { build: repository({ Cost: "RD 50" }) } }],
  },
  {
    mistake: "a policy with a key that differs from the environment's by its case, and one of AWS",
    given: { build: policy({ owner: "shop", "aws:team": "shop" }) },
    problems: [
      {
        code: "TAG_KEY_RESERVED",
        path: "sandbox-test/read › tags.aws:team",
        message: "Tags whose keys begin with `aws:` are AWS's own; nobody else can set them.",
        found: '"aws:team"',
        expected: "a key that begins otherwise",
        fix: 'remove the tag, or name it "team"',
      },
      {
        code: "TAG_KEY_TWICE",
        path: "sandbox-test/read › tags.owner",
        message: "Two tags differ by the case of their keys only; IAM takes both for one and refuses them.",
        found: '"Owner" and "owner"',
        expected: "keys that differ in more than their case",
        fix: "remove one of them",
      },
    ],
    ways: [
      { says: ["remove the tag", "remove one of them"], to: { build: policy({}) } },
      { says: ['or name it "team"', "remove one of them"], to: { build: policy({ team: "shop" }) } },
    ],
  },
];

test.each(MISTAKES)("$mistake are told before the apply", ({ given, problems }) => {
  expect(problemsIfAny(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIfAny);

test("what a resource gives to others is counted and read too, and what is overridden", () => {
  const long = "v".repeat(257);
  const told = problemsIfAny({
    build: (stack) => {
      new AutoscalingGroup(stack, "group", {
        minSize: 0,
        maxSize: 1,
        tag: Object.keys(many(51)).map((key) => ({ key, value: "x", propagateAtLaunch: true })),
      });
      new LaunchTemplate(stack, "template", {
        tagSpecifications: [{ resourceType: "instance", tags: { Note: long } }],
      });
      new SqsQueue(stack, "lazy", { tags: Lazy.anyValue({ produce: () => ({ Note: long }) }) as never });
      new SqsQueue(stack, "jobs").addOverride("tags", { Note: long });
    },
  });
  expect(told.map(({ code, path }) => [code, path])).toEqual([
    ["TAG_TOO_LONG", "sandbox-test/template › tagSpecifications.Note"],
    ["TAG_TOO_LONG", "sandbox-test/lazy › tags.Note"],
    ["TAG_TOO_LONG", "sandbox-test/jobs › tags.Note"],
    ["TAGS_TOO_MANY", "sandbox-test/group › tag"],
  ]);
});

test("a queue may have what a repository may not: services differ", () => {
  expect(problemsIfAny({ build: queue({ Cost: "R&D (50%)", owner: "shop" }) })).toEqual([]);
  expect(tagLimits("aws_lb_target_group").plain).toBe(true);
  expect(tagLimits("aws_lb").plain).toBe(true);
  expect(tagLimits("aws_lbx").plain).toBe(false);
});
