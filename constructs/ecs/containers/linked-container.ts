import { linkedSecrets, linkedVariables, linksOf } from "../../links/links";
import type { ContainerProps } from "./container.types";
import { ContainerSecret } from "./container-secret";

/** A container with the environment variables and secrets of what it uses among its own. */
export function linkedContainer(props: ContainerProps): ContainerProps {
  const links = linksOf(props.uses);
  if (links.length === 0) return props;
  const secrets = Object.entries(linkedSecrets(links)).map(([name, { secretArn, ...options }]) => [
    name,
    ContainerSecret.fromSecretsManager(secretArn, options),
  ]);
  return {
    ...props,
    environment: { ...props.environment, ...linkedVariables(links) },
    secrets: { ...props.secrets, ...Object.fromEntries(secrets) },
  };
}
