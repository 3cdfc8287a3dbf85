import { Token } from "cdktf";
import type { Problems } from "../core/errors";
import type { RepositoryLifecycle } from "./repository.types";

/** Registries that give images to everybody (Amazon ECR User Guide, "Supported upstream registries", as of 2026-11). */
const OPEN = { "ecr-public": "public.ecr.aws", kubernetes: "registry.k8s.io", quay: "quay.io" } as const;

/** Registries that ask for a name and a token. */
const CLOSED = { "docker-hub": "registry-1.docker.io", github: "ghcr.io", gitlab: "registry.gitlab.com" } as const;

interface CommonProps {
  /**
   * First part of the names of the cached repositories: 2 to 30 of `a-z`, `0-9`, `.`, `_`, `-`.
   *
   * @default - the name of the upstream
   */
  readonly prefix?: string;
  /**
   * How the cache is kept from filling up.
   *
   * @default - of each repository the newest 100 tagged images stay, images without a tag go after 14 days
   */
  readonly lifecycle?: RepositoryLifecycle;
}

interface Credentials {
  /**
   * ARN of the secret in Secrets Manager with `username` and `accessToken`. Its name begins with `ecr-pullthroughcache/`, and it
   * is encrypted by Secrets Manager's own key.
   *
   * @toldAs CACHE_CREDENTIALS_MISSING
   */
  readonly credentialsSecretArn: string;
}

/** Properties of a `PullThroughCache`, by the registry that the images come from. */
export type PullThroughCacheProps =
  | (CommonProps & { readonly upstream: keyof typeof OPEN })
  | (CommonProps & Credentials & { readonly upstream: keyof typeof CLOSED })
  | (CommonProps &
      Credentials & {
        readonly upstream: "azure";
        /** Host of the Azure container registry: `<name>.azurecr.io`. */
        readonly host: string;
      });

/** Host of the registry that the images come from. */
export function upstreamUrl(props: PullThroughCacheProps): string {
  if (props.upstream === "azure") return props.host;
  return { ...OPEN, ...CLOSED }[props.upstream];
}

const PREFIX = /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;
const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[\w/+=.@-]+$/;

/** Checks the prefix, the secret and the host. */
export function checkCache(props: PullThroughCacheProps, prefix: string, problems: Problems): void {
  if (!PREFIX.test(prefix) || prefix.length < 2 || prefix.length > 30) {
    problems.add("prefix", {
      code: "CACHE_PREFIX_INVALID",
      message: "The prefix is not one that ECR allows.",
      found: `"${prefix}" (${prefix.length} characters)`,
      expected: "2 to 30 characters: parts of a-z and 0-9, between them one of ., _, - or /",
      fix: `use "${props.upstream}", or leave the prefix out`,
    });
  }
  if (props.upstream === "azure" && !/^[a-z0-9]{5,50}\.azurecr\.io$/.test(props.host)) {
    problems.add("host", {
      code: "CACHE_REGISTRY_HOST",
      message: "The host is not that of an Azure container registry.",
      found: `"${props.host}"`,
      expected: "<name>.azurecr.io, the name of 5 to 50 letters and digits in lower case",
      fix: "copy the login server of the registry, without https://",
    });
  }
  checkSecret(props, problems);
}

function checkSecret(props: PullThroughCacheProps, problems: Problems): void {
  const arn = "credentialsSecretArn" in props ? props.credentialsSecretArn : undefined;
  if (Object.hasOwn(OPEN, props.upstream)) {
    if (arn === undefined) return;
    problems.add("credentialsSecretArn", {
      code: "CACHE_CREDENTIALS_UNUSED",
      message: "The registry asks for no credentials, and ECR refuses a rule that has some.",
      found: `credentials for ${props.upstream}`,
      expected: "no credentials",
      fix: "leave credentialsSecretArn out",
    });
    return;
  }
  if (arn === undefined) {
    problems.add("credentialsSecretArn", {
      code: "CACHE_CREDENTIALS_MISSING",
      message: "The registry gives images to known users only.",
      found: `no credentials for ${props.upstream}`,
      expected: "the ARN of a secret with username and accessToken",
      fix: "make a secret whose name begins with ecr-pullthroughcache/ and give its ARN",
    });
  } else if (!Token.isUnresolved(arn) && !SECRET.test(arn)) {
    problems.add("credentialsSecretArn", {
      code: "CACHE_SECRET_NAME",
      message: "ECR reads secrets whose name begins with ecr-pullthroughcache/ only.",
      // Somebody may have put the secret itself here.
      found: arn.startsWith("arn:") ? `"${arn}"` : `a text of ${arn.length} characters`,
      expected: "arn:aws:secretsmanager:<region>:<account>:secret:ecr-pullthroughcache/<name>",
      fix: "make the secret anew under such a name, because a secret cannot be renamed, and give its ARN",
    });
  }
}
