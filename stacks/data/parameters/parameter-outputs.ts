import type { Parameter } from "../../../constructs/secrets/parameter";
import { dataOutput, mockArn } from "../outputs";

/** What other stacks are told of the parameters. */
export const PARAMETER_OUTPUTS = {
  parameterNames: dataOutput(
    "Names of the parameters in AWS, by their names in the configuration",
    (name) => `/mock/${name}`,
    ({ parameterName }: Parameter) => parameterName,
  ),
  parameterKeyArns: dataOutput(
    "Keys that encrypt parameters, by the names of those that have one",
    mockArn("kms", "key/mock-"),
    ({ keyArn }: Parameter) => keyArn,
  ),
};
