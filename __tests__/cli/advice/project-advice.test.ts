import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { type CommandProject, problemsOfSteps, type Steps } from "../followed-commands";
import { terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

const inProject = (steps: Steps) => problemsOfSteps(terraformProject(), steps);

function write(file: string, text: string) {
  return ({ root }: CommandProject) => writeFileSync(join(root, file), text);
}

const UNSAVED = [
  "npx groundplan plan dev-network",
  write("cdktf.out/stacks/dev-network/errored.tfstate", "{}"),
  "npx groundplan plan dev-network",
] as const;

/** What is typed or done, and what is told then. */
const MISTAKES = [
  {
    mistake: "a JSON Schema that is not there",
    steps: ["npx groundplan config schema --check"],
    problems: [
      {
        code: "CONFIG_SCHEMA_STALE",
        path: "config/schema.json",
        message: "The JSON Schema does not match the types of the configuration.",
        found: "no file",
        expected: "the schema that `groundplan config schema` writes",
        fix: "run `npx groundplan config schema` and commit the file",
      },
    ],
    ways: [
      {
        says: "npx groundplan config schema",
        to: ["npx groundplan config schema", "npx groundplan config schema --check"],
      },
    ],
  },
  {
    mistake: "Terraform in several stacks",
    steps: ["npx groundplan terraform 'dev-*' -- state list"],
    problems: [
      {
        code: "ONE_STACK",
        path: "command line",
        message: "The command runs in one stack at a time.",
        found: "dev-*, which means dev-network, dev-access, dev-edge",
        expected: "the full name of one stack",
        fix: "npx groundplan terraform dev-network -- state list",
      },
    ],
    ways: [
      {
        says: "npx groundplan terraform dev-network -- state list",
        to: ["npx groundplan terraform dev-network -- state list"],
      },
    ],
  },
  {
    mistake: "HCL for a folder that is not empty",
    steps: ["npx groundplan eject dev --to config"],
    problems: [
      {
        code: "EJECT_FOLDER",
        path: "command line › --to",
        message: "The folder is not empty, and nothing is written over.",
        found: "config with dev-eu.yaml, dev.yaml",
        expected: "a folder that is not there, an empty one, or an earlier eject of dev that nobody has touched",
        fix: "choose another folder, for example --to config-2",
      },
    ],
    ways: [{ says: "--to config-2", to: ["npx groundplan eject dev --to config-2"] }],
  },
  {
    mistake: "HCL in the folder of the synth",
    steps: ["npx groundplan eject dev --to cdktf.out/hcl"],
    problems: [
      {
        code: "EJECT_FOLDER",
        path: "command line › --to",
        message: "The next synth takes away what lies in its own folder.",
        found: "cdktf.out/hcl, in cdktf.out",
        expected: "a folder outside of it",
        fix: "npx groundplan eject dev --to ejected/dev",
      },
    ],
    ways: [{ says: "npx groundplan eject dev --to ejected/dev", to: ["npx groundplan eject dev --to ejected/dev"] }],
  },
  ...(
    [
      ["a project without its settings", "no file", ({ root }: CommandProject) => rmSync(join(root, "cdktf.json"))],
      ["settings without an app", "a file without an app, or no JSON", write("cdktf.json", "{}")],
    ] as const
  ).map(([mistake, found, damage]) => ({
    mistake,
    steps: [damage, "npx groundplan plan dev-network"],
    problems: [
      {
        code: "PROJECT_SETTINGS",
        path: "cdktf.json",
        message: "The project's settings cannot be read.",
        found,
        expected: "JSON with the app command, and an output folder if it is not cdktf.out",
        fix: 'take back the committed file, git checkout -- cdktf.json, or write { "app": "node dist/main.js" }',
      },
    ],
    ways: [
      {
        says: "git checkout -- cdktf.json",
        to: [
          ({ root }: CommandProject) => copyFileSync(join(root, "cdktf.json"), join(root, "committed")),
          damage,
          ({ root }: CommandProject) => copyFileSync(join(root, "committed"), join(root, "cdktf.json")),
          "npx groundplan plan dev-network",
        ],
      },
      {
        says: '{ "app": "node dist/main.js" }',
        to: [damage, write("cdktf.json", '{ "app": "node dist/main.js" }'), "npx groundplan plan dev-network"],
      },
    ],
  })),
  {
    mistake: "a state that the last run could not write",
    steps: UNSAVED,
    problems: [
      {
        code: "STATE_UNSAVED",
        path: "dev-network",
        message:
          "The last run of the stack could not write its state; what it did is known to a file on this machine only.",
        found: "errored.tfstate in the stack's folder",
        expected: "a state that holds all that was done",
        fix: "npx groundplan terraform dev-network -- state push errored.tfstate",
      },
    ],
    ways: [
      {
        says: "npx groundplan terraform dev-network -- state push errored.tfstate",
        to: [
          ...UNSAVED.slice(0, 2),
          "npx groundplan terraform dev-network -- state push errored.tfstate",
          "npx groundplan plan dev-network",
        ],
      },
    ],
  },
  {
    mistake: "a synth that fails",
    steps: ["FAIL_SYNTH=1 npx groundplan plan dev-network"],
    problems: [
      {
        code: "SYNTH_FAILED",
        path: "cdktf.json › app",
        message: "The synth failed, so nothing else was done.",
        found: "the message above",
        expected: "a synth without errors",
        fix: "mend what the message says, and check with `npm run synth`",
      },
    ],
    ways: [{ says: "mend what the message says", to: ["npx groundplan plan dev-network"] }],
  },
  ...(
    [
      [
        "-out=x",
        "leave it out, or run the plan of one stack by itself: npx groundplan terraform <stack> -- plan -out=x",
        [
          ["leave it out", "npx groundplan plan dev-network"],
          ["npx groundplan terraform <stack> -- plan -out=x", "npx groundplan terraform dev-network -- plan -out=x"],
        ],
      ],
      [
        "-target",
        "write its value behind =, for example -target=aws_vpc.main, or leave it out",
        [
          ["-target=aws_vpc.main", "npx groundplan plan dev-network -- -target=aws_vpc.main"],
          ["leave it out", "npx groundplan plan dev-network"],
        ],
      ],
      [
        "-refresh-only=true",
        "write -refresh-only without a value, or leave it out",
        [
          ["write -refresh-only", "npx groundplan plan dev-network -- -refresh-only"],
          ["leave it out", "npx groundplan plan dev-network"],
        ],
      ],
    ] as const
  ).map(([argument, fix, ways]) => ({
    mistake: `${argument} behind --`,
    steps: [`npx groundplan plan dev-network -- ${argument}`],
    problems: [
      {
        code: "TERRAFORM_ARGUMENT",
        path: "command line",
        message: "This argument is not passed on to what plans the stacks.",
        found: argument,
        expected: "-target=…, -replace=…, -refresh-only, -lock-timeout=…, -parallelism=…",
        fix,
      },
    ],
    ways: ways.map(([says, command]) => ({ says, to: [command] })),
  })),
];

test.each(MISTAKES)("$mistake: what is wrong is told whole", async ({ steps, problems }) => {
  expect(await inProject(steps)).toEqual(problems);
});

testAdvice(MISTAKES, inProject);
