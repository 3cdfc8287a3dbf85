import type { Tagged } from "../core/tags/tags";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { GenerateOptions } from "./generated-value.types";

/** What a parameter is made from, whatever its value. */
export interface ParameterOptions extends Tagged {
  /**
   * The whole name, for a parameter that is taken over. Another name is another parameter.
   *
   * @default - made of project, environment, stack and id, with `/` between them
   */
  readonly parameterName?: string;
  /**
   * What it says, for readers.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * How long the value may be, and what it costs: `standard` (4 KiB, nothing), `advanced` (8 KiB, by the month), or `intelligent-tiering`
   * (advanced where the value needs it). It never goes back from `advanced`.
   *
   * @default "standard"
   */
  readonly tier?: "standard" | "advanced" | "intelligent-tiering";
}

/** A parameter whose value everybody may know who reads the configuration. */
export interface PlainParameterProps extends ParameterOptions {
  /** The value: a text, or a list of texts without commas. It is no secret: what has the form of one is refused. */
  readonly value: string | readonly string[];
  /**
   * A regular expression that each value has to fit as a whole, those that are written later too.
   *
   * @example ^[a-z]+$
   * @default - any text
   */
  readonly allowedPattern?: string;
}

/** A parameter whose value is a secret, encrypted (`SecureString`). */
export interface SecretParameterProps extends ParameterOptions {
  /**
   * How its first value is made: it stands in no plan and no state, and one that somebody writes later
   * (`aws ssm put-parameter --overwrite`) stays until `version` is raised.
   */
  readonly generate: GenerateOptions;
  /**
   * KMS key that encrypts it: one that was made here, or an ARN. The policy of one by its ARN stays as it is.
   *
   * @default - AWS's own key `aws/ssm`, which costs nothing
   */
  readonly key?: EncryptionKey | string;
}

/** Properties of {@link Parameter}. */
export type ParameterProps = PlainParameterProps | SecretParameterProps;

/** What is known of a parameter that was not made in this stack. */
export interface ExistingParameterProps {
  /** Name of the parameter: a literal or a reference. */
  readonly parameterName: string;
  /**
   * ARN of the KMS key that encrypts it.
   *
   * @default - AWS's own key, or none
   */
  readonly keyArn?: string;
}
