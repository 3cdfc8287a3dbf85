import { DefaultTokenResolver, StringConcat, type TerraformElement, Tokenization } from "cdktf";
import { GroundplanError, type Problem } from "../errors";

/** What cdktf says when it meets a list or a map of which it knows no entry where one value belongs. */
const UNKNOWN_ENTRIES = /^Found an encoded (list|map) token/;

/**
 * Runs the step that makes Terraform's form of a stack, and tells a list or a map that is known after apply only where its entries must
 * be known, for example in a container definition, with the elements that it stands in.
 *
 * @throws GroundplanError `ENTRIES_KNOWN_AFTER_APPLY`
 */
export function tellingListReferences<T>(elements: readonly TerraformElement[], step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!hasUnknownEntries(error)) throw error;
    const problems = elements.filter(fails).map(({ node }) => unknownEntries(node.path));
    throw problems.length > 0 ? new GroundplanError(problems) : error;
  }
}

function hasUnknownEntries(error: unknown): boolean {
  return error instanceof Error && UNKNOWN_ENTRIES.test(error.message);
}

function fails(element: TerraformElement): boolean {
  try {
    const resolver = new DefaultTokenResolver(new StringConcat());
    Tokenization.resolve(element.toTerraform(), { scope: element, resolver, preparing: false });
    return false;
  } catch (error) {
    return hasUnknownEntries(error);
  }
}

function unknownEntries(path: string): Problem {
  return {
    code: "ENTRIES_KNOWN_AFTER_APPLY",
    path,
    message: "Entries of a list or a map must be known at synth here, and these are known only after apply.",
    found: "a reference to a whole list or map",
    expected: "a list or a map that is written out; its entries may be references",
    fix: "write it out, with Fn.element(list, 0) or Fn.lookup(map, key) for an entry that another resource hands over",
  };
}
