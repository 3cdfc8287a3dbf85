import { BaseConstruct } from "../core/base-construct";
import type { IGrantable } from "../iam/grantable";
import { grantKey } from "../iam/policies/key-grants";
import { grantSid } from "../iam/policies/sid";
import { secretResource } from "../iam/secret-resource";
import type { ISecret } from "./secret.types";

/** AWS Secrets Manager User Guide, "Actions, resources, and condition keys for AWS Secrets Manager", as of 2026-11. */
const ACTIONS = {
  Read: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
  Write: ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue"],
} as const;

/** AWS Secrets Manager User Guide, "Secret encryption and decryption in AWS Secrets Manager", as of 2026-11. */
const KEY_ACTIONS = { Read: ["kms:Decrypt"], Write: ["kms:Decrypt", "kms:GenerateDataKey"] } as const;

/** What secrets that are made here and those that exist have alike. */
export abstract class SecretBase extends BaseConstruct implements ISecret {
  abstract readonly secretArn: string;
  abstract readonly keyArn?: string;
  abstract readonly fields: readonly string[];

  grantRead(grantable: IGrantable): void {
    this.#grant("Read", grantable);
  }

  grantWrite(grantable: IGrantable): void {
    this.#grant("Write", grantable);
  }

  #grant(access: keyof typeof ACTIONS, grantable: IGrantable): void {
    const sid = grantSid(access, this, grantable);
    grantable.grantee.allow({ sid, actions: ACTIONS[access], resources: [secretResource(this.secretArn)] });
    grantKey(this, "secretsmanager", access, KEY_ACTIONS[access], grantable);
  }
}
