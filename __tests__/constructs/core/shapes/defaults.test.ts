import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { withDefaults, withoutDefaults } from "../../../../constructs/core/shapes";
import { Role } from "../../../../constructs/iam";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing";
import { Repository } from "../../../../constructs/registry";
import { Bucket } from "../../../../constructs/storage";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, synthStack, testEnvironment } from "../../../support/synth";
import { testNetwork } from "../../access/support";

const NAME = { bucketName: "shop-files" };
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";

/** Days after which the one bucket of a stack deletes objects, and its tags. */
function bucketOf(build: (stack: EnvironmentStack) => void) {
  const made = synthStack(build);
  const rules = made.resources.aws_s3_bucket_lifecycle_configuration ?? {};
  const days = JSON.stringify(rules).match(/"expiration":\[\{"days":(\d+)/)?.[1];
  return { days: days === undefined ? undefined : Number(days), tags: resourceOf(made, "aws_s3_bucket").tags };
}

const OWN_LINE = /\/defaults\.test\.ts:\d+:\d+ › Bucket\.expireDays$/;

describe("a default of a class", () => {
  it("counts where the option is left out or undefined, and not where it is given", () => {
    const days = (properties: { readonly expireDays?: number }) =>
      bucketOf((stack) => {
        withDefaults(stack, Bucket, { expireDays: 30 });
        new Bucket(stack, "files", { ...NAME, ...properties });
      }).days;
    expect([days({}), days({ expireDays: undefined }), days({ expireDays: 7 })]).toEqual([30, 30, 7]);
  });

  it("of a nearer scope comes before that of one further out, in whichever order they are set", () => {
    const days = (isNearFirst: boolean) =>
      bucketOf((stack) => {
        const shop = new Construct(stack, "shop");
        const set = [
          () => withDefaults(stack, Bucket, { expireDays: 30 }),
          () => withDefaults(shop, Bucket, { expireDays: 7 }),
        ];
        for (const step of isNearFirst ? set.reverse() : set) step();
        new Bucket(shop, "files", NAME);
      }).days;
    expect([days(true), days(false)]).toEqual([7, 7]);
  });

  it("of some environments comes before that of all, and counts in no other one", () => {
    const days = (environments: readonly string[]) =>
      bucketOf((stack) => {
        withDefaults(stack, Bucket, { expireDays: 7 }, { environments });
        withDefaults(stack, Bucket, { expireDays: 30 });
        new Bucket(stack, "files", NAME);
      }).days;
    expect([days(["sandbox", "staging"]), days(["staging"])]).toEqual([7, 30]);
  });

  it("is taken whole, as what is given is; tags go together by key", () => {
    const { tags } = bucketOf((stack) => {
      withDefaults(stack, Bucket, { tags: { Team: "web", CostCenter: "1" } });
      const shop = new Construct(stack, "shop");
      withDefaults(shop, Bucket, { tags: { Team: "shop" } });
      new Bucket(shop, "files", { ...NAME, tags: { CostCenter: "4711" } });
    });
    expect(tags).toMatchObject({ Team: "shop", CostCenter: "4711" });
    const { resources } = synthStack((stack) => {
      withDefaults(stack, Repository, { lifecycle: { keepTagged: 50, expireUntaggedDays: 3 } });
      new Repository(stack, "web", { lifecycle: { keepTagged: 5 } });
    });
    const policy = JSON.stringify(resources.aws_ecr_lifecycle_policy);
    expect([policy.includes('countNumber\\":5'), policy.includes('countNumber\\":3')]).toEqual([true, false]);
  });

  it("counts in the form of options that has it only", () => {
    const reason = "one team alone is here";
    const synthesized = synthStack((stack) => {
      withDefaults(stack, ApplicationLoadBalancer, { httpListener: "none", idleTimeoutSeconds: 120 });
      new ApplicationLoadBalancer(stack, "web", {
        network: testNetwork(stack),
        entry: "internet",
        plainHttp: { reason },
        withoutWebAcl: { reason },
      });
    });
    expect(synthesized.problems).toEqual([]);
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({ idle_timeout: 120 });
  });

  it("leaves out what a construct must not have", () => {
    const encrypted = (properties: typeof NAME) =>
      JSON.stringify(
        synthStack((stack) => {
          withDefaults(stack, Bucket, { key: KEY });
          new Bucket(stack, "files", properties);
        }).resources,
      ).includes(KEY);
    expect([encrypted(NAME), encrypted(withoutDefaults({ ...NAME }, "key" as never))]).toEqual([true, false]);
  });

  it("reaches what other constructs and subclasses make", () => {
    const boundary = "arn:aws:iam::111111111111:policy/most";
    const { resources } = synthStack((stack) => {
      withDefaults(stack, Role, { permissionsBoundary: boundary });
      new Role(new Construct(stack, "shop"), "reader", {
        description: "Reads orders",
        trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
      });
    });
    expect(Object.values(resources.aws_iam_role ?? {})).toMatchObject([{ permissions_boundary: boundary }]);
  });

  it("is told with the place where it was set, when a construct cannot have its value", () => {
    const problems = (properties: { readonly expireDays?: number }) =>
      problemsIfAny(() =>
        synthStack((stack) => {
          withDefaults(stack, Bucket, { expireDays: 0 });
          new Bucket(stack, "files", { ...NAME, ...properties });
        }),
      ).map(({ path, found }) => [path, found]);
    expect(problems({})).toEqual([[expect.stringMatching(OWN_LINE), "0, in sandbox-test/files"]]);
    expect(problems({ expireDays: -1 })).toEqual([["sandbox-test/files › expireDays", "-1"]]);
  });
});

type Steps = (stack: EnvironmentStack) => void;

const toldIn = (steps: Steps) => problemsIfAny(() => synthStack(steps));

const CLASS = {
  code: "DEFAULTS_CLASS",
  message: "No constructs of this class take options that could have defaults.",
  expected: "a class whose constructs take options, such as Bucket or FargateService",
};

interface Mistake extends Told<Steps> {
  readonly input: Steps;
  readonly problems: readonly Problem[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "defaults of a class that is no construct of ours",
    input: (stack) => withDefaults(stack, Construct as never, {} as never),
    problems: [
      {
        ...CLASS,
        path: "defaults of Construct",
        found: "Construct",
        fix: "name the class of the construct itself; of a resource of the provider, set the option where it is made",
      },
    ],
    ways: [
      { says: "name the class of the construct itself", to: (stack) => withDefaults(stack, Bucket, {}) },
      { says: "set the option where it is made", to: () => {} },
    ],
  },
  {
    mistake: "an option that there is not, one that is always given, and values of other forms",
    input: (stack) =>
      withDefaults(stack, Bucket, {
        ...{ versions: true, bucketName: "files", expireDays: "30" },
        lifecycleRules: [{ id: 1 }],
      } as never),
    problems: [
      {
        code: "DEFAULTS_OPTION",
        path: "defaults of Bucket › versions",
        message: "The class has no such option.",
        found: "versions",
        expected: "one of expireDays, expireOldVersionsDays, key, lifecycleRules, statements, tags, versioned",
        fix: "did you mean versioned?",
      },
      {
        code: "DEFAULTS_REQUIRED",
        path: "defaults of Bucket › bucketName",
        message: "The option is given to every construct of the class, so that a default would never count.",
        found: "bucketName",
        expected: "an option that may be left out",
        fix: "leave it out",
      },
      {
        code: "OPTION_FORM",
        path: "defaults of Bucket › expireDays",
        message: "The value has another form than the option.",
        found: 'the text "30"',
        expected: "a number",
        fix: "write the number without quotes: 30, or leave the option out",
      },
      {
        code: "OPTION_FORM",
        path: "defaults of Bucket › lifecycleRules[0].id",
        message: "The value has another form than the option.",
        found: "the number 1",
        expected: "a text",
        fix: 'write it in quotes: "1"',
      },
    ],
    ways: [
      {
        says: [
          "did you mean versioned?",
          "leave it out",
          "write the number without quotes: 30",
          'write it in quotes: "1"',
        ],
        to: (stack) => withDefaults(stack, Bucket, { versioned: true, expireDays: 30, lifecycleRules: [{ id: "1" }] }),
      },
      {
        says: "leave the option out",
        to: (stack) => withDefaults(stack, Bucket, { versioned: true, lifecycleRules: [{ id: "1" }] }),
      },
    ],
  },
  {
    mistake: "two defaults for one option in one scope",
    input: (stack) => {
      withDefaults(stack, Bucket, { expireDays: 30 });
      withDefaults(stack, Bucket, { expireDays: 30 });
    },
    problems: [
      {
        code: "DEFAULTS_TWICE",
        path: "defaults of Bucket › expireDays",
        message: "The option has a default in this scope already, and none of the two comes first.",
        found: expect.stringMatching(/^another one, set in \S+\/defaults\.test\.ts:\d+:\d+ › Bucket$/),
        expected: "one default for an option in a scope",
        fix: "remove one of the two, or set one for a scope further in",
      },
    ],
    ways: [
      { says: "remove one of the two", to: (stack) => withDefaults(stack, Bucket, { expireDays: 30 }) },
      {
        says: "or set one for a scope further in",
        to: (stack) => {
          withDefaults(stack, Bucket, { expireDays: 30 });
          withDefaults(new Construct(stack, "shop"), Bucket, { expireDays: 7 });
        },
      },
    ],
  },
  {
    mistake: "defaults that come after what they are for",
    input: (stack) => {
      new Bucket(stack, "files", NAME);
      withDefaults(stack, Bucket, { expireDays: 30 });
    },
    problems: [
      {
        code: "DEFAULTS_LATE",
        path: "defaults of Bucket",
        message: "A construct of the class is there already, without the defaults.",
        found: "sandbox-test/files",
        expected: "defaults that are set before what they are for is made",
        fix: "set them right after the app or the stack is made",
      },
    ],
    ways: [
      {
        says: "set them right after the app or the stack is made",
        to: (stack) => {
          withDefaults(stack, Bucket, { expireDays: 30 });
          new Bucket(stack, "files", NAME);
        },
      },
    ],
  },
];

test.each(MISTAKES)("$mistake: what is wrong is told whole", ({ input, problems }) => {
  expect(toldIn(input)).toEqual(problems);
});

testAdvice(MISTAKES, toldIn);

test("the compiler refuses what is no option, and what is always given", () => {
  const app = new App({ stackTraces: false });
  const stack = new EnvironmentStack(app, "test", testEnvironment());
  // @ts-expect-error there is no such option
  expect(() => withDefaults(stack, Bucket, { versions: true })).toThrow("DEFAULTS_OPTION");
  // @ts-expect-error it is required
  expect(() => withDefaults(stack, Bucket, { bucketName: "files" })).toThrow("DEFAULTS_REQUIRED");
});

test("every construct that checks the form of its properties lays them over the defaults of its class", () => {
  const root = join(__dirname, "..", "..", "..", "..", "constructs");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("core/"))
    .map((file) => readFileSync(join(root, file), "utf8"));
  const namesIn = (call: RegExp) => sources.flatMap((text) => [...text.matchAll(call)].map(([, name]) => name)).sort();
  const checked = namesIn(/\bcheckShape\([^"]*"(\w+)"/g);
  expect(checked.length).toBeGreaterThan(70);
  expect(namesIn(/\w+ = layDefaults\([^"]*"(\w+)"/g)).toEqual(checked);
});
