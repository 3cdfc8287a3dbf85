import type { Secret } from "../../../constructs/secrets/secret";
import { dataOutput, mockArn } from "../outputs";

/** What other stacks are told of the secrets. */
export const SECRET_OUTPUTS = {
  secretArns: dataOutput(
    "ARNs of the secrets by name",
    (name) => `${mockArn("secretsmanager", "secret:mock-")(name)}-AbCdEf`,
    ({ secretArn }: Secret) => secretArn,
  ),
  secretKeyArns: dataOutput(
    "Keys that encrypt the secrets, by the names of those that have one",
    mockArn("kms", "key/mock-"),
    ({ keyArn }: Secret) => keyArn,
  ),
};
