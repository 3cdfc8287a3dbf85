import type { Name } from "../../../constructs/core/texts/text.types";
import type { PlainParameterProps, SecretParameterProps } from "../../../constructs/secrets/parameter-props";
import type { KeyChoice } from "../../sections/key-choice";

/** A parameter that is a secret: everything that `Parameter` takes. */
export interface SecretParameterSpec extends Omit<SecretParameterProps, "key">, KeyChoice {}

/** A parameter. */
export type ParameterSpec = PlainParameterProps | SecretParameterSpec;

/**
 * Parameters by name.
 *
 * @named parameter
 */
export interface ParametersProps {
  readonly [name: Name]: ParameterSpec;
}
