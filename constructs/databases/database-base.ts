import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { GroundplanError } from "../core/errors";
import type { IGrantable } from "../iam/grantable";
import { grantSid, sidPart } from "../iam/policies/sid";
import type { Connections } from "../security-groups/connections";
import { Port } from "../security-groups/port";
import type { IDatabase } from "./database.types";

/** Names of users in engines; a wildcard of IAM would let in others too. */
const USER = /^[A-Za-z0-9_.@-]{1,63}$/;

/** What databases that are made here and those that exist have alike. */
export abstract class DatabaseBase extends BaseConstruct implements IDatabase {
  abstract readonly host: string;
  abstract readonly portNumber: number;
  abstract readonly databaseName: string;
  abstract readonly secretArn: string;
  abstract readonly secretKeyArn?: string;
  abstract readonly connections: Connections;
  /** What IAM knows it by: `db-…`, `cluster-…`, or `prx-…` of a proxy; nothing where it is not known. */
  protected abstract readonly resourceId: string | undefined;

  /** The same of what stands for the database: whoever may log in to it may log in there. */
  protected get furtherResourceIds(): readonly string[] {
    return [];
  }

  get port(): Port {
    return Port.tcp(this.portNumber);
  }

  /** @throws GroundplanError `DATABASE_USER_FORM`, `DATABASE_WITHOUT_IAM` */
  grantConnect(grantable: IGrantable, user: string): void {
    if (!USER.test(user)) throw refused(this, "DATABASE_USER_FORM", WRONG_USER, `"${user}"`);
    const { resourceId } = this;
    if (resourceId === undefined) throw refused(this, "DATABASE_WITHOUT_IAM", WITHOUT_IAM, "no logins by IAM");
    grantable.grantee.allow({
      sid: grantSid(`Connect${sidPart(user)}`, this, grantable),
      actions: ["rds-db:connect"],
      // Amazon RDS User Guide, "Creating and using an IAM policy for IAM database access", as of 2026-11.
      resources: [resourceId, ...this.furtherResourceIds].map((id) =>
        EnvironmentStack.of(this).arn("rds-db", `dbuser:${id}/${user}`),
      ),
    });
  }
}

const WRONG_USER = {
  message: "This is not the name of a user in a database.",
  expected: "1 to 63 letters, digits and _ . @ -",
  fix: "name the user that was made in the database, such as app",
};

const WITHOUT_IAM = {
  message: "The database lets nobody in by IAM.",
  expected: "iamLogin, or resourceId of one that exists",
  fix: "set iamLogin to true, or say resourceId of the database that exists",
};

function refused(
  { node }: Construct,
  code: string,
  told: { readonly message: string; readonly expected: string; readonly fix: string },
  found: string,
): GroundplanError {
  return new GroundplanError([{ code, path: node.path, ...told, found }]);
}
