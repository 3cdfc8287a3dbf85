import type { Estate } from "./estate";
import type { PolicyStatement } from "./policies";
import type { Resource } from "./resource";
import { blocksOf, isKnown, textsOf } from "./values";

/** Accounts that a resource may be made in, as its providers say; nothing where they do not. */
export function ownAccounts(resource: Resource, estate: Estate): readonly string[] {
  const accounts = blocksOf(estate.stackOf(resource).providers, "aws").flatMap((provider) =>
    textsOf(provider.allowed_account_ids),
  );
  return accounts.every(isKnown) ? accounts : [];
}

/** Accounts that a statement names, by themselves or in ARNs. */
export function accountsIn({ principals }: PolicyStatement): readonly string[] {
  return principals
    .filter(({ kind }) => kind === "AWS")
    .flatMap(({ names }) => names.flatMap((name) => /^(?:arn:aws[\w-]*:\w+::)?(\d{12})(?:$|:)/.exec(name)?.[1] ?? []));
}
