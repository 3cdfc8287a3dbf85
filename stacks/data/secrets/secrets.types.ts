import type { Name } from "../../../constructs/core/texts/text.types";
import type { SecretProps } from "../../../constructs/secrets/secret-props";
import type { KeyChoice } from "../../sections/key-choice";

/** A secret: everything that `Secret` takes. */
export interface SecretSpec extends Omit<SecretProps, "key">, KeyChoice {}

/**
 * Secrets by name.
 *
 * @named secret
 */
export interface SecretsProps {
  readonly [name: Name]: SecretSpec;
}
