// Secrets and parameters: what applications are told and the code does not hold.

export type { GeneratedField, GenerateOptions, SecretValueOptions } from "./generated-value.types";
export { Parameter } from "./parameter";
export type { IParameter } from "./parameter.types";
export type {
  ExistingParameterProps,
  ParameterOptions,
  ParameterProps,
  PlainParameterProps,
  SecretParameterProps,
} from "./parameter-props";
export { Secret } from "./secret";
export type { ISecret } from "./secret.types";
export type { ExistingSecretProps, RotationOptions, SecretProps } from "./secret-props";
