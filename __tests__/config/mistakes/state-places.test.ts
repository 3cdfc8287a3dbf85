import { Testing } from "cdktf";
import { loadEnvironments } from "../../../config/load";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { statePlaces } from "../../../constructs/delivery/delivery-names";
import { type DeployedStack, lettingStatesMove, writeMemory } from "../../../memory";
import { createApplication } from "../../../stacks/application/application";
import { type Told, testAdvice } from "../../support/followed-advice";
import { configFolder, devWith, load, problemsIn, problemsOf, removeConfigFolders } from "../support/config-folder";

afterAll(removeConfigFolders);

function withBackend(...lines: string[]): string {
  return devWith("  type: local\n", lines.map((line) => `  ${line}\n`).join(""));
}

/** The settings of the `terraform` block of an environment's network stack. */
function settingsOf(dev: string): Readonly<Record<string, unknown>> {
  const app = createApplication(load({ dev }), { outdir: "cdktf.out" });
  const stack = app.node.findChild("dev-network") as EnvironmentStack;
  return JSON.parse(Testing.synth(stack)).terraform;
}

const S3 = withBackend("type: s3", "bucket: states");
const NAMED = withBackend("type: s3", "bucket: states", 'key: "{environment}/{stack}/terraform.tfstate"');
const CLOUD = withBackend("type: cloud", "organization: acme");

describe("a place of one's own", () => {
  test("is a key for each stack in S3", () => {
    expect(settingsOf(NAMED)).toMatchObject({ backend: { s3: { key: "dev/network/terraform.tfstate" } } });
    expect(settingsOf(S3)).toMatchObject({ backend: { s3: { key: "groundplan/dev/network.tfstate" } } });
  });

  test("is a workspace for each stack in HCP Terraform, in a project", () => {
    const named = CLOUD.replace(
      "organization: acme",
      'organization: acme\n  workspace: "{stack}_{environment}"\n  workspaceProject: Shop',
    );

    expect(settingsOf(named)).toMatchObject({ cloud: { workspaces: { name: "network_dev", project: "Shop" } } });
    expect(settingsOf(CLOUD)).toMatchObject({ cloud: { workspaces: { name: "groundplan-dev-network" } } });
  });

  test("is what the roles of a pipeline may read and write, and no more", () => {
    const placesOf = (key?: string) => {
      const [{ environment } = { environment: undefined }] = load({ dev: S3 });
      if (environment?.backend.type !== "s3") throw new Error("the environment has no backend in S3");
      return statePlaces(environment, { ...environment.backend, ...(key ? { key } : {}) });
    };

    expect(placesOf()).toMatchObject({
      states: "arn:aws:s3:::states/groundplan/dev/*",
      locks: "arn:aws:s3:::states/groundplan/dev/*.tflock",
      lockKeys: "states/groundplan/dev/*",
    });
    expect(placesOf("{stack}/{environment}.tfstate")).toMatchObject({
      states: "arn:aws:s3:::states/*/dev.tfstate*",
      lockKeys: "states/*/dev.tfstate*",
    });
  });
});

/** Files, and the environment that was deployed before. */
interface Given {
  readonly dev: string;
  readonly deployed?: string;
  /** Whether the move was accepted. */
  readonly accepted?: boolean;
}

function told({ dev, deployed, accepted }: Given) {
  const folder = configFolder({ dev });
  const skeleton = { terraform: settingsOf(deployed ?? dev) } as DeployedStack["skeleton"];
  const stack = { dependencies: [], facts: {}, skeleton };
  const memory = { environment: "dev", stacks: { "dev-network": stack } };
  writeMemory(folder, accepted ? lettingStatesMove(memory) : memory);
  return problemsIn(() => loadEnvironments(folder, { variables: {} })).map((problem) => ({
    ...problem,
    path: problem.path.replace(/^.*config\//, "config/"),
  }));
}

/** A mistake with everything that is said about it. */
interface Mistake<T> extends Told<T> {
  readonly given: T;
  readonly problems: readonly Problem[];
}

const MOVED =
  "Stacks are deployed whose states would be looked for elsewhere: Terraform would find none there, and make everything a second time.";
const WAYS = (key: string) =>
  `write what it was, for example backend.${key} for a name that is made by a scheme; or move the states, as docs/guide/recovery.md says, after \`npx groundplan accept dev --move-state\``;

const BY_SCHEME = withBackend("type: s3");
const RENAMED = `${BY_SCHEME}naming: { bucket: "{project}-{name}" }\n`;
const OLD_NAME = "groundplan-dev-state-111111111111-ap-northeast-2";

const MISTAKES: readonly Mistake<Given>[] = [
  {
    mistake: "another key of a deployed state",
    given: { dev: NAMED, deployed: S3 },
    problems: [
      {
        code: "CONFIG_STATE_MOVED",
        path: "config/dev.yaml:6:1 › backend",
        message: MOVED,
        found: "dev-network: key groundplan/dev/network.tfstate → dev/network/terraform.tfstate",
        expected:
          "the place of the states: backend s3, bucket states, key groundplan/dev/network.tfstate, region ap-northeast-2",
        fix: WAYS("bucket"),
      },
    ],
    ways: [
      { says: "write what it was", to: { dev: S3, deployed: S3 } },
      { says: "after `npx groundplan accept dev --move-state`", to: { dev: NAMED, deployed: S3, accepted: true } },
    ],
  },
  {
    mistake: "a scheme of names that renames the bucket of deployed states",
    given: { dev: RENAMED, deployed: BY_SCHEME },
    problems: [
      {
        code: "CONFIG_STATE_MOVED",
        path: "config/dev.yaml:6:1 › backend",
        message: MOVED,
        found: `dev-network: bucket ${OLD_NAME} → groundplan-111111111111-ap-northeast-2`,
        expected: `the place of the states: backend s3, bucket ${OLD_NAME}, key groundplan/dev/network.tfstate, region ap-northeast-2`,
        fix: WAYS("bucket"),
      },
    ],
    ways: [
      {
        says: "for example backend.bucket for a name that is made by a scheme",
        to: { dev: RENAMED.replace("type: s3", `type: s3\n  bucket: ${OLD_NAME}`), deployed: BY_SCHEME },
      },
    ],
  },
  {
    mistake: "another kind of backend for deployed states",
    given: { dev: CLOUD, deployed: S3 },
    problems: [
      {
        code: "CONFIG_STATE_MOVED",
        path: "config/dev.yaml:6:1 › backend",
        message: MOVED,
        found:
          "dev-network: backend s3 → cloud, bucket states → none, key groundplan/dev/network.tfstate → none, region ap-northeast-2 → none, organization none → acme, hostname none → app.terraform.io, workspace none → groundplan-dev-network",
        expected:
          "the place of the states: backend s3, bucket states, key groundplan/dev/network.tfstate, region ap-northeast-2",
        fix: WAYS("workspace"),
      },
    ],
    ways: [{ says: "write what it was", to: { dev: S3, deployed: S3 } }],
  },
];

test.each(MISTAKES)("$mistake is refused", ({ given, problems }) => {
  expect(told(given)).toEqual(problems);
});

testAdvice(MISTAKES, told);

test("states that are where they were are found, of every kind", () => {
  for (const dev of [S3, NAMED, CLOUD, RENAMED, devWith("  type: local\n", "  type: local\n")]) {
    expect(told({ dev })).toEqual([]);
  }
});

const FORMS: readonly Mistake<string>[] = [
  {
    mistake: "one key for the states of all stacks",
    given: withBackend("type: s3", 'key: "{environment}.tfstate"'),
    problems: [
      {
        code: "CONFIG_STATE_KEY_FORM",
        path: "config/dev.yaml:8:8 › backend.key",
        message: "The value is not the key of a state for each stack.",
        found: '"{environment}.tfstate"',
        expected:
          "{stack} among letters, digits, !, _, ., *, ', (, ), / and -, and any of {project}, {environment}, {account}; not below plans/",
        fix: 'write for example "{project}/{environment}/{stack}.tfstate"',
      },
    ],
    ways: [
      {
        says: 'write for example "{project}/{environment}/{stack}.tfstate"',
        to: withBackend("type: s3", 'key: "{project}/{environment}/{stack}.tfstate"'),
      },
    ],
  },
  {
    mistake: "a workspace with a dot",
    given: withBackend("type: cloud", "organization: acme", 'workspace: "shop.{stack}"'),
    problems: [
      {
        code: "CONFIG_WORKSPACE_FORM",
        path: "config/dev.yaml:9:14 › backend.workspace",
        message: "The value is not the name of a workspace for each stack.",
        found: '"shop.{stack}"',
        expected: "{stack} among letters, digits, _ and -, and any of {project}, {environment}, {account}",
        fix: 'write for example "{project}-{environment}-{stack}"',
      },
    ],
    ways: [
      {
        says: 'write for example "{project}-{environment}-{stack}"',
        to: withBackend("type: cloud", "organization: acme", 'workspace: "{project}-{environment}-{stack}"'),
      },
    ],
  },
];

test.each(FORMS)("$mistake is told", ({ given, problems }) => {
  expect(problemsOf({ dev: given })).toEqual(problems);
});

testAdvice(FORMS, (dev) => problemsOf({ dev }));

test("keys below saved plans are refused, where states would be deleted after some days", () => {
  const dev = withBackend("type: s3", 'key: "plans/{stack}.tfstate"');
  expect(problemsOf({ dev }).map(({ code }) => code)).toEqual(["CONFIG_STATE_KEY_FORM"]);
});

const shared = (key: string, exists: boolean) =>
  withBackend("type: s3", "bucket: states", ...(exists ? ["bucketExists: true"] : []), `key: "${key}"`);

const SHARED: readonly Mistake<Readonly<Record<string, string>>>[] = [
  {
    mistake: "one state for the stacks of two environments",
    given: { dev: shared("{stack}.tfstate", false), qa: shared("{stack}.tfstate", true) },
    problems: [
      ["dev", 9],
      ["qa", 10],
    ].map(([name, line]) => ({
      code: "CONFIG_STATE_TWICE",
      path: `config/${name}.yaml:${line}:8 › backend.key`,
      message: "Stacks of several environments would have the same state, and each would destroy what the other made.",
      found: '"{stack}.tfstate" in dev, qa',
      expected: "a state of its own for each stack of each environment",
      fix: "put {environment} into key",
    })),
    ways: [
      {
        says: "put {environment} into key",
        to: { dev: shared("{environment}/{stack}.tfstate", false), qa: shared("{environment}/{stack}.tfstate", true) },
      },
    ],
  },
];

test.each(SHARED)("$mistake is told", ({ given, problems }) => {
  expect(problemsOf(given)).toEqual(problems);
});

testAdvice(SHARED, (files) => problemsOf(files));
