import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { problemsOfSteps, type Step, type Steps } from "../followed-commands";
import { terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

const inProject = (steps: Steps) => problemsOfSteps(terraformProject(), steps);

function write(file: string, ...lines: readonly string[]): Step {
  return ({ root }) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), lines.map((line) => `${line}\n`).join(""));
  };
}

const LEDGER = "config/deployed/dev.addresses";
const NETWORK = write(LEDGER, "dev-network/main aws_vpc.main");
const DEPLOYED: Steps = ["npx groundplan deploy dev-network", NETWORK];
const IDS = "npx groundplan ledger dev --ids network/main";
const NULL_ID = `ATTRIBUTES=',"id":null' `;
const INSTANCES = `ATTRIBUTES='},"index_key":0,"x":{"y":1' `;

/** A stack `access` is deployed, and `store` makes the same. */
const RENAMED: Steps = [
  "npx groundplan deploy dev-network dev-access",
  write(LEDGER, "dev-access/main aws_vpc.main"),
  write("cdktf.out/deployed/dev.addresses", "dev-store/main aws_vpc.main"),
];
const COPIED: Step = ({ root }) => writeFileSync(join(root, "notes-dev-store"), "");
/** Of a stack `access` the network takes over the only thing. */
const LEAVING: Steps = [
  "npx groundplan deploy dev-network dev-access",
  write(LEDGER, "dev-access/main aws_vpc.main id=vpc-1"),
  write("cdktf.out/deployed/dev.addresses", "dev-network/main aws_vpc.main id=vpc-1"),
];
/** It has taken it over, and the stack has gone from the configuration. */
const TAKEN: Steps = [
  "npx groundplan deploy dev-network dev-access",
  write(LEDGER, "dev-access/main aws_vpc.main id=vpc-1 imported"),
  write("cdktf.out/deployed/dev.addresses", "dev-network/main aws_vpc.main"),
];
const STORE = "STACKS=network,store npx groundplan";

const MISTAKES = [
  {
    mistake: "a ledger with marks of a merge conflict",
    steps: [write(LEDGER, "<<<<<<< HEAD", "dev-network/main aws_vpc.main"), "npx groundplan ledger"],
    problems: [
      {
        code: "LEDGER_UNREADABLE",
        path: expect.stringMatching(/config\/deployed\/dev\.addresses:1:1$/),
        message: "The ledger of addresses has a line that it cannot have.",
        found: '"<<<<<<< HEAD"',
        expected: "a line for each resource: dev-buckets/reports/bucket aws_s3_bucket.reports_bucket_4E8F0223",
        fix: "take out the marks of the merge conflict, and keep the lines of both sides",
      },
    ],
    ways: [{ says: "take out the marks", to: [NETWORK, "npx groundplan ledger"] }],
  },
  {
    mistake: "two environments at once",
    steps: [...DEPLOYED, "npx groundplan ledger dev dev-eu --accept network/main"],
    problems: [
      {
        code: "LEDGER_ONE_THING",
        path: "command line",
        message: "The command changes one ledger in one way at a time.",
        found: "dev, dev-eu",
        expected: "one environment, and one of --accept, --ids and --rename-stack",
        fix: "name one environment before one of these options; for example `npx groundplan ledger staging --accept buckets/reports`",
      },
    ],
    ways: [{ says: "name one environment", to: [...DEPLOYED, "npx groundplan ledger dev --accept network/main"] }],
  },
  {
    mistake: "an environment without a ledger",
    steps: [
      write("cdktf.out/deployed/dev-eu.addresses", "dev-eu-network/main aws_vpc.main"),
      NETWORK,
      "npx groundplan ledger dev-eu",
    ],
    problems: [
      {
        code: "LEDGER_UNKNOWN",
        path: "command line",
        message: "The environment has no ledger.",
        found: "no config/deployed/dev-eu.addresses",
        expected: "one of dev",
        fix: "name another environment; or begin one, if it is deployed as last synthesized: `npx groundplan ledger dev-eu --accept`",
      },
    ],
    ways: [
      { says: "name another environment", to: [NETWORK, "npx groundplan ledger dev"] },
      {
        says: "npx groundplan ledger dev-eu --accept",
        to: [
          write("cdktf.out/deployed/dev-eu.addresses", "dev-eu-network/main aws_vpc.main"),
          "npx groundplan ledger dev-eu --accept",
        ],
      },
    ],
  },
  {
    mistake: "a place that the ledger has not",
    steps: [...DEPLOYED, "npx groundplan ledger dev --accept network/mian"],
    problems: [
      {
        code: "LEDGER_PLACE_UNKNOWN",
        path: "command line",
        message: "The ledger has nothing there.",
        found: '"network/mian"',
        expected: "a path of the ledger, with the stack's name before it, or an address",
        fix: "did you mean network/main?",
      },
    ],
    ways: [
      { says: "did you mean network/main?", to: [...DEPLOYED, "npx groundplan ledger dev --accept network/main"] },
    ],
  },
  {
    mistake: "a check of what was not synthesized",
    steps: [NETWORK, "npx groundplan ledger --check"],
    problems: [
      {
        code: "LEDGER_NOT_SYNTHESIZED",
        path: "command line",
        message: "Nothing has been synthesized of this environment.",
        found: "no cdktf.out/deployed/dev.addresses",
        expected: "what synth writes there beside the stacks",
        fix: "run `npx cdktf synth` first",
      },
    ],
    ways: [
      {
        says: "run `npx cdktf synth`",
        to: [
          NETWORK,
          write("cdktf.out/deployed/dev.addresses", "dev-network/main aws_vpc.main"),
          write(
            "cdktf.out/stacks/dev-network/cdk.tf.json",
            '{"resource": {"aws_vpc": {"main": {"//": {"metadata": {"path": "dev-network/main"}}}}}}',
          ),
          "npx groundplan ledger --check",
        ],
      },
    ],
  },
  {
    mistake: "ids of a stack that is not remembered",
    steps: [NETWORK, IDS],
    problems: [
      {
        code: "LEDGER_STACK_UNKNOWN",
        path: "dev-network",
        message: "Nobody knows where the state of the stack lies.",
        found: "no memory",
        expected: "a stack that is remembered as deployed",
        fix: "synthesize the revision that it was deployed from, and run `npx groundplan accept dev dev-network` there",
      },
    ],
    ways: [
      {
        says: "npx groundplan accept dev dev-network",
        to: [NETWORK, "npx groundplan plan dev-network", "npx groundplan accept dev dev-network", IDS],
      },
    ],
  },
  {
    mistake: "a resource with several instances",
    steps: [...DEPLOYED, `${INSTANCES}${IDS}`],
    problems: [
      {
        code: "LEDGER_INSTANCES",
        path: "dev-network › aws_vpc.main",
        message: "A resource with several instances is not taken from one stack to another.",
        found: "instances by count or for_each",
        expected: "one instance",
        fix: "move them by hand: `npx groundplan terraform dev-network -- state list` names them, `import` blocks in the other stack take them over",
      },
    ],
    ways: [{ says: "move them by hand", to: [...DEPLOYED, "npx groundplan ledger dev --accept network/main"] }],
  },
  {
    mistake: "a resource of which the state says no id",
    steps: [...DEPLOYED, `${NULL_ID}${IDS}`],
    problems: [
      {
        code: "LEDGER_ID_MISSING",
        path: "dev-network › aws_vpc.main",
        message: "The state does not say by which id the resource is imported.",
        found: "no id",
        expected: "what the page of the resource in the provider's documentation says under Import",
        fix: "write it behind the line of the ledger by hand: `id=…`; `npx groundplan terraform dev-network -- state show aws_vpc.main` shows what there is",
      },
    ],
    ways: [
      {
        says: "write it behind the line",
        to: [...DEPLOYED, write(LEDGER, "dev-network/main aws_vpc.main id=vpc-1"), "npx groundplan ledger dev"],
      },
    ],
  },
  {
    mistake: "a stack that has not gone is renamed",
    steps: ["npx groundplan ledger dev --rename-stack network edge --auto-approve"],
    problems: [
      {
        code: "LEDGER_RENAME",
        path: "command line",
        message:
          "The state of a stack moves from a name that the configuration no longer makes to one that has nothing yet.",
        found: "dev-network, which the configuration makes",
        expected: "the old name and the new one, without the environment",
        fix: "leave it: no stack has gone",
      },
    ],
    ways: [{ says: "leave it", to: [] }],
  },
  {
    mistake: "a deploy of a stack that takes the place of another one",
    steps: [...RENAMED, `${STORE} deploy dev-network dev-store`],
    problems: [
      {
        code: "STACK_RENAMED",
        path: "dev-access",
        message: "The stack is deployed, and another one makes what it has made.",
        found: "dev-store, which nothing is deployed of",
        expected: "the state of a stack to go with it to its new name",
        fix: "move it: `npx groundplan ledger dev --rename-stack access store`; or, if they have nothing to do with each other, destroy it, `npx groundplan destroy dev-access`, or leave it running: add --forget dev-access",
      },
    ],
    ways: [
      {
        says: "npx groundplan ledger dev --rename-stack access store",
        to: [...RENAMED, `${STORE} ledger dev --rename-stack access store`, `${STORE} deploy dev-network dev-store`],
      },
      {
        says: "npx groundplan destroy dev-access",
        to: [...RENAMED, `${STORE} destroy dev-access`, `${STORE} deploy dev-network dev-store`],
      },
      {
        says: "add --forget dev-access",
        to: [...RENAMED, `${STORE} deploy dev-network dev-store --forget dev-access`],
      },
    ],
  },
  {
    mistake: "a destroy of a stack whose state was copied by a move that was broken off",
    steps: [...RENAMED, COPIED, `LINEAGE=one ${STORE} destroy dev-access`],
    problems: [
      {
        code: "DESTROY_MOVED",
        path: "dev-access",
        message:
          "The state of the stack was moved to another one, and not yet emptied: a destroy would destroy what that one has.",
        found: "the same resources in the state of dev-store",
        expected: "one state that holds them",
        fix: "run the command that was broken off once more: `npx groundplan ledger dev --rename-stack access store`",
      },
    ],
    ways: [
      {
        says: "npx groundplan ledger dev --rename-stack access store",
        to: [
          ...RENAMED,
          COPIED,
          `LINEAGE=one ${STORE} ledger dev --rename-stack access store`,
          `LINEAGE=one ${STORE} destroy dev-store`,
        ],
      },
    ],
  },
  {
    mistake: "a destroy of a stack of which another one takes over something",
    steps: [...LEAVING, "npx groundplan destroy dev-access"],
    problems: [
      {
        code: "DESTROY_MOVED",
        path: "dev-access",
        message: "The state of the stack still holds what goes to another one, and a destroy would destroy it there.",
        found: "aws_vpc.main, which dev-network takes over",
        expected: "a state that has let go of it",
        fix: "deploy what is moved, then destroy the rest: `npx groundplan deploy dev-network dev-access`, then `npx groundplan destroy dev-access`; or destroy all of it: `npx groundplan destroy dev-access dev-network`",
      },
    ],
    ways: [
      {
        says: "npx groundplan deploy dev-network dev-access",
        to: [...LEAVING, "npx groundplan deploy dev-network dev-access", "npx groundplan destroy dev-access"],
      },
      {
        says: "npx groundplan destroy dev-access dev-network",
        to: [...LEAVING, "npx groundplan destroy dev-access dev-network"],
      },
    ],
  },
  {
    mistake: "a destroy of a stack that has gone, and of which another one has taken over something",
    steps: [...TAKEN, "STACKS=network npx groundplan destroy dev-access"],
    problems: [
      {
        code: "DESTROY_MOVED",
        path: "dev-access",
        message: "The state of the stack still holds what goes to another one, and a destroy would destroy it there.",
        found: "aws_vpc.main",
        expected: "a state that has let go of it",
        fix: "let go of it, which leaves the things as they are, and destroy the rest: `npx groundplan terraform dev-access -- state rm aws_vpc.main`, then `npx groundplan destroy dev-access`",
      },
    ],
    ways: [
      {
        says: "npx groundplan terraform dev-access -- state rm aws_vpc.main",
        to: [
          ...TAKEN,
          "STACKS=network npx groundplan terraform dev-access -- state rm aws_vpc.main",
          "STACKS=network npx groundplan destroy dev-access",
        ],
      },
    ],
  },
];

test.each(MISTAKES)("$mistake: what is wrong is told whole", async ({ steps, problems }) => {
  expect(await inProject(steps)).toEqual(problems);
});

testAdvice(MISTAKES, inProject);
