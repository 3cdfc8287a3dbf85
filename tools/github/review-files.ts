import * as z from "zod";
import { GITHUB_COMMENT, RISKS, type Risk } from "../../review";

/** Names of the files of a review in an artifact. */
export const [REVIEW_MARKDOWN, REVIEW_JSON] = ["review.md", "review.json"] as const;

/** Name of the file in an artifact that names the environment which it is about. */
export const ENVIRONMENT_FILE = "environment";

/** What is read of the JSON of a review; all else in it is for others. */
const reviewSchema = z.object({
  version: z.literal(1),
  risks: z.array(z.enum(RISKS)),
  counts: z.object({
    add: z.number(),
    change: z.number(),
    replace: z.number(),
    destroy: z.number(),
    bookkeeping: z.number(),
  }),
  stacks: z.array(z.object({ outputs: z.array(z.string()) })),
});

/** A review that was written to files. */
export interface WrittenReview {
  readonly markdown: string;
  readonly risks: readonly Risk[];
  /** Whether an apply of what was reviewed would do anything, be it in the state only. */
  readonly hasChanges: boolean;
}

/**
 * Reads a review.
 *
 * @throws Error if it has not the form of one
 */
export function readReview(markdown: Buffer, json: Buffer): WrittenReview {
  const parsed = reviewSchema.safeParse(parse(json));
  if (!parsed.success) throw new Error(`${REVIEW_JSON} has not the form of a review`);
  const { risks, counts, stacks } = parsed.data;
  if (markdown.length > GITHUB_COMMENT * 4) throw new Error(`${REVIEW_MARKDOWN} is longer than a comment`);
  return {
    markdown: markdown.toString(),
    risks,
    hasChanges: Object.values(counts).some((count) => count > 0) || stacks.some(({ outputs }) => outputs.length > 0),
  };
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
