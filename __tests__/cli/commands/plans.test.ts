import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEV, devWith, removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { type Answer, type Asked, type Loopback, startLoopback } from "../../support/loopback";
import { type CommandProject, problemsOfSteps, type Steps } from "../followed-commands";
import { project, runIn } from "../run-command";

const NAME = "groundplan-dev-state-111111111111-ap-northeast-2";
const BUCKET = `s3://${NAME}`;
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const SHARED = devWith("type: local", "type: s3");
const KEYS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** Stands in for S3: keeps what is put, and refuses as it is told. */
class Bucket {
  readonly objects = new Map<string, Buffer>();
  readonly asked: Asked[] = [];
  isThere = true;
  isAllowed = true;

  readonly answer = (asked: Asked): Answer => {
    this.asked.push(asked);
    const { method, path, body } = asked;
    if (!this.isAllowed) return error(403, "AccessDenied");
    if (!this.isThere) return error(404, "NoSuchBucket");
    if (method === "PUT") {
      if (asked.headers["if-none-match"] === "*" && this.objects.has(path)) return error(412, "PreconditionFailed");
      this.objects.set(path, body);
      return { status: 200 };
    }
    const object = this.objects.get(path);
    return object ? { status: 200, body: object } : error(404, "NoSuchKey");
  };
}

function error(status: number, code: string): Answer {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>` };
}

let bucket = new Bucket();
let server: Loopback;

beforeAll(async () => {
  server = await startLoopback((asked) => bucket.answer(asked));
});
beforeEach(() => {
  bucket = new Bucket();
});
afterAll(async () => {
  await server.close();
  removeConfigFolders();
});

/** What belongs to the plans of an environment, of which one stack was planned with mock values and has none. */
const SAVED: Readonly<Record<string, string>> = {
  "dev-edge.plan.json": "{}",
  "dev-network.plan.json": "{}",
  "dev-network.terraform.lock.hcl": "versions",
  "dev-network.tfplan": "\u0000 a plan",
  "plans.json": JSON.stringify({ version: 1, stacks: { "dev-network": {}, "dev-edge": {} } }),
  "review-settings.json": "{}",
};

function planned(): string {
  const root = project({ dev: SHARED });
  for (const [file, text] of Object.entries(SAVED)) write(root, `plans/${file}`, text);
  write(root, "plans/notes.txt", "of nobody's business");
  return root;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Digest of what {@link planned} makes. */
const DIGEST = sha256(
  `${JSON.stringify({ version: 1, files: Object.fromEntries(Object.entries(SAVED).map(([name, text]) => [name, sha256(text)])) }, undefined, 2)}\n`,
);

function write(root: string, file: string, text: string): void {
  mkdirSync(join(root, file, ".."), { recursive: true });
  writeFileSync(join(root, file), text);
}

const run = (root: string, args: string, variables: NodeJS.ProcessEnv = KEYS) =>
  runIn(root, args, { AWS_ENDPOINT_URL: server.url, ...variables });

const push = (root: string, more = "") => run(root, `plans push dev plans --commit ${COMMIT}${more}`);

test("plans are saved under environment, commit and digest, encrypted by KMS, the list of them last", async () => {
  const root = planned();
  const { exitCode, out } = await push(root, " --digest-file digest");
  expect([exitCode, readFileSync(join(root, "digest"), "utf8")]).toEqual([0, DIGEST]);
  expect(out).toBe(
    `Saved in ${BUCKET}/plans/dev/${COMMIT}/. Bring it back:\n` +
      `  npx groundplan plans pull dev plans --commit ${COMMIT} --digest ${DIGEST}\n`,
  );
  const at = `/${NAME}/plans/dev/${COMMIT}/${DIGEST}`;
  expect(bucket.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PUT ${at}/dev-edge.plan.json`,
    `PUT ${at}/dev-network.plan.json`,
    `PUT ${at}/dev-network.terraform.lock.hcl`,
    `PUT ${at}/dev-network.tfplan`,
    `PUT ${at}/plans.json`,
    `PUT ${at}/review-settings.json`,
    `PUT ${at}/files.json`,
  ]);
  const [first] = bucket.asked;
  expect(first?.headers["x-amz-server-side-encryption"]).toBe("aws:kms");
  expect(first?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/ap-northeast-2\/s3\/aws4_request/,
  );
});

test("the same plans are saved once, and other plans of the commit beside them", async () => {
  const root = planned();
  expect((await push(root)).out).toBe((await push(root)).out);
  expect(bucket.objects.size).toBe(7);
  write(root, "plans/dev-network.tfplan", "another plan");
  await push(root);
  expect(bucket.objects.size).toBe(14);
});

test("a bucket that is made elsewhere encrypts as it is set up to", async () => {
  const root = planned();
  write(root, "config/dev.yaml", devWith("type: local", "type: s3\n  bucket: acme-states\n  bucketExists: true"));
  await push(root);
  expect(bucket.asked[0]?.headers["x-amz-server-side-encryption"]).toBeUndefined();
  expect(bucket.asked[0]?.path).toContain("/acme-states/plans/dev/");
});

test("the token of a role is sent", async () => {
  await run(planned(), `plans push dev plans --commit ${COMMIT}`, { ...KEYS, AWS_SESSION_TOKEN: "of-a-role" });
  expect(bucket.asked[0]?.headers["x-amz-security-token"]).toBe("of-a-role");
});

test("what is pulled is what was pushed, for its owner only", async () => {
  const root = planned();
  await push(root);
  const { exitCode, out } = await run(root, `plans pull dev there --commit ${COMMIT} --digest ${DIGEST}`);
  expect([exitCode, out]).toEqual([0, "Apply them:\n  npx groundplan deploy --plan there\n"]);
  for (const file of ["plans.json", "dev-network.tfplan", "dev-network.terraform.lock.hcl", "dev-edge.plan.json"]) {
    expect(readFileSync(join(root, "there", file))).toEqual(readFileSync(join(root, "plans", file)));
    expect(statSync(join(root, "there", file)).mode & 0o777).toBe(0o600);
  }
  expect(existsSync(join(root, "there", "notes.txt"))).toBe(false);
});

test("plans of which one file was changed are not written at all", async () => {
  const root = planned();
  await push(root);
  const changed = [...bucket.objects.keys()].find((key) => key.endsWith(".tfplan")) ?? "";
  bucket.objects.set(changed, Buffer.from("evil"));
  const { exitCode, err } = await run(root, `plans pull dev there --commit ${COMMIT} --digest ${DIGEST}`);
  expect(exitCode).toBe(1);
  expect(err).toContain(`at:       s3:/${changed}`);
  expect(err).toContain("[PLANS_TAMPERED]");
  expect(existsSync(join(root, "there"))).toBe(false);
});

test("no name in a list leads out of the folder", async () => {
  const root = planned();
  const hash = sha256("evil");
  const list = JSON.stringify({ version: 1, files: { "../evil": hash } });
  const digest = sha256(list);
  bucket.objects.set(`/${NAME}/plans/dev/${COMMIT}/${digest}/files.json`, Buffer.from(list));
  bucket.objects.set(`/${NAME}/plans/dev/${COMMIT}/evil`, Buffer.from("evil"));
  bucket.objects.set(`/${NAME}/plans/dev/${COMMIT}/${digest}/../evil`, Buffer.from("evil"));
  await run(root, `plans pull dev there --commit ${COMMIT} --digest ${digest}`);
  expect(existsSync(join(root, "evil"))).toBe(false);
});

test.each([
  ["push dev plans --commit main", "the full hash"],
  ["pull dev plans --commit HEAD --digest 123", "the full hash"],
  [`pull dev plans --commit ${COMMIT}`, "required option '--digest <digest>'"],
  [`pull dev plans --commit ${COMMIT} --digest 123`, "64 hexadecimal digits"],
  ["push dev plans", "required option '--commit <hash>'"],
])("plans %s is not understood", async (args, words) => {
  const { exitCode, err } = await run(planned(), `plans ${args}`);
  expect(exitCode).toBe(2);
  expect(err).toContain(words);
});

const PUSH = `npx groundplan plans push dev plans --commit ${COMMIT}`;
const PULL = `npx groundplan plans pull dev there --commit ${COMMIT} --digest ${DIGEST}`;
const OBJECT = `${BUCKET}/plans/dev/${COMMIT}/${DIGEST}`;

const withKeys = (line: string) => `AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test ${line}`;
const local = ({ root }: CommandProject) => write(root, "config/dev.yaml", DEV);
const shared = ({ root }: CommandProject) => write(root, "config/dev.yaml", SHARED);
const changeList = () =>
  void bucket.objects.set(`/${NAME}/plans/dev/${COMMIT}/${DIGEST}/files.json`, Buffer.from("{}"));
const bucketThat = (change: Partial<Bucket>) => () => void Object.assign(bucket, change);

const MISTAKES: readonly {
  mistake: string;
  steps: Steps;
  problems: readonly { code: string; path: string; message: string; found: string; expected: string; fix: string }[];
  ways: readonly { says: string; to: Steps }[];
}[] = [
  {
    mistake: "an environment whose state is shared with nobody, and no credentials",
    steps: [local, PUSH],
    problems: [
      {
        code: "STATE_NOT_SHARED",
        path: "dev › backend.type",
        message: "The environment keeps its state in no bucket, so there is none to save plans in.",
        found: "local",
        expected: "s3",
        fix: "give it a bucket, before the first deploy: backend.type: s3 in its file, then npx groundplan bootstrap dev",
      },
      {
        code: "AWS_CREDENTIALS_MISSING",
        path: "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
        message: "There are no credentials for the state bucket.",
        found: "not set",
        expected: "both, and AWS_SESSION_TOKEN with those of a role",
        fix: 'take those of a profile: eval "$(aws configure export-credentials --format env)"',
      },
    ],
    ways: [
      { says: "backend.type: s3", to: [shared, withKeys(PUSH)] },
      { says: "aws configure export-credentials --format env", to: [shared, withKeys(PUSH)] },
    ],
  },
  {
    mistake: "a bucket that is not there",
    steps: [bucketThat({ isThere: false }), withKeys(PUSH)],
    problems: [
      {
        code: "STATE_BUCKET_REFUSED",
        path: `${OBJECT}/dev-edge.plan.json`,
        message: "The state bucket does not take or give this file.",
        found: "404 NoSuchBucket",
        expected: "a bucket that answers these credentials",
        fix: "make it: npx groundplan bootstrap dev",
      },
    ],
    ways: [{ says: "groundplan bootstrap dev", to: [bucketThat({ isThere: true }), withKeys(PUSH)] }],
  },
  {
    mistake: "credentials that the bucket does not answer",
    steps: [bucketThat({ isAllowed: false }), withKeys(PULL)],
    problems: [
      {
        code: "STATE_BUCKET_REFUSED",
        path: `${OBJECT}/files.json`,
        message: "The state bucket does not take or give this file.",
        found: "403 AccessDenied",
        expected: "a bucket that answers these credentials",
        fix: `use credentials that are allowed s3:PutObject to push, s3:GetObject to pull and s3:ListBucket, on ${BUCKET}/plans/*`,
      },
    ],
    ways: [{ says: "use credentials", to: [bucketThat({ isAllowed: true }), withKeys(PUSH), withKeys(PULL)] }],
  },
  {
    mistake: "a server that does not answer",
    steps: [`AWS_ENDPOINT_URL=http://127.0.0.1:1 ${withKeys(PULL)}`],
    problems: [
      {
        code: "STATE_BUCKET_REFUSED",
        path: `${OBJECT}/files.json`,
        message: "The state bucket does not take or give this file.",
        found: "no answer (fetch failed)",
        expected: "a bucket that answers these credentials",
        fix: "try again when it answers",
      },
    ],
    ways: [{ says: "try again", to: [withKeys(PUSH), withKeys(PULL)] }],
  },
  {
    mistake: "plans that nobody has saved",
    steps: [withKeys(PULL)],
    problems: [
      {
        code: "PLANS_NOT_SAVED",
        path: `${OBJECT}/files.json`,
        message:
          "Nothing is saved under this commit and digest, or it is gone by now: saved plans are kept for some days.",
        found: "no such file",
        expected: "what `groundplan plans push` saves, with the commit that it was given and the digest that it prints",
        fix: "plan again, save that with `npx groundplan plans push`, and pull it by its digest",
      },
    ],
    ways: [{ says: "npx groundplan plans push", to: [withKeys(PUSH), withKeys(PULL)] }],
  },
  {
    mistake: "plans that somebody has changed",
    steps: [withKeys(PUSH), changeList, withKeys(PULL)],
    problems: [
      {
        code: "PLANS_TAMPERED",
        path: `${OBJECT}/files.json`,
        message: "What is saved is not what was reviewed: somebody has changed it since, and it is not applied.",
        found: sha256("{}"),
        expected: DIGEST,
        fix: "find out who wrote it, then delete all below this digest, plan again, and save that with `npx groundplan plans push`",
      },
    ],
    ways: [
      {
        says: "delete all below this digest, plan again, and save that",
        to: [withKeys(PUSH), changeList, () => bucket.objects.clear(), withKeys(PUSH), withKeys(PULL)],
      },
    ],
  },
];

const problemsIn = (steps: Steps) => {
  bucket = new Bucket();
  const root = planned();
  return problemsOfSteps(
    { root, run: (args, variables) => runIn(root, args, { AWS_ENDPOINT_URL: server.url, ...variables }) },
    steps,
  );
};

test.each(MISTAKES)("$mistake: the whole message", async ({ steps, problems }) => {
  expect(await problemsIn(steps)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);
