import { GITHUB_COMMENT, type Label, MARKER } from "../../review";
import { type Github, GithubError } from "./api";
import type { WrittenReview } from "./review-files";
import { fitted } from "./shortened";

/** First line of the issue, by which it is found again. */
const DRIFT_MARKER = "<!-- groundplan drift -->";

/** Label of the issue. */
export const DRIFT_LABEL: Label = {
  name: "drift",
  color: "5319e7",
  description: "What is deployed is not what the state says",
};

/** What a night's plan says of an environment. */
export interface DriftReview extends WrittenReview {
  /** Whether something that the configuration says has changed since the last apply. */
  readonly hasDrift: boolean;
}

/** What a night's plans say, by environment; undefined where planning failed. */
export type DriftOf = ReadonlyMap<string, DriftReview | undefined>;

interface Issue {
  readonly number: number;
  readonly body: string | null;
  readonly user: { readonly type: string } | null;
  readonly pull_request?: unknown;
}

/**
 * Opens one issue about what has changed since the last apply, or updates it, and closes it when there is nothing left. An environment that
 * could not be planned closes nothing.
 *
 * @returns what was done, for the log
 */
export async function reportDrift(github: Github, drift: DriftOf, runUrl: string): Promise<string> {
  const open = await github.list<Issue>(`/issues?state=open&labels=${DRIFT_LABEL.name}`);
  const issue = open.find(
    ({ body, user, pull_request }) => !pull_request && user?.type === "Bot" && body?.startsWith(DRIFT_MARKER),
  );
  const drifted = [...drift].flatMap(([name, review]) => (review?.hasDrift ? [name] : []));
  const failed = [...drift].flatMap(([name, review]) => (review ? [] : [name]));
  if (drifted.length > 0) return write(github, issue, drifted, failed, drift, runUrl);
  if (failed.length > 0) {
    return `${issue ? `#${issue.number} stays open` : "No drift is known"}: ${failed.join(", ")} could not be planned.`;
  }
  if (!issue) return "No drift.";
  await github.ask("POST", `/issues/${issue.number}/comments`, { body: `No drift is left: ${runUrl}` });
  await github.ask("PATCH", `/issues/${issue.number}`, { state: "closed", state_reason: "completed" });
  return `#${issue.number} is closed.`;
}

async function write(
  github: Github,
  issue: Issue | undefined,
  drifted: readonly string[],
  failed: readonly string[],
  drift: DriftOf,
  runUrl: string,
): Promise<string> {
  const title = `Drift: ${drifted.join(", ")}`;
  const body = bodyOf(drifted, failed, drift, runUrl);
  if (issue) {
    await github.ask("PATCH", `/issues/${issue.number}`, { title, body });
    return `#${issue.number} is updated.`;
  }
  try {
    await github.ask("POST", "/labels", DRIFT_LABEL);
  } catch (error) {
    // There is one already.
    if (!(error instanceof GithubError) || error.status !== 422) throw error;
  }
  const { number } = await github.ask<Issue>("POST", "/issues", { title, body, labels: [DRIFT_LABEL.name] });
  return `#${number} is opened.`;
}

function bodyOf(drifted: readonly string[], failed: readonly string[], drift: DriftOf, runUrl: string): string {
  const head = `${DRIFT_MARKER}\nWhat is deployed is not what the state says. Bring it into the configuration, or deploy, which takes it back.\n\n`;
  const notPlanned = failed.length > 0 ? `Not planned, since planning failed: ${failed.join(", ")}.\n\n` : "";
  const foot = `---\nThis issue is updated every night and closes itself. Last run: ${runUrl}\n`;
  const titles = drifted.map((name) => `## ${name}\n\n`);
  const texts = drifted.map((name) => drift.get(name)?.markdown.slice(MARKER.length + 1) ?? "");
  const used = head.length + notPlanned.length + foot.length + titles.join("").length + 2 * titles.length;
  const parts = fitted(texts, GITHUB_COMMENT - used).map((text, at) => `${titles[at]}${text}\n`);
  return `${head}${notPlanned}${parts.join("\n")}${foot}`;
}
