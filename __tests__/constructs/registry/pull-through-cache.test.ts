import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { PullThroughCache, type PullThroughCacheProps } from "../../../constructs/registry";
import { testAdvice, type Way } from "../../support/followed-advice";
import { resourceOf, synthStack } from "../../support/synth";
import { problemsIn } from "../dns/support";
import { statementsOf, taskRole } from "./support";

const SECRET = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:ecr-pullthroughcache/hub-AbCdEf";
const HOST = "111111111111.dkr.ecr.ap-northeast-2.amazonaws.com";

function synthCache(props: PullThroughCacheProps) {
  const made: PullThroughCache[] = [];
  const synthesized = synthStack((stack) => {
    const cache = new PullThroughCache(stack, "cache", props);
    made.push(cache);
    cache.grantPull(taskRole(stack));
  });
  const [cache] = made;
  if (!cache) throw new Error("no cache was made");
  return { ...synthesized, cache };
}

describe("a pull-through cache", () => {
  it("keeps images of an open registry without credentials", () => {
    const synthesized = synthCache({ upstream: "ecr-public" });
    const [template] = Object.keys(synthesized.resources.aws_ecr_repository_creation_template ?? {});
    expect(resourceOf(synthesized, "aws_ecr_pull_through_cache_rule")).toEqual({
      ecr_repository_prefix: "ecr-public",
      upstream_registry_url: "public.ecr.aws",
      depends_on: [`aws_ecr_repository_creation_template.${template}`],
    });
  });

  it("logs in to a registry that asks for it", () => {
    const synthesized = synthCache({ upstream: "docker-hub", prefix: "hub", credentialsSecretArn: SECRET });
    expect(resourceOf(synthesized, "aws_ecr_pull_through_cache_rule")).toMatchObject({
      ecr_repository_prefix: "hub",
      upstream_registry_url: "registry-1.docker.io",
      credential_arn: SECRET,
    });
  });

  it("takes the host of an Azure registry", () => {
    const props = { upstream: "azure", host: "acmeimages.azurecr.io", credentialsSecretArn: SECRET } as const;
    expect(resourceOf(synthCache(props), "aws_ecr_pull_through_cache_rule").upstream_registry_url).toBe(
      "acmeimages.azurecr.io",
    );
  });

  it("has its repositories encrypted and kept from filling up", () => {
    const synthesized = synthCache({ upstream: "quay", lifecycle: { keepTagged: 3 } });
    const { lifecycle_policy, ...template } = resourceOf(synthesized, "aws_ecr_repository_creation_template");
    expect(template).toEqual({
      prefix: "quay",
      description: "Cache of quay.io",
      applied_for: ["PULL_THROUGH_CACHE"],
      image_tag_mutability: "MUTABLE",
      encryption_configuration: [{ encryption_type: "AES256" }],
    });
    const { rules } = JSON.parse(String(lifecycle_policy));
    expect(rules.map((rule: { selection: { countNumber: number } }) => rule.selection.countNumber)).toEqual([14, 3]);
  });

  it("names images of the upstream by its own address", () => {
    const { cache } = synthCache({ upstream: "ecr-public" });
    expect(cache.image("nginx/nginx:1.27").uri).toBe(`${HOST}/ecr-public/nginx/nginx:1.27`);
    expect(cache.image(`nginx/nginx@sha256:${"0".repeat(64)}`).digest).toBe(`sha256:${"0".repeat(64)}`);
  });

  it("finds Docker's own images under library", () => {
    const { cache } = synthCache({ upstream: "docker-hub", credentialsSecretArn: SECRET });
    expect(cache.image("redis:7.4").uri).toBe(`${HOST}/docker-hub/library/redis:7.4`);
    expect(cache.image("grafana/grafana:11.0").uri).toBe(`${HOST}/docker-hub/grafana/grafana:11.0`);
  });

  it("lets a role make the repository by its first pull, below the prefix only", () => {
    const synthesized = synthCache({ upstream: "ecr-public" });
    expect(synthesized.problems).toEqual([]);
    expect(statementsOf(synthesized)).toMatchObject({
      EcrLogin: { Action: "ecr:GetAuthorizationToken", Resource: "*" },
      PullThroughCache: {
        Effect: "Allow",
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:BatchImportUpstreamImage",
          "ecr:CreateRepository",
          "ecr:GetDownloadUrlForLayer",
        ],
        Resource: "arn:aws:ecr:ap-northeast-2:111111111111:repository/ecr-public/*",
      },
    });
  });
});

type Given = PullThroughCacheProps | ((stack: EnvironmentStack) => unknown);
type Texts = [string, string, string, string, string, string, readonly Way<Given>[]];

function bad(mistake: string, given: Given, ...[code, property, message, found, expected, fix, ways]: Texts) {
  const path = `sandbox-test/cache › ${property}`;
  return { mistake, given, problems: [{ code, path, message, found, expected, fix }], ways };
}

function problemsOfCache(given: Given) {
  return problemsIn(typeof given === "function" ? given : (stack) => new PullThroughCache(stack, "cache", given));
}

const image = (reference: string) => (stack: EnvironmentStack) =>
  new PullThroughCache(stack, "cache", { upstream: "ecr-public" }).image(reference);

const MISTAKES = [
  bad(
    "a prefix that is too short",
    { upstream: "quay", prefix: "q" },
    "CACHE_PREFIX_INVALID",
    "prefix",
    "The prefix is not one that ECR allows.",
    '"q" (1 characters)',
    "2 to 30 characters: parts of a-z and 0-9, between them one of ., _, - or /",
    'use "quay", or leave the prefix out',
    [
      { says: 'use "quay"', to: { upstream: "quay", prefix: "quay" } },
      { says: "leave the prefix out", to: { upstream: "quay" } },
    ],
  ),
  bad(
    "a secret that ECR cannot read",
    {
      upstream: "github",
      credentialsSecretArn: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:github-AbCdEf",
    },
    "CACHE_SECRET_NAME",
    "credentialsSecretArn",
    "ECR reads secrets whose name begins with ecr-pullthroughcache/ only.",
    '"arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:github-AbCdEf"',
    "arn:aws:secretsmanager:<region>:<account>:secret:ecr-pullthroughcache/<name>",
    "make the secret anew under such a name, because a secret cannot be renamed, and give its ARN",
    [{ says: "make the secret anew under such a name", to: { upstream: "github", credentialsSecretArn: SECRET } }],
  ),
  bad(
    "no credentials for a closed registry",
    JSON.parse('{ "upstream": "docker-hub" }'),
    "CACHE_CREDENTIALS_MISSING",
    "credentialsSecretArn",
    "The registry gives images to known users only.",
    "no credentials for docker-hub",
    "the ARN of a secret with username and accessToken",
    "make a secret whose name begins with ecr-pullthroughcache/ and give its ARN",
    [
      {
        says: "make a secret whose name begins with ecr-pullthroughcache/ and give its ARN",
        to: { upstream: "docker-hub", credentialsSecretArn: SECRET },
      },
    ],
  ),
  bad(
    "credentials for an open registry",
    JSON.parse(`{ "upstream": "kubernetes", "credentialsSecretArn": "${SECRET}" }`),
    "CACHE_CREDENTIALS_UNUSED",
    "credentialsSecretArn",
    "The registry asks for no credentials, and ECR refuses a rule that has some.",
    "credentials for kubernetes",
    "no credentials",
    "leave credentialsSecretArn out",
    [{ says: "leave credentialsSecretArn out", to: { upstream: "kubernetes" } }],
  ),
  bad(
    "an Azure registry as an address",
    { upstream: "azure", host: "https://acmeimages.azurecr.io", credentialsSecretArn: SECRET },
    "CACHE_REGISTRY_HOST",
    "host",
    "The host is not that of an Azure container registry.",
    '"https://acmeimages.azurecr.io"',
    "<name>.azurecr.io, the name of 5 to 50 letters and digits in lower case",
    "copy the login server of the registry, without https://",
    [
      {
        says: "without https://",
        to: { upstream: "azure", host: "acmeimages.azurecr.io", credentialsSecretArn: SECRET },
      },
    ],
  ),
  bad(
    "an image that is named with its registry",
    image("public.ecr.aws/nginx/nginx:1.27"),
    "CACHE_IMAGE_HOST",
    'image("public.ecr.aws/nginx/nginx:1.27")',
    "An image of a cache is named without its registry, because the cache has one already.",
    '"public.ecr.aws/nginx/nginx:1.27"',
    "the name as it is inside the upstream registry",
    'write "nginx/nginx:1.27"',
    [{ says: 'write "nginx/nginx:1.27"', to: image("nginx/nginx:1.27") }],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfCache(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOfCache);
