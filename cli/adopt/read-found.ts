import type { AwsDocument } from "./aws-documents";
import type { Found } from "./found.types";
import type { Context, Item } from "./reader.types";
import { READERS } from "./readers";

/** What the documents tell, each thing once. */
export function foundIn(documents: readonly AwsDocument[]): readonly Found[] {
  const context: Context = new Map();
  const all = documents.flatMap((document) =>
    Object.entries(document).flatMap(([key, value]) => {
      const reader = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
      const items = (Array.isArray(value) ? value : [value]).map((item) =>
        typeof item === "object" && item !== null ? (item as Item) : { value: item },
      );
      return reader ? items.flatMap((item) => reader(item, context, document)) : [];
    }),
  );
  const each = [...new Map(all.map((one) => [`${one.type} ${one.id}`, one])).values()];
  return each.map((one) => (one.type === "aws_vpc" ? withDefaults(one, each) : one));
}

/** A VPC with what AWS has made together with it, by which the resources for that are known. */
function withDefaults(vpc: Found, found: readonly Found[]): Found {
  const defaults = found
    .filter(({ type, attributes }) => type.startsWith("aws_default_") && attributes.vpc_id === vpc.id)
    .flatMap(({ attributes }) => Object.entries(attributes).filter(([key]) => key.startsWith("default_")));
  return { ...vpc, attributes: { ...vpc.attributes, ...Object.fromEntries(defaults) } };
}

/** Whether something of a document is understood. */
export function isUnderstood(document: AwsDocument): boolean {
  return Object.keys(document).some((key) => Object.hasOwn(READERS, key));
}
