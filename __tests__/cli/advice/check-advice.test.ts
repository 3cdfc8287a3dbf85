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
    writeFileSync(join(root, file), JSON.stringify(content));
  };
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

test.each(MISTAKES)("$mistake: what is wrong is told whole", ({ sources, problems }) => {
  expect(problemsOf(sources)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOf);
