import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCheckInputs } from "../../../cli/check/check-inputs";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice, type Way } from "../../support/followed-advice";
import { project } from "../run-command";

afterAll(removeConfigFolders);

/** Files that were named, in a project that has a stack, a plan and what is none of both, and the folder of their exemptions. */
type Sources = readonly string[] | { readonly files: readonly string[]; readonly exemptionsFrom: string };

function problemsOf(sources: Sources): readonly Problem[] {
  const root = project({ dev: DEV });
  const write = (file: string, content: unknown) => {
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), content instanceof Buffer ? content : JSON.stringify(content));
  };
  for (const [name, text] of Object.entries(UNFIT)) write(`unfit/${name}`, Buffer.from(text, "latin1"));
  const marked = `\ufeff${JSON.stringify({ resource: {} })}`;
  write("powershell.tf.json", Buffer.from(marked, "utf16le"));
  write("marked.tf.json", Buffer.from(marked, "utf8"));
  write("cdktf.out/stacks/shop/cdk.tf.json", { resource: {} });
  write("plans/shop.plan.json", { format_version: "1.2", resource_changes: [] });
  const settings = { version: 1, environment: "dev", isProduction: false, exemptions: [], stacks: {} };
  write("cdktf.out/review/dev.json", settings);
  write("package.json", { name: "shop" });
  const bucket = { bucket: "orders" };
  write("odd.tf.json", { resource: [{ aws_s3_bucket: "x", aws_vpc: { v: 3 } }, 1], terraform: "x", locals: { a: 1 } });
  write("twice.tf.json", { resource: [{ aws_s3_bucket: { b: bucket } }, { aws_s3_bucket: { b: [bucket] } }] });
  write("mended.tf.json", { resource: [{ aws_s3_bucket: { b: bucket } }, { aws_s3_bucket: [{ c: [bucket] }] }] });
  write("one.tf.json", { resource: [{ aws_s3_bucket: { b: [bucket] } }] });
  try {
    const { files, ...options } = "files" in sources ? sources : { files: sources };
    readCheckInputs(files, options, { root, variables: {}, print: () => {}, printError: () => {} });
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

/** Files that hold nothing to check, in Latin 1. */
const UNFIT = {
  "null.json": "null",
  "list.json": "[]",
  "empty.json": "",
  "cut.json": '{"resource":{"aws_vpc":{',
  "encoding.json": '{"resource":{"aws_vpc":{"caf\u00e9":{}}}}',
  "plan.txt": "Terraform will perform the following actions:",
  "saved.tfplan": "PK\u0003\u0004tfplan",
  "terraform.tfstate": '{"version":4,"serial":7,"lineage":"0a","outputs":{},"resources":[]}',
} as const;

const SHOW = "`terraform show -json <plan file> > plan.json`";
const EITHER = "a cdk.tf.json, or the JSON of a plan";
const AGAIN = `write it again: a cdk.tf.json by \`npm run synth\`, the JSON of a plan by ${SHOW}`;

/** What is told of a file that holds nothing to check. */
function unfit(name: keyof typeof UNFIT, code: string, texts: Omit<Problem, "code" | "path">) {
  const ways: readonly Way<Sources>[] = [
    ...(texts.fix.startsWith(AGAIN)
      ? [{ says: "a cdk.tf.json by `npm run synth`", to: ["cdktf.out/stacks/shop/cdk.tf.json"] }]
      : []),
    ...(texts.fix.startsWith("name a cdk.tf.json")
      ? [{ says: "name a cdk.tf.json that synth wrote", to: ["cdktf.out/stacks/shop/cdk.tf.json"] }]
      : []),
    { says: "terraform show -json <plan file> > plan.json", to: ["plans/shop.plan.json"] },
  ];
  return { mistake: name, sources: [`unfit/${name}`], problems: [{ code, path: `unfit/${name}`, ...texts }], ways };
}

const FORMAT_UNKNOWN = {
  message: "This is neither a configuration of Terraform in JSON nor the JSON of a plan.",
  expected: "resource, terraform and the like as in cdk.tf.json, or format_version and resource_changes",
  fix: `name a cdk.tf.json that synth wrote, or write the plan with ${SHOW}`,
} as const;

const MISTAKES: readonly {
  mistake: string;
  sources: Sources;
  problems: readonly Problem[];
  ways: readonly Way<Sources>[];
}[] = [
  {
    mistake: "a file that there is not, and another one",
    sources: ["cdk.tf.json", "plan.json"],
    problems: ["cdk.tf.json", "plan.json"].map((found) => ({
      code: "CHECK_FILE_MISSING",
      path: "command line › files",
      message: "There is no such file.",
      found,
      expected: "a cdk.tf.json, or the JSON of a plan",
      fix: "name one that is there, such as cdktf.out/stacks/<stack>/cdk.tf.json after `npm run synth`; without files the project's own stacks are checked",
    })),
    ways: [
      { says: "such as cdktf.out/stacks/<stack>/cdk.tf.json", to: ["cdktf.out/stacks/shop/cdk.tf.json"] },
      { says: "without files the project's own stacks are checked", to: [] },
    ],
  },
  {
    mistake: "a folder",
    sources: ["plans/"],
    problems: [
      {
        code: "CHECK_FILE_FOLDER",
        path: "command line › files",
        message: "This is a folder, and files are checked.",
        found: "plans/",
        expected: "a cdk.tf.json, or the JSON of a plan",
        fix: "name the files in it: npx groundplan check plans/*.json",
      },
    ],
    ways: [{ says: "npx groundplan check plans/*.json", to: ["plans/shop.plan.json"] }],
  },
  {
    mistake: "the folder that synth wrote",
    sources: ["cdktf.out"],
    problems: [
      {
        code: "CHECK_FILE_FOLDER",
        path: "command line › files",
        message: "This is a folder, and files are checked.",
        found: "cdktf.out",
        expected: "a cdk.tf.json, or the JSON of a plan",
        fix: "name the files in it: npx groundplan check cdktf.out/stacks/*/cdk.tf.json",
      },
    ],
    ways: [
      {
        says: "npx groundplan check cdktf.out/stacks/*/cdk.tf.json",
        to: ["cdktf.out/stacks/shop/cdk.tf.json"],
      },
    ],
  },
  unfit("null.json", "CHECK_FORMAT_UNKNOWN", { ...FORMAT_UNKNOWN, found: "null" }),
  unfit("list.json", "CHECK_FORMAT_UNKNOWN", { ...FORMAT_UNKNOWN, found: "an empty list" }),
  unfit("empty.json", "PLAN_EMPTY", {
    message: "There is nothing in it.",
    found: "no text",
    expected: EITHER,
    fix: AGAIN,
  }),
  unfit("cut.json", "PLAN_TRUNCATED", {
    message: "The JSON ends in the middle.",
    found: "24 characters that end too soon",
    expected: `the whole of ${EITHER}`,
    fix: `${AGAIN}, and look whether the disk is full`,
  }),
  unfit("encoding.json", "PLAN_ENCODING", {
    message: "The text is in an encoding that JSON has not.",
    found: "bytes that are no UTF-8",
    expected: "UTF-8, or UTF-16 with a byte order mark",
    fix: `${AGAIN}, without a program in between that changes the encoding`,
  }),
  unfit("plan.txt", "PLAN_NOT_JSON", {
    message: "This is no JSON.",
    found: "another kind of text",
    expected: EITHER,
    fix: AGAIN,
  }),
  unfit("saved.tfplan", "PLAN_BINARY", {
    message: "This is a saved plan, which only Terraform reads.",
    found: "a zip archive",
    expected: EITHER,
    fix: "make it with terraform show -json <plan file> > plan.json, in the folder that the plan was made in",
  }),
  unfit("terraform.tfstate", "PLAN_IS_STATE", {
    message: "This is a state, and neither a configuration nor a plan.",
    found: "lineage and serial, as in a state file",
    expected: EITHER,
    fix: "name the plan file: terraform show -json <plan file> > plan.json",
  }),
  {
    mistake: "several files at once",
    sources: ["unfit/null.json", "cdktf.out/stacks/shop/cdk.tf.json", "unfit/plan.txt", "gone.json"],
    problems: [
      { code: "CHECK_FORMAT_UNKNOWN", path: "unfit/null.json", ...FORMAT_UNKNOWN, found: "null" },
      {
        ...{ code: "PLAN_NOT_JSON", path: "unfit/plan.txt", message: "This is no JSON." },
        ...{ found: "another kind of text", expected: EITHER, fix: AGAIN },
      },
      {
        ...{ code: "CHECK_FILE_MISSING", path: "command line › files", message: "There is no such file." },
        ...{ found: "gone.json", expected: EITHER },
        fix: "name one that is there, such as cdktf.out/stacks/<stack>/cdk.tf.json after `npm run synth`; without files the project's own stacks are checked",
      },
    ],
    ways: [
      {
        says: [
          "name a cdk.tf.json that synth wrote",
          "write it again",
          "name one that is there, such as cdktf.out/stacks/<stack>/cdk.tf.json",
        ],
        to: ["cdktf.out/stacks/shop/cdk.tf.json", "plans/shop.plan.json"],
      },
    ],
  },
  {
    mistake: "JSON of something else",
    sources: ["package.json"],
    problems: [
      {
        code: "CHECK_FORMAT_UNKNOWN",
        path: "package.json",
        message: "This is neither a configuration of Terraform in JSON nor the JSON of a plan.",
        found: "keys name",
        expected: "resource, terraform and the like as in cdk.tf.json, or format_version and resource_changes",
        fix: "name a cdk.tf.json that synth wrote, or write the plan with `terraform show -json <plan file> > plan.json`",
      },
    ],
    ways: [
      { says: "name a cdk.tf.json that synth wrote", to: ["cdktf.out/stacks/shop/cdk.tf.json"] },
      { says: "or write the plan with `terraform show -json <plan file> > plan.json`", to: ["plans/shop.plan.json"] },
    ],
  },
  {
    mistake: "blocks that are none",
    sources: ["odd.tf.json"],
    problems: [
      ["resource.aws_s3_bucket", '"x"', "blocks by name"],
      ["resource.aws_vpc.v", "3", "attributes"],
      ["resource", "1", "blocks by type"],
      ["terraform", '"x"', "attributes"],
    ].map(([path = "", found = "", of = ""]) => ({
      code: "CHECK_BLOCK_INVALID",
      path: `odd.tf.json › ${path}`,
      message: "This is no block, and Terraform refuses it.",
      found,
      expected: `an object of ${of}, or a list of such objects`,
      fix: "write a block in its place, or leave it out",
    })),
    ways: [
      { says: "write a block in its place", to: ["mended.tf.json"] },
      { says: "or leave it out", to: ["one.tf.json"] },
    ],
  },
  {
    mistake: "two resources of one address",
    sources: ["twice.tf.json"],
    problems: [
      {
        code: "CHECK_BLOCK_TWICE",
        path: "twice.tf.json › resource.aws_s3_bucket.b",
        message: "There are several blocks of one name, and Terraform refuses all but one.",
        found: "a second one",
        expected: "one",
        fix: "leave all but one out, or name them otherwise",
      },
    ],
    ways: [
      { says: "leave all but one out", to: ["one.tf.json"] },
      { says: "or name them otherwise", to: ["mended.tf.json"] },
    ],
  },
  ...["build", "plans"].map((exemptionsFrom) => ({
    mistake: `exemptions from ${exemptionsFrom}, which holds none`,
    sources: { files: ["plans/shop.plan.json"], exemptionsFrom },
    problems: [
      {
        code: "CHECK_EXEMPTIONS_FOLDER",
        path: "command line › --exemptions-from",
        message: "The folder says nothing of exemptions.",
        found: exemptionsFrom === "build" ? "build, which is not there" : "plans",
        expected: "a folder that synth wrote, or `npx groundplan plan --out`",
        fix: "name the folder that synth wrote, such as cdktf.out after `npm run synth`, or leave the option out, so that nothing is exempt",
      },
    ],
    ways: [
      {
        says: "name the folder that synth wrote, such as cdktf.out after `npm run synth`",
        to: { files: ["plans/shop.plan.json"], exemptionsFrom: "cdktf.out" },
      },
      { says: "or leave the option out", to: ["plans/shop.plan.json"] },
    ],
  })),
];

test.each(["powershell.tf.json", "marked.tf.json"])("%s, which begins with a byte order mark, is read", (file) => {
  expect(problemsOf([file])).toEqual([]);
});

test.each(MISTAKES)("$mistake: what is wrong is told whole", ({ sources, problems }) => {
  expect(problemsOf(sources)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOf);
