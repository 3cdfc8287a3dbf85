import type { App } from "cdktf";
import type { Problem } from "../../../constructs/core/errors";
import { defaultsFor } from "../../../constructs/core/shapes";
import { Network } from "../../../constructs/network";
import { createApplication } from "../../../stacks/application/application";
import { testAdvice, type Way } from "../../support/followed-advice";
import { DEV, devWith, load, problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop } from "../support/shop";

afterAll(removeConfigFolders);

const BOUNDARY = "rolesBoundaryArn: arn:aws:iam::111111111111:policy/most\n";
const DELIVERY = 'delivery:\n  github: { repository: acme/platform, ownerId: "77", repositoryId: "4242" }\n';
const LOG_KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const IN_S3 = devWith("  type: local\n", "  type: s3\n");

const toldOf = (dev: string) => problemsIn(() => buildShop({ dev }));

interface Mistake {
  readonly mistake: string;
  readonly input: string;
  readonly problems: readonly Problem[];
  readonly ways: readonly Way<string>[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "defaults of a class and of an option that there are not",
    input: `${DEV}defaults:\n  Buket: {}\n  Network: { zone: [a] }\n`,
    problems: [
      {
        code: "DEFAULTS_CLASS",
        path: "config/dev.yaml:19:3 › defaults.Buket",
        message: "No constructs of this class take options that could have defaults.",
        found: "Buket",
        expected: "a class whose constructs take options, such as Bucket or FargateService",
        fix: "did you mean Bucket?",
      },
      {
        code: "DEFAULTS_OPTION",
        path: "config/dev.yaml:20:20 › defaults.Network.zone",
        message: "The class has no such option.",
        found: "zone",
        expected: expect.stringMatching(/^one of .*flowLog.*, tags,/),
        fix: "leave it out",
      },
    ],
    ways: [
      {
        says: ["did you mean Bucket?", "leave it out"],
        to: `${DEV}defaults:\n  Bucket: {}\n  Network: {}\n`,
      },
    ],
  },
  {
    mistake: "a boundary that is no policy",
    input: `${DEV}rolesBoundaryArn: most\n`,
    problems: [
      {
        code: "CONFIG_BOUNDARY_ARN_FORM",
        path: "config/dev.yaml:18:19 › rolesBoundaryArn",
        message: "The value is not the ARN of an IAM policy.",
        found: '"most"',
        expected: "arn:aws:iam::<account id>:policy/<name>",
        fix: "copy the policy's ARN from the AWS console",
      },
    ],
    ways: [{ says: "copy the policy's ARN from the AWS console", to: `${DEV}${BOUNDARY}` }],
  },
  {
    mistake: "a boundary of another account",
    input: `${DEV}${BOUNDARY.replace("111111111111", "222222222222")}`,
    problems: [
      {
        code: "BOUNDARY_ACCOUNT",
        path: "config/dev.yaml:18:19 › rolesBoundaryArn",
        message: "The boundary of the roles lies in another account than the environment.",
        found: "222222222222",
        expected: "a policy of AWS, or of 111111111111",
        fix: "give a policy of 111111111111, or leave rolesBoundaryArn out",
      },
    ],
    ways: [
      { says: "give a policy of 111111111111", to: `${DEV}${BOUNDARY}` },
      { says: "or leave rolesBoundaryArn out", to: DEV },
    ],
  },
  {
    mistake: "a key of the logs that is an alias",
    input: `${DEV}logs: { keyArn: "arn:aws:kms:ap-northeast-2:111111111111:alias/logs" }\n`,
    problems: [
      {
        code: "KEY_ARN_INVALID",
        path: "config/dev.yaml:18:17 › logs.keyArn",
        message: "This is not the ARN of a KMS key.",
        found: '"arn:aws:kms:ap-northeast-2:111111111111:alias/logs"',
        expected:
          "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        fix: "give the ARN of the key; an alias cannot be named in a permission",
      },
    ],
    ways: [{ says: "give the ARN of the key", to: `${DEV}logs: { keyArn: "${LOG_KEY}" }\n` }],
  },
  {
    mistake: "a key of the logs in another region",
    input: `${DEV}logs: { keyArn: "${LOG_KEY.replace("ap-northeast-2", "eu-west-1")}" }\n`,
    problems: [
      {
        code: "LOGS_KEY_REGION",
        path: "config/dev.yaml:18:17 › logs.keyArn",
        message: "The key of the logs lies in another region than the environment.",
        found: "eu-west-1",
        expected: "a key in ap-northeast-2",
        fix: "give a key of ap-northeast-2, or leave logs.keyArn out",
      },
    ],
    ways: [
      { says: "give a key of ap-northeast-2", to: `${DEV}logs: { keyArn: "${LOG_KEY}" }\n` },
      { says: "or leave logs.keyArn out", to: DEV },
    ],
  },
  {
    mistake: "a boundary beside the one of the pipeline",
    input: `${IN_S3}${DELIVERY}${BOUNDARY}`,
    problems: [
      {
        code: "BOUNDARY_OF_DELIVERY",
        path: "config/dev.yaml:20:19 › rolesBoundaryArn",
        message: "The pipeline of the environment may make roles with its own boundary only.",
        found: "arn:aws:iam::111111111111:policy/most",
        expected: "arn:aws:iam::111111111111:policy/groundplan-dev-delivery-boundary",
        fix: "leave rolesBoundaryArn out, since the pipeline gives every role its boundary; or leave delivery out",
      },
    ],
    ways: [
      { says: "leave rolesBoundaryArn out", to: `${IN_S3}${DELIVERY}` },
      { says: "or leave delivery out", to: `${IN_S3}${BOUNDARY}` },
    ],
  },
];

test.each(MISTAKES)("$mistake: what is wrong is told whole, where it is written", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(MISTAKES, toldOf);

test("a default that a shipped construct cannot have is told where it is written, with the construct", () => {
  const told = toldOf(`${DEV}defaults:\n  Network: { nat: { mode: single, zone: z } }\n`);
  expect(told.map(({ path, found }) => [path, found])).toEqual([
    ["config/dev.yaml:19:41 › defaults.Network.nat.zone", '"z", in dev-network/network'],
  ]);
});

test("defaults of the project count in every environment, those of a file in its own, and what a section says before both", () => {
  const files = {
    dev: DEV,
    qa: `${devWith("10.0.0.0/16", "10.1.0.0/16")}defaults:\n  Network: { tags: { From: file } }\n`,
    uat: `${devWith("10.0.0.0/16", "10.2.0.0/16").replace("  zones:", "  tags: { From: section }\n  zones:")}`,
  };
  const app: App = createApplication(load(files), {
    outdir: "cdktf.out",
    defaults: [defaultsFor(Network, { tags: { From: "project" } })],
  });
  const tags = ["dev", "qa", "uat"].map((name) => {
    const network = app.node.findChild(`${name}-network`).node.findChild("network");
    return network instanceof Network ? network.vpc.tagsInput : undefined;
  });
  expect(tags).toMatchObject([{ From: "project" }, { From: "file" }, { From: "section" }]);
});
