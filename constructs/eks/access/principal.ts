import { Token } from "cdktf";

/** Account and partition that `role/<name>` and `user/<name>` are completed with. */
export interface Home {
  readonly account: string;
  readonly partition: string;
}

/** The ARN of a principal that may be written as `role/<name>` or `user/<name>`. */
export function principalArn(principal: string, { account, partition }: Home): string {
  return /^(role|user)\//.test(principal) ? `arn:${partition}:iam::${account}:${principal}` : principal;
}

/** What a principal is: a role or user, or the reason why it is none that a cluster can know. */
export type PrincipalKind =
  | "role"
  | "user"
  | "reference"
  | "root"
  | "session"
  | "group"
  | "service-linked"
  | "malformed";

/** What kind of principal an ARN is of. */
export function principalKind(arn: string): PrincipalKind {
  if (Token.isUnresolved(arn)) return "reference";
  if (/^arn:aws[a-z-]*:iam::\d{12}:root$/.test(arn)) return "root";
  if (/^arn:aws[a-z-]*:sts::\d{12}:(assumed-role|federated-user)\//.test(arn)) return "session";
  if (/^arn:aws[a-z-]*:iam::\d{12}:group\//.test(arn)) return "group";
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/aws-service-role\//.test(arn)) return "service-linked";
  const [, kind] = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.exec(arn) ?? [];
  return kind === "role" || kind === "user" ? kind : "malformed";
}

/** The ARN without the path before the name, as `aws-auth` knows principals. */
export function withoutPath(arn: string): string {
  return arn.replace(/^(arn:[^:]*:iam::[^:]*:(?:role|user)\/).*\//, "$1");
}
