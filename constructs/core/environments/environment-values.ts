import { unknownValue } from "../../aws/known-values";
import type { Problems } from "../errors";
import { holdsReference, knownAfterApply } from "../known-at-synth";
import { checkNaming } from "../names/naming-scheme";
import { checkQuotas } from "../quota-checks";
import { checkEnvironmentTags } from "../tags/tag-checks";
import type { Environment } from "./environment";

/**
 * Checks what the texts of an environment say, beyond their forms: that its regions exist, and that its tags are ones that AWS takes.
 *
 * Adds `REGION_UNKNOWN`, `TAG_CHARACTERS`, `TAG_KEY_RESERVED`, `TAG_KEY_TAKEN`, `TAG_KEY_TWICE`, `NAMING_TEMPLATE`,
 * `NAMING_KIND`, and `KNOWN_AFTER_APPLY` for a reference in `alsoKnown`.
 */
export function checkEnvironmentValues(environment: Environment, problems: Problems): void {
  const { region, backend, alsoKnown } = environment;
  const regions = [
    ["region", region],
    ["backend.region", backend.type === "s3" ? backend.region : undefined],
  ] as const;
  for (const [property, name] of regions) {
    const unknown = name === undefined ? undefined : unknownValue("regions", name, alsoKnown);
    if (unknown) problems.add(property, unknown);
  }
  for (const [kind, names] of Object.entries(alsoKnown ?? {})) {
    names.forEach((name: string, index: number) => {
      if (holdsReference(name)) problems.addAll([knownAfterApply(`${problems.path} › alsoKnown.${kind}[${index}]`)]);
    });
  }
  checkEnvironmentTags(environment, problems);
  checkNaming(environment, problems);
  checkQuotas(environment, problems);
}
