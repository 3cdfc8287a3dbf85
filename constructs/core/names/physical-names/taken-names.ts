import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Problem } from "../../errors";
import { addCheck } from "../../validation";
import { AttributeReader } from "./attribute-reader";
import { type Claim, type EnvironmentOf, Precedence } from "./claims";
import { Identities } from "./identities";
import { tellTakenNames } from "./taken-name-problems";

const checked = new WeakSet<IConstruct>();

/**
 * Tells at synth when two resources of an app would have one name in AWS, whichever constructs or programs make them: AWS would
 * only say so in the middle of an apply. Every resource of a type in `NAMED_RESOURCES` counts. A root is checked once, however
 * often this is called.
 *
 * At synth: `NAME_TAKEN`, `ENVIRONMENT_NAMES_TAKEN`.
 */
export function checkNames(root: IConstruct, environmentOf: EnvironmentOf): void {
  if (checked.has(root)) return;
  checked.add(root);
  const precedence = new Precedence();
  addCheck(root, () => takenNames(root, environmentOf, precedence));
}

function takenNames(root: IConstruct, environmentOf: EnvironmentOf, precedence: Precedence): readonly Problem[] {
  const identities = new Identities(new AttributeReader(environmentOf));
  const claims = new Map<string, Claim[]>();
  for (const resource of root.node.findAll()) {
    if (!TerraformResource.isTerraformResource(resource)) continue;
    precedence.meet(resource);
    for (const { key, name, kind } of identities.namesOf(resource)) {
      put(claims, key, { resource, stack: resource.cdktfStack, name, kind });
    }
  }
  const contests = several(claims)
    .flatMap((sameName) => several(byParent(sameName, identities)))
    .flatMap((sameName) => precedence.pairs(sameName));
  return tellTakenNames(contests, environmentOf);
}

/** Parents are looked at only where names are the same: most are references, which cost time to follow. */
function byParent(claims: readonly Claim[], identities: Identities): ReadonlyMap<string, Claim[]> {
  const byText = new Map<string, Claim[]>();
  for (const claim of claims) {
    for (const parent of identities.parentsOf(claim.resource, claim.kind)) put(byText, parent, claim);
  }
  return byText;
}

function put(claims: Map<string, Claim[]>, key: string, claim: Claim): void {
  const others = claims.get(key);
  if (others) others.push(claim);
  else claims.set(key, [claim]);
}

function several(claims: ReadonlyMap<string, Claim[]>): Claim[][] {
  return [...claims.values()].filter((sameName) => sameName.length > 1);
}
