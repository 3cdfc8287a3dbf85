import { removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { ALONE, problemsOfSteps, type Steps } from "../followed-commands";
import { terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

const DEPLOY = "npx groundplan deploy 'dev-*'";
const HELD = `ATTRIBUTES=', "enable_deletion_protection": true'`;
const WITHOUT = "STACKS=network,access";
const PLAN = "npx groundplan plan --out plans dev-network";

/** The network with an exemption until a day. */
function granted(until: string): string {
  const exemption = {
    at: "dev-network/orders",
    rule: "DAT-01",
    reason: "a-partner-reads-it",
    until,
    place: "config/dev.yaml:18:14",
  };
  return `SETTINGS={} GRANTED='${JSON.stringify({ "dev-network": [exemption] })}'`;
}

const inProject = (steps: Steps) => problemsOfSteps(terraformProject(), steps);

/** What is typed, and what is told then. */
const MISTAKES = [
  ...["deploy", "destroy"].map((command) => ({
    mistake: `a ${command} that nobody watches`,
    steps: [`${ALONE}npx groundplan ${command} 'dev-*'`],
    problems: [
      {
        code: "APPROVAL_NEEDED",
        path: "command line",
        message: "There is no terminal, so nobody can be asked whether this is wanted.",
        found: "no --auto-approve",
        expected: "a terminal, or --auto-approve",
        fix: "add --auto-approve, or run it at a terminal, where it shows what would be done and asks",
      },
    ],
    ways: [
      { says: "add --auto-approve", to: [`${ALONE}npx groundplan ${command} 'dev-*' --auto-approve`] },
      { says: "run it at a terminal", to: [`npx groundplan ${command} 'dev-*'`] },
    ],
  })),
  {
    mistake: "the destroy of stacks that another one stands on",
    steps: [`CHAIN=1 ${DEPLOY}`, "CHAIN=1 npx groundplan destroy dev-network dev-access"],
    problems: ["dev-network", "dev-access"].map((path) => ({
      code: "DESTROY_DEPENDENTS",
      path,
      message: "Deployed stacks depend on this one and are not destroyed with it.",
      found: "dev-edge",
      expected: "what depends on it destroyed before, or with it",
      fix: "npx groundplan destroy dev-edge dev-network dev-access",
    })),
    ways: [
      {
        says: "npx groundplan destroy dev-edge dev-network dev-access",
        to: [`CHAIN=1 ${DEPLOY}`, "CHAIN=1 npx groundplan destroy dev-edge dev-network dev-access"],
      },
    ],
  },
  {
    mistake: "the destroy of a stack that another one needed when it was last deployed, and needs no longer",
    steps: [`CHAIN=1 ${DEPLOY}`, "npx groundplan destroy dev-access"],
    problems: [
      {
        code: "DESTROY_FORMER_DEPENDENTS",
        path: "dev-access",
        message: "Stacks that need this one no longer did so when they were last deployed, and may still use it.",
        found: "dev-edge",
        expected: "these deployed as they are configured now, or destroyed with it",
        fix: "npx groundplan deploy dev-edge && npx groundplan destroy dev-access",
      },
    ],
    ways: [
      {
        says: "npx groundplan deploy dev-edge && npx groundplan destroy dev-access",
        to: [`CHAIN=1 ${DEPLOY}`, "npx groundplan deploy dev-edge", "npx groundplan destroy dev-access"],
      },
    ],
  },
  {
    mistake:
      "the destroy of two stacks, of which another one needs one, and needed the other when it was last deployed",
    steps: [`CHAIN=1 ${DEPLOY}`, "npx groundplan destroy dev-network dev-access"],
    problems: [
      {
        code: "DESTROY_DEPENDENTS",
        path: "dev-network",
        message: "Deployed stacks depend on this one and are not destroyed with it.",
        found: "dev-edge",
        expected: "what depends on it destroyed before, or with it",
        fix: "npx groundplan destroy dev-edge dev-network dev-access",
      },
      {
        code: "DESTROY_FORMER_DEPENDENTS",
        path: "dev-access",
        message: "Stacks that need this one no longer did so when they were last deployed, and may still use it.",
        found: "dev-edge",
        expected: "these deployed as they are configured now, or destroyed with it",
        fix: "npx groundplan destroy dev-edge dev-network dev-access",
      },
    ],
    ways: [
      {
        says: "npx groundplan destroy dev-edge dev-network dev-access",
        to: [`CHAIN=1 ${DEPLOY}`, "npx groundplan destroy dev-edge dev-network dev-access"],
      },
    ],
  },
  {
    mistake: "the destroy of two protected environments of which one is lifted",
    steps: [
      "PROTECT=1 npx groundplan deploy '*'",
      "PROTECT=1 GROUNDPLAN_UNPROTECT=dev-eu npx groundplan destroy '*-network' '*-access' '*-edge'",
    ],
    problems: [
      {
        code: "DESTROY_PROTECTED",
        path: "dev-network",
        message: "The stack is protected against its destroy.",
        found: "prevent_destroy in aws_vpc.main",
        expected: "an environment without protection",
        fix: "to destroy it all the same: GROUNDPLAN_UNPROTECT=dev-eu,dev npx groundplan destroy dev-eu-network dev-eu-access dev-eu-edge dev-network dev-access dev-edge",
      },
    ],
    ways: [
      {
        says: "GROUNDPLAN_UNPROTECT=dev-eu,dev npx groundplan destroy dev-eu-network dev-eu-access dev-eu-edge dev-network dev-access dev-edge",
        to: [
          "PROTECT=1 npx groundplan deploy '*'",
          "PROTECT=1 GROUNDPLAN_UNPROTECT=dev-eu,dev npx groundplan destroy dev-eu-network dev-eu-access dev-eu-edge dev-network dev-access dev-edge",
        ],
      },
    ],
  },
  {
    mistake: "the destroy of a protected stack that others stand on",
    steps: [`PROTECT=1 ${DEPLOY}`, "PROTECT=1 npx groundplan destroy dev-network"],
    problems: [
      {
        code: "DESTROY_PROTECTED",
        path: "dev-network",
        message: "The stack is protected against its destroy.",
        found: "prevent_destroy in aws_vpc.main",
        expected: "an environment without protection",
        fix: "to destroy it all the same: GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-access dev-edge dev-network",
      },
      {
        code: "DESTROY_DEPENDENTS",
        path: "dev-network",
        message: "Deployed stacks depend on this one and are not destroyed with it.",
        found: "dev-access, dev-edge",
        expected: "what depends on it destroyed before, or with it",
        fix: "GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-access dev-edge dev-network",
      },
    ],
    ways: [
      {
        says: "GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-access dev-edge dev-network",
        to: [
          `PROTECT=1 ${DEPLOY}`,
          "PROTECT=1 GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-access dev-edge dev-network",
        ],
      },
    ],
  },
  {
    mistake: "the destroy of a stack that is gone from the configuration and protected in AWS",
    steps: [DEPLOY, `${WITHOUT} ${HELD} npx groundplan destroy dev-edge`],
    problems: [
      {
        code: "DESTROY_PROTECTED",
        path: "dev-edge",
        message: "The stack is gone from the configuration, and AWS protects resources of it against deletion.",
        found: "deletion protection of aws_vpc.main",
        expected: "protection that is taken off while the configuration still has the stack",
        fix: "put the section back that the stack was made from, run GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-edge, and then take it away",
      },
    ],
    ways: [
      {
        says: "run GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-edge, and then take it away",
        to: [DEPLOY, `${HELD} GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-edge`, `${WITHOUT} ${DEPLOY}`],
      },
    ],
  },
  {
    mistake: "a folder without saved plans",
    steps: ["npx groundplan deploy --plan plans"],
    problems: [
      {
        code: "PLANS_MISSING",
        path: "command line",
        message: "The folder holds no saved plans that this version reads.",
        found: "plans",
        expected: "a folder with plans.json",
        fix: "make it with `npx groundplan plan --out plans <patterns…>`",
      },
    ],
    ways: [{ says: "npx groundplan plan --out plans", to: [PLAN, "npx groundplan deploy --plan plans"] }],
  },
  {
    mistake: "plans of another configuration",
    steps: [PLAN, "PROTECT=1 npx groundplan deploy --plan plans"],
    problems: [
      {
        code: "PLAN_CONFIGURATION_CHANGED",
        path: "dev-network",
        message: "The stack's configuration is not the one that the saved plan was made from.",
        found: "another configuration",
        expected: "the configuration of the plan",
        fix: "go back to the revision that was planned, or plan again: npx groundplan plan --out plans dev-network",
      },
    ],
    ways: [
      { says: "go back to the revision that was planned", to: [PLAN, "npx groundplan deploy --plan plans"] },
      {
        says: "plan again: npx groundplan plan --out plans dev-network",
        to: [
          PLAN,
          "PROTECT=1 npx groundplan plan --out plans dev-network",
          "PROTECT=1 npx groundplan deploy --plan plans",
        ],
      },
    ],
  },
  {
    mistake: "plans that do not hold what is to be deployed",
    steps: [PLAN, "npx groundplan deploy --plan plans dev-eu-network"],
    problems: [
      {
        code: "PLAN_CONFIGURATION_CHANGED",
        path: "dev-eu-network",
        message: "The stack's configuration is not the one that the saved plan was made from.",
        found: "no plan of the stack in the folder",
        expected: "the configuration of the plan",
        fix: "go back to the revision that was planned, or plan again: npx groundplan plan --out plans dev-eu-network",
      },
    ],
    ways: [
      {
        says: "plan again: npx groundplan plan --out plans dev-eu-network",
        to: [
          PLAN,
          "npx groundplan plan --out plans dev-eu-network",
          "npx groundplan deploy --plan plans dev-eu-network",
        ],
      },
    ],
  },
  {
    mistake: "plans of another Terraform",
    steps: [PLAN, "VERSION=1.12.0 npx groundplan deploy --plan plans"],
    problems: [
      {
        code: "PLAN_TERRAFORM_VERSION",
        path: "terraform",
        message: "The plans were made by another program or version, and are read by none but that.",
        found: "Terraform 1.12.0",
        expected: "Terraform 1.11.4",
        fix: "use Terraform 1.11.4, or plan again: npx groundplan plan --out plans dev-network",
      },
    ],
    ways: [
      { says: "use Terraform 1.11.4", to: [PLAN, "VERSION=1.11.4 npx groundplan deploy --plan plans"] },
      {
        says: "plan again: npx groundplan plan --out plans dev-network",
        to: [
          PLAN,
          "VERSION=1.12.0 npx groundplan plan --out plans dev-network",
          "VERSION=1.12.0 npx groundplan deploy --plan plans",
        ],
      },
    ],
  },
  {
    mistake: "plans of Terraform in the hands of OpenTofu",
    steps: [PLAN, "ENGINE=OpenTofu npx groundplan deploy --plan plans"],
    problems: [
      {
        code: "PLAN_TERRAFORM_VERSION",
        path: "terraform",
        message: "The plans were made by another program or version, and are read by none but that.",
        found: "OpenTofu 1.11.4",
        expected: "Terraform 1.11.4",
        fix: "use Terraform 1.11.4, or plan again: npx groundplan plan --out plans dev-network",
      },
    ],
    ways: [
      { says: "use Terraform 1.11.4", to: [PLAN, "npx groundplan deploy --plan plans"] },
      {
        says: "plan again: npx groundplan plan --out plans dev-network",
        to: [
          PLAN,
          "ENGINE=OpenTofu npx groundplan plan --out plans dev-network",
          "ENGINE=OpenTofu npx groundplan deploy --plan plans",
        ],
      },
    ],
  },
  {
    mistake: "stacks without what they stand on",
    steps: ["CHAIN=1 npx groundplan deploy dev-edge dev-eu-access"],
    problems: [
      ["dev-eu-access", "dev-eu-network"],
      ["dev-edge", "dev-access"],
    ].map(([path = "", producer = ""]) => ({
      code: "PRODUCER_NOT_DEPLOYED",
      path,
      message: "The stack needs what another stack does not give yet, and that one is not part of this run.",
      found: `${producer} not deployed`,
      expected: "what it needs deployed before it, or with it",
      fix: "npx groundplan deploy dev-eu-network dev-access dev-network dev-eu-access dev-edge",
    })),
    ways: [
      {
        says: "npx groundplan deploy dev-eu-network dev-access dev-network dev-eu-access dev-edge",
        to: ["CHAIN=1 npx groundplan deploy dev-eu-network dev-access dev-network dev-eu-access dev-edge"],
      },
    ],
  },
  {
    mistake: "an exemption whose last day has passed",
    steps: [`${granted("2001-01-31")} ${DEPLOY}`],
    problems: [
      {
        code: "EXEMPTION_ENDED",
        path: "config/dev.yaml:18:14",
        message: "The last day of the exemption has passed.",
        found: "DAT-01 at dev-network/orders, until 2001-01-31, because a-partner-reads-it",
        expected: "a day that is still to come, or no need of it",
        fix: "mend what it is for and remove it, or decide anew: with a reason that holds today, and another day",
      },
    ],
    ways: [
      { says: "mend what it is for and remove it", to: [`SETTINGS={} ${DEPLOY}`] },
      { says: "and another day", to: [`${granted("9999-12-31")} ${DEPLOY}`] },
    ],
  },
  {
    mistake: "a stack that is gone from the configuration",
    steps: [DEPLOY, `${WITHOUT} ${DEPLOY}`],
    problems: [
      {
        code: "STACK_GONE",
        path: "dev-edge",
        message: "The stack is deployed, and the configuration no longer makes it.",
        found: "nothing in the configuration",
        expected: "a stack that was deployed to be destroyed before it is forgotten",
        fix: "destroy it: npx groundplan destroy dev-edge; or leave it running and forget it: add --forget dev-edge",
      },
    ],
    ways: [
      {
        says: "npx groundplan destroy dev-edge",
        to: [DEPLOY, `${WITHOUT} npx groundplan destroy dev-edge`, `${WITHOUT} ${DEPLOY}`],
      },
      {
        says: "add --forget dev-edge",
        to: [DEPLOY, `${WITHOUT} ${DEPLOY} --forget dev-edge`, `${WITHOUT} ${DEPLOY}`],
      },
    ],
  },
  {
    mistake: "a stack that is gone from the configuration, with what needed it when it was last deployed",
    steps: [`CHAIN=1 ${DEPLOY}`, `STACKS=network,edge ${DEPLOY}`],
    problems: [
      {
        code: "STACK_GONE",
        path: "dev-access",
        message: "The stack is deployed, and the configuration no longer makes it.",
        found: "nothing in the configuration",
        expected: "a stack that was deployed to be destroyed before it is forgotten",
        fix: "deploy what needed it, then destroy it: npx groundplan deploy dev-edge && npx groundplan destroy dev-access; or leave it running and forget it: add --forget dev-access",
      },
    ],
    ways: [
      {
        says: "npx groundplan deploy dev-edge && npx groundplan destroy dev-access",
        to: [
          `CHAIN=1 ${DEPLOY}`,
          "STACKS=network,edge npx groundplan deploy dev-edge",
          "STACKS=network,edge npx groundplan destroy dev-access",
          `STACKS=network,edge ${DEPLOY}`,
        ],
      },
      {
        says: "add --forget dev-access",
        to: [`CHAIN=1 ${DEPLOY}`, `STACKS=network,edge ${DEPLOY} --forget dev-access`, `STACKS=network,edge ${DEPLOY}`],
      },
    ],
  },
];

test.each(MISTAKES)("$mistake: what is wrong is told whole", async ({ steps, problems }) => {
  expect(await inProject(steps)).toEqual(problems);
});

testAdvice(MISTAKES, inProject);
