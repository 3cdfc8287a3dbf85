import type { TerraformResource, TerraformStack } from "cdktf";
import { importFormOf } from "../import-ids";
import { addImportBlock } from "../state-blocks";
import { addressOf, rawAttribute } from "./known-attributes";

/**
 * Has the next apply take a thing that exists into the state as this resource: by an `import` block, or, where what the provider imports is
 * never as it is configured, by writing it over where it is.
 *
 * @param id what the provider calls the thing
 */
export function takeOver(stack: TerraformStack, resource: TerraformResource, id: string): void {
  const form = importFormOf(resource.terraformResourceType);
  const overwritten = form && "parts" in form ? (form.overwrittenWith ?? []) : [];
  if (overwritten.some((attribute) => rawAttribute(resource, attribute) !== undefined)) {
    resource.addOverride("overwrite", true);
  } else {
    addImportBlock(stack, addressOf(resource), id);
  }
}
