import type { AwsDocument } from "./aws-documents";
import type { Found } from "./found.types";

/** An object of an answer. */
export type Item = Readonly<Record<string, unknown>>;

/** What a document before said, which those behind it belong to: the hosted zone of its records, the role of its policies. */
export type Context = Map<string, string>;

/** What an item of an answer tells. */
export type Reader = (item: Item, context: Context, document: AwsDocument) => readonly Found[];
