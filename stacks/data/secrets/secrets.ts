import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { secretLink } from "../../../constructs/links/secret-link";
import { fieldsOf, Secret } from "../../../constructs/secrets/secret";
import type { ISecret } from "../../../constructs/secrets/secret.types";
import { collectByName } from "../../sections/collect-by-name";
import { checkKeyChoice, chosenKey } from "../../sections/key-choice";
import { dataContract } from "../data-contract";
import type { DataProps } from "../data-stack.types";
import type { DataPart } from "../part.types";
import { SECRET_OUTPUTS } from "./secret-outputs";
import type { SecretSpec } from "./secrets.types";

/**
 * A secret of the environment in another stack: its ARN and key come from the contract, everything else from the section.
 *
 * @param name a secret of the section
 * @param props the section `data`
 */
export function secretFromContract(scope: Construct, id: string, name: string, props: DataProps): ISecret {
  checkCall("secretFromContract", { scope, id, name, props });
  const { secretArns, secretKeyArns } = dataContract.read(EnvironmentStack.of(scope));
  const { keyArn, ownKey = false, ...spec } = props.secrets?.[name] ?? {};
  return Secret.fromExisting(scope, id, {
    secretArn: secretArns(name),
    fields: fieldsOf(spec),
    ...(ownKey || keyArn !== undefined ? { keyArn: secretKeyArns(name) } : {}),
  });
}

function createSecret(scopes: Readonly<Record<"secrets" | "keys", Construct>>, name: string, spec: SecretSpec): Secret {
  const { keyArn, ownKey, ...options } = spec;
  const problems = new Problems(`${scopes.secrets.node.path}/${name}`);
  checkKeyChoice(spec, problems);
  problems.throwIfAny();
  return new Secret(scopes.secrets, name, {
    ...options,
    ...chosenKey(scopes.keys, name, spec, { name: `secret-${name}`, description: `Encrypts the secret ${name}` }),
  });
}

/** Secrets of the section `data`. Services name them in `uses`: `secrets.signing`. */
export const SECRETS: DataPart<"secrets"> = {
  create({ stack, specs }, problems) {
    const scopes = { secrets: new Construct(stack, "secrets"), keys: new Construct(stack, "secret-keys") };
    return collectByName(specs, (name, spec) => createSecret(scopes, name, spec), problems);
  },
  outputs: SECRET_OUTPUTS,
  offer: {
    names: ({ secrets = {} }) => Object.keys(secrets),
    link: ({ scope, name, props }) => secretLink(secretFromContract(scope, "secret", name, props)),
  },
  reader: "secretFromContract",
  keys: "secret-keys",
};
