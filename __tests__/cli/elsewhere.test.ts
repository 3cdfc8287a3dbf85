import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseElsewhere } from "../../cli/elsewhere";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import type { DeployedStack } from "../../memory/index";
import type { SynthesizedStack } from "../../runner/stacks/stacks";
import { testAdvice } from "../support/followed-advice";

const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));

interface Place {
  readonly project?: string;
  readonly account?: string;
  readonly region?: string;
  readonly bucket?: string;
}

/** A stack as it was deployed, if it was, and as it is now. */
interface Case {
  readonly before?: Place;
  readonly now: Place;
}

const DEPLOYED: Place = { project: "shop", account: "111111111111", region: "eu-west-1", bucket: "shop-states" };

function json({ project, account, region, bucket }: Place) {
  return {
    provider: {
      aws: [{ region, allowed_account_ids: [account], default_tags: [{ tags: { Project: project ?? "" } }] }],
    },
    terraform: { backend: { s3: { bucket, key: "dev-network" } } },
  };
}

function look({ before, now }: Case): void {
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json({ ...DEPLOYED, ...now })));
  const skeleton = json({ ...DEPLOYED, ...before });
  const remembered = before && ({ dependencies: [], facts: {}, skeleton } as unknown as DeployedStack);
  refuseElsewhere([{ name: "dev-network", environment: "dev", folder } as SynthesizedStack], () => remembered);
}

function problemsOf(one: Case): readonly Problem[] {
  try {
    look(one);
    return [];
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

test("a stack that is where it was deployed, or that is not deployed, is nothing to tell", () => {
  expect(problemsOf({ before: {}, now: {} })).toEqual([]);
  expect(problemsOf({ now: { region: "eu-central-1" } })).toEqual([]);
});

test("a renamed project is told with its bucket, since names and states follow it", () => {
  expect(problemsOf({ before: {}, now: { project: "acme", bucket: "acme-states" } })).toEqual([
    {
      code: "STACK_ELSEWHERE",
      path: "dev-network",
      message:
        "The stack is remembered as deployed otherwise than the configuration says now: Terraform would make all of it anew, beside what is deployed or in its place.",
      found:
        "project: acme instead of shop; state: s3://acme-states/dev-network instead of s3://shop-states/dev-network",
      expected: "what it is deployed with, until it is destroyed",
      fix: "put project and backend back, and declare an environment of another name with what is new; destroy the old one when the new one runs",
    },
  ]);
});

const BESIDE = {
  says: "declare an environment of another name",
  to: { now: { project: "acme", region: "eu-central-1" } },
};

const MISTAKES = [
  {
    mistake: "another project and region",
    problems: problemsOf({ before: {}, now: { project: "acme", region: "eu-central-1" } }),
    ways: [{ says: "put project and region back", to: { before: {}, now: {} } }, BESIDE],
  },
  {
    mistake: "another account",
    problems: problemsOf({ before: {}, now: { account: "222222222222" } }),
    ways: [{ says: "put account back", to: { before: {}, now: {} } }],
  },
  {
    mistake: "another bucket",
    problems: problemsOf({ before: {}, now: { bucket: "other" } }),
    ways: [
      { says: "put the backend back", to: { before: {}, now: {} } },
      { says: "npx groundplan accept dev dev-network", to: { before: { bucket: "other" }, now: { bucket: "other" } } },
    ],
  },
];

testAdvice(MISTAKES, problemsOf);
