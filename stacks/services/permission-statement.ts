import type { Construct } from "constructs";
import type { GrantStatement } from "../../constructs/iam/grantable";
import { type PolicyFile, statementsFromFile } from "../../constructs/iam/policies/policy-file";
import { exemptWildcards } from "../../constructs/iam/policies/wildcard-exemptions";
import type { Permission } from "./service-spec.types";

/** What an application may do, as a configuration says it. */
interface Permitted {
  readonly permissions?: Readonly<Record<string, Permission>>;
  readonly policyFile?: string | PolicyFile;
}

/**
 * The statements of all that an application may do. Reasons for wildcards are listed with the exemptions.
 *
 * @param owner the construct whose permissions they are, and that `policyFile` is an option of
 * @throws GroundplanError with what is wrong with the file
 */
export function statementsOf(owner: Construct, { permissions = {}, policyFile }: Permitted): readonly GrantStatement[] {
  const statements = [
    ...Object.entries(permissions).map(([name, permission]) => statementOf(name, permission)),
    ...(policyFile === undefined ? [] : statementsFromFile(owner, policyFile)),
  ];
  exemptWildcards(owner, statements);
  return statements;
}

/** The statement of a permission: its id is the name in the form that IAM takes. */
function statementOf(name: string, { actions, resources, wildcardReason }: Permission): GrantStatement {
  const sid = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { sid, actions, resources, ...(wildcardReason === undefined ? {} : { wildcardReason }) };
}
