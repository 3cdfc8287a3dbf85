import type { GrantStatement } from "../../constructs/iam/grantable";
import type { Permission } from "./service-spec.types";

/** The statement of a permission: its id is the name in the form that IAM takes. */
export function statementOf(name: string, { actions, resources }: Permission): GrantStatement {
  const sid = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { sid, actions, resources };
}
