import { GITHUB_COMMENT, MARKER } from "../../../review";
import { Github } from "../../../tools/github/api";
import { commentReviews } from "../../../tools/github/comment";
import type { WorkflowRun } from "../../../tools/github/workflow-run";
import { FakeGithub } from "./fake-github";
import { zipFile } from "./zip-file";

const HEAD = "0123456789abcdef0123456789abcdef01234567";
const OLDER = "fedcba9876543210fedcba9876543210fedcba98";

/** A run that a pull request of a fork has started. */
const RUN: WorkflowRun = {
  id: 5,
  event: "pull_request",
  path: ".github/workflows/ci.yml",
  conclusion: "success",
  html_url: "https://github.com/acme/platform/actions/runs/5",
  head_sha: HEAD,
  head_branch: "wider",
  head_repository: { id: 42, owner: { login: "somebody" } },
};
const PLAN: WorkflowRun = { ...RUN, path: ".github/workflows/plan.yml" };

const json = (risks: readonly string[]) =>
  JSON.stringify({
    version: 1,
    risks,
    counts: { add: 1, change: 0, replace: 0, destroy: 0, bookkeeping: 0 },
    stacks: [{ outputs: [] }],
  });
const reviewOf = (text: string, risks: readonly string[] = []) =>
  zipFile({ "review.html": "<p>", "review.md": `${MARKER}\n${text}\n`, "review.json": json(risks) });

let github = new FakeGithub();
const waits: number[] = [];

beforeEach(async () => {
  github = new FakeGithub();
  await github.start();
  waits.length = 0;
  github.pulls.push({ number: 7, head: { sha: HEAD, ref: "wider", repo: { id: 42 }, owner: "somebody" } });
});
afterEach(() => github.stop());

const run = (event: WorkflowRun = RUN) =>
  commentReviews(
    new Github({
      url: github.url,
      repository: "acme/platform",
      token: "secret-of-the-job",
      wait: async (milliseconds) => void waits.push(milliseconds),
    }),
    event,
  );
const bodies = (pull = 7) => (github.comments.get(pull) ?? []).map(({ body }) => body);

const SHOWN = `${MARKER}
<!-- preview ${HEAD} -->
**1 stack · nothing risky**

---
Without credentials, commit ${HEAD}. [The run has the whole review.](https://github.com/acme/platform/actions/runs/5)
`;

test("a pull request gets one comment with the review and one label", async () => {
  github.addArtifact("review", reviewOf("**1 stack · nothing risky**"));
  expect(await run()).toBe("#7: 1 reviews, label risk/none.");
  expect(bodies()).toEqual([SHOWN]);
  expect(github.labels.get(7)).toEqual(["risk/none"]);
  expect(github.repositoryLabels.get("risk/none")).toMatchObject({
    color: "0e8a16",
    description: "The review finds nothing that needs approval",
  });
});

test("the same comment is written again, whichever page it is on, and the label is exchanged", async () => {
  const other = (body: string, type = "User") => ({ id: body.length, body, user: { type } });
  const sticky = { id: 77, body: `${MARKER}\n<!-- preview ${OLDER} -->\nold`, user: { type: "Bot" } };
  github.comments.set(7, [other("Nice"), other(`${MARKER}\nmine`), other("Thanks"), sticky]);
  github.labels.set(7, ["bug", "risk/none", "risk/of-somebody-else"]);
  github.addArtifact("review", reviewOf("**1 stack**", ["exposure", "data-loss"]));
  await run();
  expect(bodies()).toEqual(["Nice", `${MARKER}\nmine`, "Thanks", expect.stringContaining(`preview ${HEAD}`)]);
  expect(github.labels.get(7)).toEqual(["bug", "risk/of-somebody-else", "risk/data-loss"]);
  expect(github.changes).toEqual([
    "PATCH /issues/comments/77",
    "DELETE /issues/7/labels/risk/none",
    "POST /labels",
    "POST /issues/7/labels",
  ]);
});

test("what has not changed is not written again", async () => {
  github.addArtifact("review", reviewOf("**1 stack · nothing risky**"));
  await run();
  await run();
  expect(github.changes).toEqual(["POST /issues/7/comments", "POST /labels", "POST /issues/7/labels"]);
});

test("the reviews of several environments are one comment, in the order of their names", async () => {
  github.addArtifact("review-staging", reviewOf("of staging"));
  github.addArtifact("review-production", reviewOf("of production", ["outage"]));
  github.addArtifact("coverage", reviewOf("of nobody"));
  expect(await run(PLAN)).toBe("#7: 2 reviews, label risk/outage.");
  expect(bodies()[0]).toMatch(/## production\n\nof production\n\n\n## staging\n\nof staging\n\n---\nPlanned against/);
  expect(bodies()[0]).not.toContain("nobody");
});

test("of a run that was started again the reviews of the last attempt are shown, in whichever order they are listed", async () => {
  github.addArtifact("review-staging", reviewOf("of the first attempt", ["outage"]));
  github.addArtifact("review-staging", reviewOf("of the second attempt"));
  github.artifacts.reverse();
  expect(await run(PLAN)).toBe("#7: 1 reviews, label risk/none.");
  expect(bodies()[0]).toContain("of the second attempt");
  expect(bodies()[0]).not.toContain("of the first attempt");
});

test("a preview does not take the place of a plan of the same commit, and does that of an older one", async () => {
  github.addArtifact("review", reviewOf("of the run"));
  await run(PLAN);
  expect(await run(RUN)).toBe("#7 shows a plan of this commit already.");
  expect(bodies()).toEqual([expect.stringContaining(`<!-- plan ${HEAD} -->`)]);
  github.comments.set(7, [{ id: 1, body: `${MARKER}\r\n<!-- plan ${OLDER} -->\r\nold`, user: { type: "Bot" } }]);
  await run(RUN);
  expect(bodies()).toEqual([expect.stringContaining(`<!-- preview ${HEAD} -->`)]);
});

test("reviews that are too long together share the room, and what is cut is said", async () => {
  const paragraphs = Array.from({ length: 900 }, (_, at) => `- change ${at} of a long list of changes\n`).join("\n");
  github.addArtifact(
    "review-production",
    reviewOf(`${paragraphs}\n<details>\n<summary>rest</summary>\n\nx\n\n</details>`),
  );
  github.addArtifact("review-staging", reviewOf(`${paragraphs}${paragraphs}`));
  await run(PLAN);
  const [body = ""] = bodies();
  expect(body.length).toBeLessThanOrEqual(GITHUB_COMMENT);
  expect(body.length).toBeGreaterThan(GITHUB_COMMENT - 300);
  expect(body.match(/The rest does not fit in here/g)).toHaveLength(2);
  expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
});

test.each<[string, Partial<WorkflowRun>]>([
  ["a commit that is no longer the head", { head_sha: OLDER }],
  ["a repository that only has the same names", { head_repository: { id: 43, owner: { login: "somebody" } } }],
  ["another branch", { head_branch: "other" }],
])("a run of %s changes nothing", async (_, change) => {
  github.addArtifact("review", reviewOf("text"));
  expect(await run({ ...RUN, ...change })).toContain("No open pull request has");
  expect(github.changes).toEqual([]);
});

test("a run that no pull request has started changes nothing, and one of another workflow is an error", async () => {
  expect(await run({ ...RUN, event: "push" })).toContain("started by push");
  await expect(run({ ...RUN, path: ".github/workflows/other.yml" })).rejects.toThrow("is no workflow that reviews");
  expect(github.asked).toEqual([]);
});

test("a run that failed without a review takes an old review away, and a good one without any changes nothing", async () => {
  const sticky = { id: 1, body: `${MARKER}\n<!-- preview ${OLDER} -->\nold`, user: { type: "Bot" } };
  github.comments.set(7, [sticky]);
  github.labels.set(7, ["risk/outage"]);
  await run({ ...PLAN, conclusion: "skipped" });
  expect(github.changes).toEqual([]);
  await run({ ...RUN, conclusion: "failure" });
  expect(bodies()).toEqual([expect.stringContaining("**No review of this commit: its run failed.**")]);
  expect(github.labels.get(7)).toEqual([]);
});

const HOSTILE: readonly [string, Buffer, string][] = [
  ["has a link", reviewOf("[all is well](https://evil.example)"), "review.md has a link, which no review has"],
  ["mentions people", reviewOf("ask @acme/admins"), "review.md has a mention, which no review has"],
  ["has markup", reviewOf('<img src="x">'), "review.md has markup, which no review has"],
  ["has no review at all", zipFile({ "other.md": "" }), "the archive has no review.md"],
  ["has risks of its own", reviewOf("text", ["nonsense"]), "review.json has not the form of a review"],
  ["is no archive", Buffer.from("nothing of the kind"), "this is no ZIP archive"],
  ["ends in the middle", reviewOf("text").subarray(0, 60), "this is no ZIP archive"],
  [
    "is longer than a comment",
    zipFile({ "review.md": `${MARKER}\n${"x".repeat(GITHUB_COMMENT * 5)}`, "review.json": json([]) }),
    "review.md is longer than a comment",
  ],
  [
    "unpacks into more than there is room for",
    zipFile({ "review.md": Buffer.alloc((40 << 20) + 1), "review.json": json([]) }),
    "Cannot create a Buffer larger than 41943040 bytes",
  ],
];

test.each(HOSTILE)("an artifact that %s is not shown, and there is no label", async (_, zip, reason) => {
  github.labels.set(7, ["risk/none"]);
  github.addArtifact("review", zip);
  expect(await run()).toBe("#7: 1 reviews, label none.");
  expect(bodies()).toEqual([expect.stringContaining(`\n**The review is not shown: ${reason}.**\n`)]);
  expect(github.labels.get(7)).toEqual([]);
});

test("an artifact that says that it is small, and is not, is not read to its end", async () => {
  github.addArtifact("review", Buffer.alloc((20 << 20) + 1), 1000);
  await run();
  expect(bodies()[0]).toMatch(/The review is not shown: The artifact \d+ has more than 20971520 bytes\./);
});

test("an artifact that says that it is large is not read at all", async () => {
  github.addArtifact("review", reviewOf("text"), 1 << 30);
  await run();
  expect(bodies()[0]).toContain("The review is not shown: the artifact has 1073741824 bytes");
  expect(github.storeAsked).toEqual([]);
});

test("the token is told to GitHub only, and not to the store that it sends to", async () => {
  github.addArtifact("review", reviewOf("text"));
  await run();
  expect(github.storeAsked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  expect(new Set(github.asked.map(({ headers }) => headers.authorization))).toEqual(
    new Set(["Bearer secret-of-the-job"]),
  );
});

test("what may not be done is told with the permission that it needs", async () => {
  github.addArtifact("review", reviewOf("text"));
  github.instead.push({
    status: 403,
    headers: { "x-accepted-github-permissions": "pull_requests=read" },
    body: JSON.stringify({ message: "Resource not accessible by integration" }),
  });
  await expect(run()).rejects.toThrow(
    /^GET .*\/pulls\?.*: 403 Resource not accessible by integration The job's permissions need: pull_requests=read\.$/,
  );
  expect(waits).toEqual([]);
});

test("limits are waited for, as long as GitHub says, and faults for some seconds", async () => {
  github.addArtifact("review", reviewOf("text"));
  github.instead.push({ status: 429, headers: { "retry-after": "7" } }, { status: 502 }, { status: 503 });
  await run();
  expect(waits).toEqual([7000, 4000, 8000]);
  expect(bodies()).toHaveLength(1);
});

test("a limit by the hour is not waited for", async () => {
  const reset = String(Math.floor(Date.now() / 1000) + 3000);
  github.instead.push({ status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } });
  await expect(run()).rejects.toThrow("403");
  expect(waits).toEqual([]);
});

test("a comment that somebody deletes meanwhile is made anew", async () => {
  github.comments.set(7, [{ id: 1, body: `${MARKER}\n<!-- preview ${OLDER} -->\nold`, user: { type: "Bot" } }]);
  github.addArtifact("review", reviewOf("text"));
  const deleting = github.asked.push.bind(github.asked);
  github.asked.push = (...asked) => {
    if (asked.some(({ method }) => method === "PATCH")) github.comments.set(7, []);
    return deleting(...asked);
  };
  await run();
  expect(bodies()).toEqual([expect.stringContaining(HEAD)]);
});
