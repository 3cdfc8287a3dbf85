import { decideTrust } from "../../support/policy-evaluator";
import { ACCOUNT, type Delivered, deliver } from "./support";

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

/** What GitHub says of a job in its token. */
interface Job {
  /** Owner and name, as the first part of the subject has them. */
  readonly of?: string;
  readonly repositoryId?: string;
  /** Last part of the subject. */
  readonly context: string;
  readonly ref: string;
  readonly environment?: string;
  readonly audience?: string;
}

function decideJob(delivered: Delivered, role: "plan" | "apply", job: Job) {
  const {
    of = "acme/platform",
    repositoryId = "4242",
    context,
    ref,
    environment,
    audience = "sts.amazonaws.com",
  } = job;
  const claims = {
    aud: audience,
    sub: `repo:${of}:${context}`,
    repository_id: repositoryId,
    ref,
    ...(environment === undefined ? {} : { environment }),
  };
  const keys = Object.entries(claims).map(([claim, value]) => [`token.actions.githubusercontent.com:${claim}`, value]);
  return decideTrust(delivered.trust(role), { provider: PROVIDER, context: Object.fromEntries(keys) });
}

const DEPLOYING: Job = { context: "environment:prod", ref: "refs/heads/main", environment: "prod" };
const PULL_REQUEST: Job = { context: "pull_request", ref: "refs/pull/7/merge" };

describe("the applying role", () => {
  const delivered = deliver();

  test.each<[string, Job]>([
    ["a job of the deployed branch that names the environment", DEPLOYING],
    ["the same in a repository whose subject has ids in it", { ...DEPLOYING, of: "acme@77/platform@4242" }],
  ])("is taken by %s", (_, job) => {
    expect(decideJob(delivered, "apply", job)).toBe("allowed");
  });

  test.each<[string, Job]>([
    ["a job of a pull request", PULL_REQUEST],
    ["a job of a pull request that names the environment", { ...DEPLOYING, ref: "refs/pull/7/merge" }],
    ["a job of another branch that names the environment", { ...DEPLOYING, ref: "refs/heads/mine" }],
    ["a tag of the branch's name", { ...DEPLOYING, ref: "refs/tags/main" }],
    ["a job that names no environment", { context: "ref:refs/heads/main", ref: "refs/heads/main" }],
    ["a job of another environment", { ...DEPLOYING, context: "environment:staging", environment: "staging" }],
    ["a fork", { ...DEPLOYING, of: "eve/platform", repositoryId: "9999" }],
    ["another repository of the name that became free", { ...DEPLOYING, repositoryId: "9999" }],
    ["the same with ids in its subject", { ...DEPLOYING, of: "acme@78/platform@9999", repositoryId: "9999" }],
    ["another repository of the owner", { ...DEPLOYING, of: "acme/website", repositoryId: "5151" }],
    ["a token for somebody else", { ...DEPLOYING, audience: "https://github.com/acme" }],
  ])("is not taken by %s", (_, job) => {
    expect(decideJob(delivered, "apply", job)).toBe("not allowed");
  });

  test("is not taken with a token that says nothing of its branch and repository", () => {
    const context = {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": "repo:acme/platform:environment:prod",
    };
    expect(decideTrust(delivered.trust("apply"), { provider: PROVIDER, context })).toBe("not allowed");
  });

  test("is taken for the environment and the branches that are named", () => {
    const named = deliver({
      github: { repository: "acme/platform", ownerId: "77", repositoryId: "4242" },
      apply: { environment: "production", branches: ["main", "release/1"] },
    });
    const job = (ref: string): Job => ({ context: "environment:production", ref, environment: "production" });
    expect(decideJob(named, "apply", job("refs/heads/main"))).toBe("allowed");
    expect(decideJob(named, "apply", job("refs/heads/release/1"))).toBe("allowed");
    expect(decideJob(named, "apply", job("refs/heads/release/2"))).toBe("not allowed");
    expect(decideJob(named, "apply", DEPLOYING)).toBe("not allowed");
  });
});

describe("the planning role", () => {
  const delivered = deliver();

  test.each<[string, Job]>([
    ["a job of a pull request", PULL_REQUEST],
    ["the same in a repository whose subject has ids in it", { ...PULL_REQUEST, of: "acme@77/platform@4242" }],
    ["a job of the deployed branch", { context: "ref:refs/heads/main", ref: "refs/heads/main" }],
  ])("is taken by %s", (_, job) => {
    expect(decideJob(delivered, "plan", job)).toBe("allowed");
  });

  test.each<[string, Job]>([
    ["a fork", { ...PULL_REQUEST, of: "eve/platform", repositoryId: "9999" }],
    ["another repository of the name that became free", { ...PULL_REQUEST, repositoryId: "9999" }],
    ["a job of another branch", { context: "ref:refs/heads/mine", ref: "refs/heads/mine" }],
    ["a job of an environment that is not named", DEPLOYING],
  ])("is not taken by %s", (_, job) => {
    expect(decideJob(delivered, "plan", job)).toBe("not allowed");
  });

  test("is taken by jobs of an environment that is named for it, which cannot apply", () => {
    const named = deliver({
      github: { repository: "acme/platform", ownerId: "77", repositoryId: "4242" },
      plan: { environment: "prod-plan" },
    });
    const job: Job = { context: "environment:prod-plan", ref: "refs/pull/7/merge", environment: "prod-plan" };
    expect(decideJob(named, "plan", job)).toBe("allowed");
    expect(decideJob(named, "apply", job)).toBe("not allowed");
  });
});

test("trust names the provider by an ARN that is known before it exists, made here or not", () => {
  const existing = deliver({
    github: { repository: "acme/platform", ownerId: "77", repositoryId: "4242", provider: "existing" },
  });
  expect(existing.trust("apply")).toBe(deliver().trust("apply"));
  expect(existing.resources("aws_iam_openid_connect_provider")).toEqual({});
});
