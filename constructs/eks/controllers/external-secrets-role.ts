import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import type { GrantStatement } from "../../iam/grantable";
import { secretResource } from "../../iam/secret-resource";
import type { ServiceAccountRole } from "../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "./controller-role";
import { checkScope } from "./scope-checks";

/** Properties of {@link externalSecretsRole}: secrets, parameters, or both. */
export interface ExternalSecretsRoleProps extends ControllerRoleProps {
  /**
   * ARNs of secrets of Secrets Manager. `*` at the end stands for the rest of their names, such as in `…:secret:orders/*`. A
   * whole name without the six characters that Secrets Manager adds admits any six.
   *
   * @default - none
   */
  readonly secretArns?: readonly string[];
  /**
   * ARNs of parameters of Parameter Store, `*` at the end as above: `…:parameter/orders/*`.
   *
   * @default - none
   */
  readonly parameterArns?: readonly string[];
  /**
   * ARNs of the KMS keys that they are encrypted with.
   *
   * @default - AWS's own keys, which need no permission
   */
  readonly keyArns?: readonly string[];
  /**
   * Whether names may be looked for (`dataFrom.find`). Lists hold the names of all secrets of the account, not their values.
   *
   * @default false
   */
  readonly find?: boolean;
}

/**
 * The role of external-secrets, which copies secrets and parameters into Secrets of Kubernetes: it reads those that are named, and
 * writes none. For a `SecretStore` of one team, make a role of that team's own instead, and name its service account in the store.
 *
 * After "AWS Secrets Manager" and "AWS Parameter Store" in the guide of external-secrets (as of 2026-08).
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function externalSecretsRole(scope: Construct, id: string, props: ExternalSecretsRoleProps): ServiceAccountRole {
  const { region } = EnvironmentStack.of(scope).environment;
  const controller = {
    description: "external-secrets: secrets and parameters for pods",
    namespace: "external-secrets",
    serviceAccount: "external-secrets",
    statements: [...secrets(props), ...parameters(props), ...keys(props, region)],
  };
  return controllerRole(scope, id, props, controller, (problems) => {
    checkAnything(props, problems);
    checkScope("secret", props.secretArns, "secretArns", problems);
    checkScope("parameter", props.parameterArns, "parameterArns", problems);
    checkScope("key", props.keyArns, "keyArns", problems);
  });
}

function secrets({ secretArns, find }: ExternalSecretsRoleProps): GrantStatement[] {
  if (!secretArns) return [];
  return [
    {
      sid: "ReadSecrets",
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "secretsmanager:GetSecretValue",
        "secretsmanager:ListSecretVersionIds",
      ],
      resources: secretArns.map(secretResource),
    },
    ...(find
      ? [
          {
            sid: "FindSecrets",
            actions: ["secretsmanager:BatchGetSecretValue", "secretsmanager:ListSecrets"],
            resources: ["*"],
            wildcardReason:
              "Secrets Manager cannot limit lists to single secrets; values in a batch need GetSecretValue for each.",
          },
        ]
      : []),
  ];
}

function parameters({ parameterArns, find }: ExternalSecretsRoleProps): GrantStatement[] {
  if (!parameterArns) return [];
  return [
    {
      sid: "ReadParameters",
      actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:ListTagsForResource"],
      resources: parameterArns,
    },
    ...(find
      ? [
          {
            sid: "FindParameters",
            actions: ["ssm:DescribeParameters"],
            resources: ["*"],
            wildcardReason: "Parameter Store cannot limit the list of names to single parameters.",
          },
        ]
      : []),
  ];
}

function keys({ keyArns, secretArns, parameterArns }: ExternalSecretsRoleProps, region: string): GrantStatement[] {
  if (!keyArns) return [];
  const services = [
    ...(secretArns ? [`secretsmanager.${region}.amazonaws.com`] : []),
    ...(parameterArns ? [`ssm.${region}.amazonaws.com`] : []),
  ];
  return [
    {
      sid: "Decrypt",
      actions: ["kms:Decrypt"],
      resources: keyArns,
      conditions: { StringEquals: { "kms:ViaService": services } },
    },
  ];
}

function checkAnything({ secretArns, parameterArns }: ExternalSecretsRoleProps, problems: Problems): void {
  if (secretArns || parameterArns) return;
  problems.add("secretArns", {
    code: "EKS_SECRETS_MISSING",
    message: "The role may read nothing, and external-secrets would copy nothing.",
    found: "neither secretArns nor parameterArns",
    expected: "at least one secret or parameter",
    fix: "name what pods of the cluster need, for example secretArns: [orders.arn]; leave the role out where there is nothing",
  });
}
