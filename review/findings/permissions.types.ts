/** Who may do what: a row of the table of permissions that a plan adds or removes. */
export interface PermissionRow {
  readonly change: "added" | "removed";
  readonly stack: string;
  readonly address: string;
  readonly effect: "Allow" | "Deny";
  /** Who: the owner of the policy, or whom a resource's policy or a trust policy names. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly condition: string;
  /** Why a reviewer should look: `wildcard action`, `iam:PassRole`, `everybody`, `trust`. */
  readonly flags: readonly string[];
}
