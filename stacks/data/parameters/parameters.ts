import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { parameterLink } from "../../../constructs/links/parameter-link";
import { Parameter } from "../../../constructs/secrets/parameter";
import type { IParameter } from "../../../constructs/secrets/parameter.types";
import { collectByName } from "../../sections/collect-by-name";
import { checkKeyChoice, chosenKey, type KeyChoice } from "../../sections/key-choice";
import { dataContract } from "../data-contract";
import type { DataProps } from "../data-stack.types";
import type { DataPart } from "../part.types";
import { PARAMETER_OUTPUTS } from "./parameter-outputs";
import type { ParameterSpec } from "./parameters.types";

/**
 * A parameter of the environment in another stack: its name and key come from the contract.
 *
 * @param name a parameter of the section
 * @param props the section `data`
 */
export function parameterFromContract(scope: Construct, id: string, name: string, props: DataProps): IParameter {
  checkCall("parameterFromContract", { scope, id, name, props });
  const { parameterNames, parameterKeyArns } = dataContract.read(EnvironmentStack.of(scope));
  const spec = props.parameters?.[name];
  const { keyArn, ownKey = false }: KeyChoice = spec && "generate" in spec ? spec : {};
  return Parameter.fromExisting(scope, id, {
    parameterName: parameterNames(name),
    ...(ownKey || keyArn !== undefined ? { keyArn: parameterKeyArns(name) } : {}),
  });
}

function createParameter(
  scopes: Readonly<Record<"parameters" | "keys", Construct>>,
  name: string,
  spec: ParameterSpec,
): Parameter {
  if (!("generate" in spec)) return new Parameter(scopes.parameters, name, spec);
  const { keyArn, ownKey, ...options } = spec;
  const problems = new Problems(`${scopes.parameters.node.path}/${name}`);
  checkKeyChoice(spec, problems);
  problems.throwIfAny();
  return new Parameter(scopes.parameters, name, {
    ...options,
    ...chosenKey(scopes.keys, name, spec, { name: `parameter-${name}`, description: `Encrypts the parameter ${name}` }),
  });
}

/** Parameters of the section `data`. Services name them in `uses`: `parameters.log-level`. */
export const PARAMETERS: DataPart<"parameters"> = {
  create({ stack, specs }, problems) {
    const scopes = { parameters: new Construct(stack, "parameters"), keys: new Construct(stack, "parameter-keys") };
    return collectByName(specs, (name, spec) => createParameter(scopes, name, spec), problems);
  },
  outputs: PARAMETER_OUTPUTS,
  offer: {
    names: ({ parameters = {} }) => Object.keys(parameters),
    link: ({ scope, name, props }) => parameterLink(parameterFromContract(scope, "parameter", name, props)),
  },
  reader: "parameterFromContract",
  keys: "parameter-keys",
};
