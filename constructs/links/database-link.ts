import type { EncryptionKey } from "../encryption/encryption-key";
import type { IConnectable } from "../security-groups/connections";
import { Port } from "../security-groups/port";
import type { Link } from "./link.types";
import { checkLinkedDatabase } from "./link-checks";
import { variableWords } from "./variable-words";

/** What {@link databaseLink} is made from. */
export interface DatabaseLinkProps {
  /** Host name that clients connect to. */
  readonly host: string;
  /** Port, 1 to 65535. */
  readonly port: number;
  /** Name of the database on the server. */
  readonly database: string;
  /**
   * Host names of read replicas by their names, on the same port: `reader` is told as `READER_HOST`.
   *
   * @default - none
   */
  readonly replicas?: Readonly<Record<string, string>>;
  /** The security group of the database and its replicas, in the stack of whoever uses it. */
  readonly group: IConnectable;
  /**
   * ARN of the secret with the fields `username` and `password`, as RDS keeps it (Amazon RDS User Guide, "Password management with Amazon
   * RDS and AWS Secrets Manager", as of 2026-11).
   */
  readonly secretArn: string;
  /**
   * Customer managed key of the secret; an ARN or a key that was made here.
   *
   * @default - AWS's own key, which needs no permission
   */
  readonly secretKey?: EncryptionKey | string;
}

/**
 * What it means to use a database: rules both ways, the variables `HOST`, `PORT` and `DATABASE`, one with `_HOST` for each read replica, and the
 * secrets `USERNAME` and `PASSWORD`.
 * Permissions of IAM are not part of it: who signs in with a password needs none.
 *
 * ```ts
 * const group = SecurityGroup.fromExisting(this, "orders", { securityGroupId });
 * new FargateService(this, "api", {
 *   …, uses: { orders: databaseLink({ host, port: 5432, database: "orders", group, secretArn }) },
 * });
 * ```
 *
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function databaseLink(props: DatabaseLinkProps): Link {
  checkLinkedDatabase(props);
  const { host, port, database, replicas = {}, group, secretArn, secretKey } = props;
  const replicaHosts = Object.entries(replicas).map(([name, of]) => [`${variableWords(name)}_HOST`, of]);
  const secret = { secretArn, ...(secretKey === undefined ? {} : { key: secretKey }) };
  return {
    grant() {},
    connections: [{ to: group, port: Port.tcp(port) }],
    variables: { HOST: host, ...Object.fromEntries(replicaHosts), PORT: String(port), DATABASE: database },
    secrets: { USERNAME: { ...secret, field: "username" }, PASSWORD: { ...secret, field: "password" } },
  };
}
