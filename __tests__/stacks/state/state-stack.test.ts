import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import type { BackendConfig } from "../../../constructs/core/environments/backend";
import { createApplication } from "../../../stacks/application/application";
import { synthesize } from "../../../stacks/application/synthesize";

const outdir = mkdtempSync(join(tmpdir(), "groundplan-test-"));

afterAll(() => rmSync(outdir, { recursive: true }));

/** The stacks of staging with another backend, as Terraform reads them. */
function stagingWith(backend: BackendConfig) {
  const specs = loadEnvironments("config", { variables: { GROUNDPLAN_ENV: "staging" } }).map((spec) => ({
    ...spec,
    environment: { ...spec.environment, backend },
  }));
  const stacks = synthesize(outdir, (staging) => createApplication(specs, { outdir: staging }));
  const json = (name: string) =>
    JSON.parse(readFileSync(stacks.find((stack) => stack.name === name)?.file ?? "", "utf8"));
  return { names: stacks.map(({ name }) => name), stacks, json };
}

test("everything of a state stack lies in the backend's region, where the other stacks look for it", () => {
  const { json } = stagingWith({ type: "s3", region: "eu-west-1", lock: "dynamodb" });
  const state = json("staging-state");
  const { s3 } = json("staging-network").terraform.backend;
  expect(state.provider.aws).toEqual([expect.objectContaining({ region: "eu-west-1" })]);
  expect(Object.values(state.resource.aws_s3_bucket)).toEqual([expect.objectContaining({ bucket: s3.bucket })]);
  expect(Object.values(state.resource.aws_dynamodb_table)).toEqual([
    expect.objectContaining({ name: s3.dynamodb_table }),
  ]);
  expect(s3).toMatchObject({ region: "eu-west-1", bucket: expect.stringMatching(/-eu-west-1$/) });
  expect(state.terraform.backend.s3).toEqual({ ...s3, key: "groundplan/staging/state.tfstate" });
  expect(json("staging-network").provider.aws).toEqual([expect.objectContaining({ region: "ap-northeast-2" })]);
});

test("a bucket that exists has no stack that makes it, and no stack waits for one", () => {
  const { names, stacks, json } = stagingWith({ type: "s3", bucket: "acme-states", bucketExists: true });
  expect(names).not.toContain("staging-state");
  expect(names).toContain("staging-network");
  expect(stacks.flatMap(({ dependencies }) => dependencies)).not.toContain("staging-state");
  expect(json("staging-network").terraform.backend.s3.bucket).toBe("acme-states");
});
