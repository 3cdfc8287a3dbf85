import type { Github } from "./api";

/** A run of a workflow, as the event `workflow_run` tells it. GitHub writes all of it but the names of branches. */
export interface WorkflowRun {
  readonly id: number;
  /** What started it: `pull_request`. */
  readonly event: string;
  /** File of the workflow: `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly conclusion: string;
  readonly html_url: string;
  readonly head_sha: string;
  readonly head_branch: string;
  readonly head_repository: { readonly id: number; readonly owner: { readonly login: string } };
}

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string; readonly repo: { readonly id: number } | null };
}

interface Artifacts {
  readonly artifacts: readonly Artifact[];
}

/** An artifact of a run. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly size_in_bytes: number;
}

/**
 * Numbers of the open pull requests that a run was started for: those whose head is the commit that GitHub says it ran on. The event names
 * none for forks, and what the run itself says about it is worth nothing.
 */
export async function pullsOf(
  github: Github,
  { head_sha, head_branch, head_repository }: WorkflowRun,
): Promise<number[]> {
  const head = encodeURIComponent(`${head_repository.owner.login}:${head_branch}`);
  const pulls = await github.list<Pull>(`/pulls?state=open&head=${head}`);
  return pulls
    .filter((pull) => pull.head.sha === head_sha && pull.head.repo?.id === head_repository.id)
    .map(({ number }) => number);
}

/**
 * The artifacts of a run that have names of reviews: `review`, or `review-<environment>`; by name. A run that was started again has those of
 * every attempt, of which the latest has the greatest id.
 */
export async function reviewArtifacts(github: Github, { id }: WorkflowRun): Promise<readonly Artifact[]> {
  const { artifacts } = await github.ask<Artifacts>("GET", `/actions/runs/${id}/artifacts?per_page=100`);
  const latest = new Map<string, Artifact>();
  for (const one of [...artifacts].sort((a, b) => a.id - b.id)) latest.set(one.name, one);
  return [...latest.values()]
    .filter(({ name }) => /^review(-[a-z0-9-]{1,60})?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
