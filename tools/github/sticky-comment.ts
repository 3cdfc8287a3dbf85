import { MARKER } from "../../review";
import { type Github, GithubError } from "./api";

/** A comment as GitHub tells it. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly type: string } | null;
}

/** The one comment of a pull request that holds its review; undefined before the first. Somebody who copies its beginning has another one. */
export async function findSticky(github: Github, pull: number): Promise<Comment | undefined> {
  const comments = await github.list<Comment>(`/issues/${pull}/comments`);
  return comments.find(({ body, user }) => user?.type === "Bot" && body.startsWith(MARKER));
}

/** Writes the review into the comment of a pull request, or makes one. */
export async function writeSticky(
  github: Github,
  pull: number,
  sticky: Comment | undefined,
  body: string,
): Promise<void> {
  if (sticky?.body === body) return;
  try {
    if (sticky) return await github.ask("PATCH", `/issues/comments/${sticky.id}`, { body });
  } catch (error) {
    // Somebody has deleted it meanwhile.
    if (!(error instanceof GithubError) || error.status !== 404) throw error;
  }
  await github.ask("POST", `/issues/${pull}/comments`, { body });
}
