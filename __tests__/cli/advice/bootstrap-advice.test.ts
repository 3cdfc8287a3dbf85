import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { bucketProject, inBucket } from "../bucket-project";
import { type CommandProject, problemsOfSteps, type Step, type Steps } from "../followed-commands";

afterAll(removeConfigFolders);

const BOOTSTRAP = "npx groundplan bootstrap dev";
const TAKE_DOWN = "npx groundplan bootstrap dev --destroy";
const LOCAL_STATE = ".groundplan/state/dev-state.tfstate";

const inProject = (steps: Steps) => problemsOfSteps(bucketProject(), steps);

function write(file: string, text: string): Step {
  return ({ root }) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
}

function remove(file: string): Step {
  return ({ root }: CommandProject) => rmSync(join(root, file));
}

const configure = (bucket: string, ...more: readonly string[]) =>
  write("config/dev.yaml", inBucket("dev", bucket, ...more));

const resource = (type: string, name: string, id: string) => ({
  mode: "managed",
  type,
  name,
  instances: [{ attributes: { id } }],
});

const localState = (...resources: readonly object[]) =>
  write(LOCAL_STATE, JSON.stringify({ lineage: "other", serial: 1, resources }));

const BUCKET_OF_ANOTHER = write(
  "buckets/shop-states/tags",
  JSON.stringify({ ManagedBy: "groundplan", Project: "shop", Environment: "production" }),
);

const DEPLOYED: Steps = [BOOTSTRAP, "npx groundplan deploy dev-network near-network"];

/** The stack has a lock table now, which a run on this machine made. */
const WITH_TABLE: Steps = [
  BOOTSTRAP,
  configure("shop-states", "lock: dynamodb"),
  localState(resource("aws_dynamodb_table", "lock-table", "shop-locks")),
];

const WITH_OTHER_BUCKET: Steps = [BOOTSTRAP, localState(resource("aws_s3_bucket", "bucket", "old-states"))];

const TWO_STATES = {
  code: "BOOTSTRAP_TWO_STATES",
  path: "dev-state",
  message: "The stack has a state in its bucket and another one on this machine, which knows what the first does not.",
  expected: "one state, in shop-states",
};

const IN_USE = {
  code: "BOOTSTRAP_BUCKET_IN_USE",
  path: "dev-state",
  message: "The bucket holds the states of stacks that are deployed; without them nobody could destroy these any more.",
  found: "deployed: dev-network, near-network",
  expected: "a bucket in which no stack that is deployed has its state",
};

const MISTAKES = [
  {
    mistake: "a deploy before the bucket is made",
    steps: ["npx groundplan deploy dev-network"],
    problems: [
      {
        code: "NOT_BOOTSTRAPPED",
        path: "dev",
        message: "The bucket that holds the states of the environment does not exist.",
        found: "no state bucket",
        expected: "a bucket, made once",
        fix: "npx groundplan bootstrap dev",
      },
    ],
    ways: [{ says: "npx groundplan bootstrap dev", to: [BOOTSTRAP, "npx groundplan deploy dev-network"] }],
  },
  ...["deploy near-network", "bootstrap near", "terraform near-network -- init"].map((command) => ({
    mistake: `a bucket that is made elsewhere and is not there for ${command}`,
    steps: [`npx groundplan ${command}`],
    problems: [
      {
        code: "NOT_BOOTSTRAPPED",
        path: "near",
        message: "The bucket that is made elsewhere does not exist.",
        found: "no bucket shop-states",
        expected: "a bucket, made once",
        fix: "make it first: by `npx groundplan bootstrap` with the environment that names it without bucketExists, or outside this project",
      },
    ],
    ways: [
      { says: "npx groundplan bootstrap", to: [BOOTSTRAP, `npx groundplan ${command}`] },
      { says: "or outside this project", to: [write("buckets/shop-states/tags", "{}"), `npx groundplan ${command}`] },
    ],
  })),
  {
    mistake: "a bucket that another environment made",
    steps: [BUCKET_OF_ANOTHER, BOOTSTRAP],
    problems: [
      {
        code: "BOOTSTRAP_BUCKET_OF_ANOTHER",
        path: "dev-state",
        message: "The bucket is there, and the state stack of another environment made it.",
        found: "shop-states of project shop, environment production",
        expected: "a bucket that is not there, that is this environment's, or that is nobody's",
        fix: "write `bucket: shop-states` and `bucketExists: true` below backend, so that the other environment goes on to manage it, or name another bucket there",
      },
    ],
    ways: [
      {
        says: "write `bucket: shop-states` and `bucketExists: true` below backend",
        to: [BUCKET_OF_ANOTHER, configure("shop-states", "bucketExists: true"), BOOTSTRAP],
      },
      { says: "or name another bucket there", to: [BUCKET_OF_ANOTHER, configure("dev-states"), BOOTSTRAP] },
    ],
  },
  {
    mistake: "the end of a protected bucket",
    steps: [`PROTECT=dev ${BOOTSTRAP}`, `PROTECT=dev ${TAKE_DOWN}`],
    problems: [
      {
        code: "BOOTSTRAP_BUCKET_PROTECTED",
        path: "dev-state",
        message: "The environment is protected, and so is the bucket that holds its states.",
        found: "protect: true",
        expected: "an environment whose protection is lifted for this command",
        fix: "GROUNDPLAN_UNPROTECT=dev npx groundplan bootstrap dev --destroy",
      },
    ],
    ways: [
      {
        says: "GROUNDPLAN_UNPROTECT=dev npx groundplan bootstrap dev --destroy",
        to: [`PROTECT=dev ${BOOTSTRAP}`, `PROTECT=dev GROUNDPLAN_UNPROTECT=dev ${TAKE_DOWN}`],
      },
    ],
  },
  ...["", "GROUNDPLAN_UNPROTECT=dev "].map((variable) => ({
    mistake: `the end of a bucket in use after ${variable}npx`,
    steps: [...DEPLOYED, `${variable}${TAKE_DOWN}`],
    problems: [
      {
        ...IN_USE,
        fix: `destroy them first: ${variable}npx groundplan destroy dev-network near-network; then ${variable}npx groundplan bootstrap dev --destroy`,
      },
    ],
    ways: [
      {
        says: `${variable}npx groundplan destroy dev-network near-network; then ${variable}npx groundplan bootstrap dev --destroy`,
        to: [
          ...DEPLOYED,
          `${variable}npx groundplan destroy dev-network near-network`,
          `${variable}npx groundplan bootstrap dev --destroy`,
        ],
      },
    ],
  })),
  {
    mistake: "a second state on this machine with what the first can take in",
    steps: [...WITH_TABLE, BOOTSTRAP],
    problems: [
      {
        ...TWO_STATES,
        found: `only in ${LOCAL_STATE}: aws_dynamodb_table.lock-table shop-locks`,
        fix: `take into the other state what shall stay: npx groundplan terraform dev-state -- import aws_dynamodb_table.lock-table shop-locks; then remove ${LOCAL_STATE}`,
      },
    ],
    ways: [
      {
        says: "npx groundplan terraform dev-state -- import aws_dynamodb_table.lock-table shop-locks; then remove",
        to: [
          ...WITH_TABLE,
          "npx groundplan terraform dev-state -- import aws_dynamodb_table.lock-table shop-locks",
          remove(LOCAL_STATE),
          BOOTSTRAP,
        ],
      },
    ],
  },
  {
    mistake: "a second state on this machine with what the first cannot take in",
    steps: [...WITH_OTHER_BUCKET, BOOTSTRAP],
    problems: [
      {
        ...TWO_STATES,
        found: `only in ${LOCAL_STATE}: aws_s3_bucket.bucket old-states`,
        fix: `delete in AWS what is not needed of old-states, which the other state cannot take in; then remove ${LOCAL_STATE}`,
      },
    ],
    ways: [{ says: "then remove", to: [...WITH_OTHER_BUCKET, remove(LOCAL_STATE), BOOTSTRAP] }],
  },
];

test.each(MISTAKES)("$mistake: what is wrong is told whole", async ({ steps, problems }) => {
  expect(await inProject(steps)).toEqual(problems);
});

testAdvice(MISTAKES, inProject);
