import { GITHUB_COMMENT, labelOf, MARKER } from "../../review";
import { fileInZip } from "../zip";
import type { Github } from "./api";
import { foreignIn } from "./foreign-markdown";
import { REVIEW_JSON, REVIEW_MARKDOWN, readReview, type WrittenReview } from "./review-files";
import { setRiskLabel } from "./risk-label";
import { fitted } from "./shortened";
import { type Comment, findSticky, writeSticky } from "./sticky-comment";
import { type Artifact, pullsOf, reviewArtifacts, type WorkflowRun } from "./workflow-run";

/** Most bytes of an artifact, and of a file in it. */
const [LONGEST_ARTIFACT, LONGEST_FILE] = [20 << 20, 40 << 20];

/** Most reviews in a comment: environments of a project. */
const MOST_REVIEWS = 20;

/** Workflows that review, with what their reviews are; the later the better, and a better one is not written over for the same commit. */
const SOURCES = [
  { path: ".github/workflows/ci.yml", name: "preview", words: "Without credentials" },
  { path: ".github/workflows/plan.yml", name: "plan", words: "Planned against what is deployed" },
] as const;

/** A review of an artifact, or why it is not shown. */
type Read = { readonly name: string } & ({ readonly review: WrittenReview } | { readonly refused: string });

/**
 * Writes the reviews that a run left into the one comment of its pull request, and sets the label of their gravest risk. Nothing of the pull
 * request is run, and what the run left may hold anything: it is shown if it has the form of a review, and else that is said.
 *
 * @returns what was done, for the log
 */
export async function commentReviews(github: Github, run: WorkflowRun): Promise<string> {
  const rank = SOURCES.findIndex(({ path }) => path === run.path);
  if (rank < 0) throw new Error(`${run.path} is no workflow that reviews.`);
  if (run.event !== "pull_request") return `The run was started by ${run.event}: nothing to do.`;
  const pulls = await pullsOf(github, run);
  if (pulls.length === 0) return `No open pull request has ${run.head_sha} as its head: nothing to do.`;
  const artifacts = (await reviewArtifacts(github, run)).slice(0, MOST_REVIEWS);
  const reads: Read[] = [];
  for (const artifact of artifacts) reads.push(await read(github, artifact));
  const done: string[] = [];
  for (const pull of pulls) done.push(await commentOn(github, pull, run, rank, reads));
  return done.join("\n");
}

async function commentOn(
  github: Github,
  pull: number,
  run: WorkflowRun,
  rank: number,
  reads: readonly Read[],
): Promise<string> {
  const sticky = await findSticky(github, pull);
  const shown = shownIn(sticky);
  const isOfCommit = shown?.commit === run.head_sha;
  if (isOfCommit && shown.rank > rank) return `#${pull} shows a ${SOURCES[shown.rank]?.name} of this commit already.`;
  if (reads.length === 0) {
    // A workflow that had nothing to review takes nothing away; an old review must not stand there as if it were one of this commit.
    if (!sticky || isOfCommit || ["success", "skipped"].includes(run.conclusion)) return `#${pull}: nothing to show.`;
    await writeSticky(
      github,
      pull,
      sticky,
      `${heading(run, rank)}**No review of this commit: its run failed.**\n\n${footer(run, rank)}`,
    );
    await setRiskLabel(github, pull, undefined);
    return `#${pull}: the run failed.`;
  }
  await writeSticky(github, pull, sticky, bodyOf(reads, run, rank));
  const isWhole = reads.every((one) => "review" in one);
  const risks = reads.flatMap((one) => ("review" in one ? one.review.risks : []));
  const label = isWhole ? labelOf(risks) : undefined;
  await setRiskLabel(github, pull, label);
  return `#${pull}: ${reads.length} reviews, label ${label?.name ?? "none"}.`;
}

async function read(github: Github, { id, name, size_in_bytes }: Artifact): Promise<Read> {
  try {
    if (size_in_bytes > LONGEST_ARTIFACT) throw new Error(`the artifact has ${size_in_bytes} bytes`);
    const zip = await github.artifact(id, LONGEST_ARTIFACT);
    const review = readReview(fileInZip(zip, REVIEW_MARKDOWN, LONGEST_FILE), fileInZip(zip, REVIEW_JSON, LONGEST_FILE));
    const foreign = foreignIn(review.markdown);
    if (foreign) throw new Error(`${REVIEW_MARKDOWN} has ${foreign}, which no review has`);
    return { name, review };
  } catch (error) {
    return { name, refused: reasonOf(error) };
  }
}

/** Of our own errors the words; those of others may quote what they were given. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return /^[\w .,:-]{1,100}$/.test(message) ? message : "it cannot be read";
}

function bodyOf(reads: readonly Read[], run: WorkflowRun, rank: number): string {
  const [head, foot] = [heading(run, rank), footer(run, rank)];
  const titles = reads.map(({ name }) => (reads.length > 1 ? `## ${name.replace(/^review-/, "")}\n\n` : ""));
  const room = GITHUB_COMMENT - head.length - foot.length - titles.join("").length - 2 * reads.length;
  const texts = reads.map((one) =>
    "review" in one ? one.review.markdown.slice(MARKER.length + 1) : `**The review is not shown: ${one.refused}.**\n`,
  );
  const parts = fitted(texts, room).map((text, at) => `${titles[at]}${text}\n`);
  return `${head}${parts.join("\n")}${foot}`;
}

/** First lines of the comment: the marker, and what is shown of which commit. */
function heading({ head_sha }: WorkflowRun, rank: number): string {
  return `${MARKER}\n<!-- ${SOURCES[rank]?.name} ${head_sha} -->\n`;
}

function footer({ head_sha, html_url }: WorkflowRun, rank: number): string {
  return `---\n${SOURCES[rank]?.words}, commit ${head_sha}. [The run has the whole review.](${html_url})\n`;
}

/** What a comment shows, from its second line. */
function shownIn(sticky: Comment | undefined): { readonly rank: number; readonly commit: string } | undefined {
  const [, name, commit = ""] = /^.*\n<!-- (\w+) ([0-9a-f]+) -->\n/.exec(sticky?.body.replaceAll("\r", "") ?? "") ?? [];
  const rank = SOURCES.findIndex((source) => source.name === name);
  return rank < 0 ? undefined : { rank, commit };
}
