import { devWith, load, problemsOf, removeConfigFolders } from "./config-folder";

afterAll(removeConfigFolders);

/** An environment of its own address range with a backend in S3. */
function withBackend(...lines: string[]): string {
  return devWith("  type: local\n", `${["type: s3", ...lines].map((line) => `  ${line}\n`).join("")}`);
}

test("a bucket that two environments would make is refused in both", () => {
  const shared = withBackend("bucket: acme-states");
  expect(problemsOf({ dev: shared, qa: shared })).toEqual(
    ["dev", "qa"].map((name) => ({
      code: "CONFIG_STATE_BUCKET_TWICE",
      path: `config/${name}.yaml:8:11 › backend.bucket`,
      message: "Several environments would make the same state bucket.",
      found: '"acme-states" in dev, qa',
      expected: "one environment that makes the bucket",
      fix: "write `bucketExists: true` below backend in all of dev, qa but one, or give each a bucket of its own",
    })),
  );
});

test("a bucket may be shared when one environment makes it", () => {
  const shared = withBackend("bucket: acme-states");
  const sharing = withBackend("bucket: acme-states", "bucketExists: true");
  expect(load({ dev: shared, qa: sharing })).toHaveLength(2);
  expect(load({ dev: sharing, qa: sharing })).toHaveLength(2);
});

test("a bucket that exists is named", () => {
  expect(problemsOf({ dev: withBackend("bucketExists: true") })).toEqual([
    {
      code: "CONFIG_STATE_BUCKET_UNNAMED",
      path: "config/dev.yaml:8:17 › backend.bucketExists",
      message: "What exists already has a name, and the bucket is not named.",
      found: "bucketExists without bucket",
      expected: "the name of the bucket",
      fix: "write `bucket` beside it, or remove bucketExists so that the state stack makes the bucket",
    },
  ]);
});

test("a lock table that exists with its bucket is named", () => {
  const backend = ["bucket: acme-states", "bucketExists: true", "lock: dynamodb"];
  expect(problemsOf({ dev: withBackend(...backend) }).map(({ code, found }) => [code, found])).toEqual([
    ["CONFIG_STATE_BUCKET_UNNAMED", "bucketExists without lockTable"],
  ]);
  expect(load({ dev: withBackend(...backend, "lockTable: acme-locks") })).toHaveLength(1);
});
