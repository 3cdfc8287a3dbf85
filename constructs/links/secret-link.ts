import type { ISecret } from "../secrets/secret.types";
import type { Link, LinkedSecret } from "./link.types";
import { checkLinked } from "./link-checks";
import { variableWords } from "./variable-words";

/**
 * What it means to use a secret: who runs on ECS is told its value as `SECRET`, or each of its fields by the field's name; others are told
 * its ARN as `SECRET_ARN`, and read it. Nobody may change it.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { signing: secretLink(signing) } }); // SIGNING_SECRET
 * ```
 *
 * @param secret one of the same stack, or `Secret.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function secretLink(secret: ISecret): Link {
  checkLinked(
    "secretLink",
    { what: "a secret", maker: "Secret", key: "secret", has: ["secretArn", "grantRead"] },
    secret,
  );
  const { secretArn, keyArn, fields } = secret;
  const whole = { secretArn, ...(keyArn === undefined ? {} : { key: keyArn }) };
  const secrets: Readonly<Record<string, LinkedSecret>> =
    fields.length === 0
      ? { SECRET: whole }
      : Object.fromEntries(fields.map((field) => [variableWords(field), { ...whole, field }]));
  return { grant() {}, secrets };
}
