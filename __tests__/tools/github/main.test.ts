import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import { MARKER } from "../../../review";
import { readStacks } from "../../../runner/stacks/stack-json";
import { createApplication } from "../../../stacks/application/application";
import { deliveredEnvironments } from "../../../tools/github/environments";
import { runGithub } from "../../../tools/github/main";
import { FakeGithub } from "./fake-github";

let folder: string;
let github: FakeGithub;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "groundplan-github-"));
  github = new FakeGithub();
  await github.start();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.stop();
});

async function run(args: readonly string[], root = folder, more: NodeJS.ProcessEnv = {}) {
  const [printed, logged]: [string[], string[]] = [[], []];
  const variables = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "acme/platform",
    GITHUB_TOKEN: "token",
    GITHUB_RUN_ID: "5",
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    ...more,
  };
  const code = await runGithub(args, {
    root,
    variables,
    print: (line) => printed.push(line),
    log: (line) => logged.push(line),
  });
  return { code, printed, logged };
}

/** What the artifact of an environment holds, in the folder that it was downloaded to. */
function write(
  name: string,
  { hasDrift = false, add = 0, outputs = [] as string[], text = "review", folderName = name },
): void {
  const json = {
    version: 1,
    risks: [],
    counts: { add, change: 0, replace: 0, destroy: 0, bookkeeping: 0 },
    stacks: [{ outputs }],
  };
  const to = join(folder, folderName);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, "environment"), `${name.replace(/^(review|drift)-/, "")}\n`);
  writeFileSync(join(to, "review.md"), `${MARKER}\n${text}\n`);
  writeFileSync(join(to, "review.json"), JSON.stringify(json));
  writeFileSync(join(to, "digest"), "a".repeat(64));
  writeFileSync(join(to, "drifted"), `${hasDrift}\n`);
}

const shipped = loadEnvironments("config", { variables: {} });
/** The repository that the roles of the shipped configuration trust. */
const TRUSTED = shipped.flatMap(({ delivery }) => delivery?.github.repository ?? [])[0] ?? "";
const NAMES = JSON.stringify(["staging", "production"].map((name) => ({ name, region: "eu-west-1" })));

describe("the environments that workflows deploy", () => {
  it("are those with shared state and a delivery section; the others are left out, and that is said", async () => {
    const { code, printed, logged } = await run(["environments"], process.cwd(), { GITHUB_REPOSITORY: TRUSTED });
    expect(code).toBe(0);
    const [line = ""] = printed;
    expect(JSON.parse(line.replace("environments=", "")).map(({ name }: { name: string }) => name)).toEqual([
      "production",
      "staging",
    ]);
    expect(logged).toEqual([
      "::notice::sandbox is left out: its state lies in files of one machine (backend.type: s3 shares it).",
    ]);
  });

  it("are none in a repository that their roles do not trust", async () => {
    const { printed, logged } = await run(["environments"], process.cwd());
    expect(printed).toEqual(["environments=[]"]);
    expect(logged).toContain(
      `::notice::staging is left out: its roles trust ${TRUSTED} (delivery.github), and this is acme/platform.`,
    );
  });

  it("are left out without roles, and where HCP Terraform plans and applies", () => {
    const all = shipped.map((resolved) =>
      resolved.environment.name === "staging"
        ? { ...resolved, delivery: undefined }
        : {
            ...resolved,
            environment: { ...resolved.environment, backend: { type: "cloud", organization: "acme" } as const },
          },
    );
    expect(deliveredEnvironments(all, TRUSTED)).toEqual({
      delivered: [],
      leftOut: new Map([
        ["production", "HCP Terraform plans and applies it"],
        ["sandbox", "HCP Terraform plans and applies it"],
        ["staging", "it has no delivery section, which makes the roles of the workflows"],
      ]),
    });
  });

  it("have the roles that their delivery stacks make, and are approved as these say", () => {
    const outdir = mkdtempSync(join(tmpdir(), "groundplan-test-"));
    const all = shipped.map((resolved) =>
      resolved.environment.name === "staging" && resolved.delivery
        ? { ...resolved, delivery: { ...resolved.delivery, apply: { environment: "shared" } } }
        : resolved,
    );
    createApplication(all, { outdir }).synth();
    const made = readStacks(outdir)
      .filter(({ name }) => name.endsWith("-delivery"))
      .flatMap(({ json }) => Object.values((json as Json).resource.aws_iam_role).map(({ name }) => name));
    const { delivered } = deliveredEnvironments(all, TRUSTED.toUpperCase());
    const roles = delivered.flatMap(({ planRole, applyRole }) => [planRole, applyRole]);
    expect(roles.map((arn) => arn.split("/")[1]).sort()).toEqual(made.sort());
    expect(delivered.map(({ name, approval }) => [name, approval])).toEqual([
      ["production", "production"],
      ["staging", "shared"],
    ]);
    rmSync(outdir, { recursive: true });
  });
});

interface Json {
  readonly resource: { readonly aws_iam_role: Readonly<Record<string, { readonly name: string }>> };
}

test("what waits for an approval are the environments whose plans change something, with the digest of the plan", async () => {
  write("review-staging", { outputs: ["vpc_id"] });
  write("review-production", {});
  const { printed, logged } = await run(["waiting", ".", NAMES]);
  expect(printed).toEqual([
    `waiting=${JSON.stringify([{ name: "staging", region: "eu-west-1", digest: "a".repeat(64) }])}`,
  ]);
  expect(logged).toEqual(["::notice::production is not deployed: nothing changes."]);
  rmSync(join(folder, "review-staging"), { recursive: true });
  expect((await run(["waiting", ".", NAMES])).printed).toEqual(["waiting=[]"]);
});

test("a single artifact, which is downloaded without a folder of its own, is that of the environment that it names", async () => {
  write("review-production", { add: 1, folderName: "." });
  const { printed, logged } = await run(["waiting", ".", NAMES]);
  expect(printed).toEqual([
    `waiting=${JSON.stringify([{ name: "production", region: "eu-west-1", digest: "a".repeat(64) }])}`,
  ]);
  expect(logged).toEqual(["::notice::staging is not deployed: it has no plan."]);
});

test("nothing waits where no artifact was downloaded", async () => {
  expect((await run(["waiting", "reviews", NAMES])).printed).toEqual(["waiting=[]"]);
});

test("the reviews of the run that the event names are commented", async () => {
  writeFileSync(
    join(folder, "event.json"),
    JSON.stringify({ workflow_run: { path: ".github/workflows/ci.yml", event: "push" } }),
  );
  expect(await run(["comment"])).toMatchObject({ code: 0, logged: ["The run was started by push: nothing to do."] });
});

test("a command that there is not is told with those that there are", async () => {
  expect(await run(["toString"])).toMatchObject({
    code: 2,
    logged: ["usage: node dist/tools/github/main.js environments|waiting|comment|drifted|drift"],
  });
});

describe("drift", () => {
  const stack = {
    resource: { aws_iam_role: { app: { name: "app", assume_role_policy: "{}", timeouts: [{ create: "1m" }] } } },
  };
  const drift = (before: object, after: object | null) => {
    const change = { actions: [after ? "update" : "delete"], before, after };
    return { resource_drift: [{ address: "aws_iam_role.app", type: "aws_iam_role", name: "app", change }] };
  };
  const trust = (...services: string[]) =>
    JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services } }] });

  it.each([
    ["another value of what the configuration names", drift({ name: "app" }, { name: "other" }), true],
    [
      "another tag, although the provider adds it",
      drift({ tags_all: { Owner: "a" } }, { tags_all: { Owner: "b" } }),
      true,
    ],
    ["a resource that is gone", drift({ name: "app" }, null), true],
    ["what others have attached, which AWS fills in", drift({ inline_policy: [] }, { inline_policy: [{}] }), false],
    [
      "a policy that AWS gives back in another order",
      drift({ assume_role_policy: trust("a", "b") }, { assume_role_policy: trust("b", "a") }),
      false,
    ],
    ["a value in a block", drift({ timeouts: [{ create: "1m" }] }, { timeouts: [{ create: "2m" }] }), true],
    [
      "what AWS fills into a block",
      drift({ timeouts: [{ create: "1m" }] }, { timeouts: [{ create: "1m", delete: "1m" }] }),
      false,
    ],
    ["what is empty in another way", drift({ tags: null }, { tags: {} }), false],
    ["nothing at all", {}, false],
  ])("may be %s", async (_, plan, expected) => {
    writeFileSync(join(folder, "dev-access.plan.json"), JSON.stringify(plan));
    writeFileSync(join(folder, "dev-access.cdk.tf.json"), JSON.stringify(stack));
    expect((await run(["drifted", "."])).printed).toEqual([String(expected)]);
  });
});

describe("the issue about drift", () => {
  const open = () => github.issues.filter(({ state }) => state === "open");
  const drift = () => run(["drift", ".", NAMES]);

  it("is opened for what has changed, updated while it lasts, and closed when it has gone", async () => {
    write("drift-staging", { hasDrift: true, text: "tags of the VPC" });
    write("drift-production", {});
    expect((await drift()).logged).toEqual([expect.stringMatching(/^#\d+ is opened\.$/)]);
    expect(open()).toEqual([expect.objectContaining({ title: "Drift: staging", labels: ["drift"] })]);
    expect(open()[0]?.body).toMatch(/^<!-- groundplan drift -->\n(?:.*\n)*## staging\n\ntags of the VPC\n/);
    expect(open()[0]?.body).toContain("https://github.com/acme/platform/actions/runs/5");

    write("drift-production", { hasDrift: true });
    await drift();
    expect(open().map(({ title }) => title)).toEqual(["Drift: staging, production"]);

    write("drift-staging", {});
    write("drift-production", {});
    expect((await drift()).logged).toEqual([expect.stringMatching(/^#\d+ is closed\.$/)]);
    expect(open()).toEqual([]);
    expect((await drift()).logged).toEqual(["No drift."]);
  });

  it("is about the one environment that was planned, whose artifact is downloaded without a folder of its own", async () => {
    write("drift-staging", { hasDrift: true, folderName: "." });
    await drift();
    expect(open().map(({ title }) => title)).toEqual(["Drift: staging"]);
    expect(open()[0]?.body).toContain("Not planned, since planning failed: production.");
  });

  it("stays open while an environment cannot be planned, and says which", async () => {
    write("drift-staging", { hasDrift: true });
    await drift();
    expect(open()[0]?.body).toContain("Not planned, since planning failed: production.");
    write("drift-staging", {});
    expect((await drift()).logged).toEqual([expect.stringContaining("stays open: production could not be planned.")]);
    expect(open()).toHaveLength(1);
  });

  it("is not opened for an environment that cannot be planned, which is told", async () => {
    write("drift-staging", {});
    expect((await drift()).logged).toEqual(["No drift is known: production could not be planned."]);
    expect(github.changes).toEqual([]);
  });

  it("is none that a person has written, nor a pull request", async () => {
    const body = "<!-- groundplan drift -->";
    github.issues.push({ id: 1, body, user: { type: "User" }, state: "open" });
    github.issues.push({ id: 2, body, user: { type: "Bot" }, state: "open", pull_request: {} });
    write("drift-staging", {});
    write("drift-production", {});
    expect((await drift()).logged).toEqual(["No drift."]);
    expect(github.changes).toEqual([]);
  });
});
