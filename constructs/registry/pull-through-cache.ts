import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { Problems } from "../core/errors";
import { addressBy } from "../core/names/address";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { IGrantable } from "../iam/grantable";
import { grantSid } from "../iam/policies/sid";
import { ContainerImage } from "./container-image";
import { registryHost } from "./existing-repository";
import { parseImage, registryOf } from "./image-reference";
import { checkLifecycle, commonRules, lifecyclePolicy } from "./lifecycle-policy";
import { allowLogin, PULL_ACTIONS } from "./permissions";
import { checkCache, type PullThroughCacheProps, upstreamUrl } from "./pull-through-cache-props";

/**
 * Images of a public registry, kept in the account's own: the first pull fetches the image and makes a repository below the
 * prefix, later ones need neither the internet nor the other registry's rate limit. The repositories are made by ECR, so a
 * template says how: encrypted, with a lifecycle, and with tags that follow the upstream. They are ECR's and stay when the rule
 * goes.
 *
 * ```ts
 * const cache = new PullThroughCache(this, "public", { upstream: "ecr-public" });
 * cache.image("docker/library/nginx:1.27"); // …dkr.ecr.<region>.amazonaws.com/ecr-public/docker/library/nginx:1.27
 * ```
 */
export class PullThroughCache extends BaseConstruct {
  readonly rule: EcrPullThroughCacheRule;
  readonly template: EcrRepositoryCreationTemplate;
  /** First part of the names of the cached repositories. */
  readonly prefix: string;
  readonly #upstream: PullThroughCacheProps["upstream"];

  /**
   * @throws GroundplanError `CACHE_PREFIX_INVALID`, `CACHE_CREDENTIALS_MISSING`, `CACHE_CREDENTIALS_UNUSED`,
   * `CACHE_SECRET_NAME`, `CACHE_REGISTRY_HOST`, `LIFECYCLE_NUMBER`
   */
  constructor(scope: Construct, id: string, props: PullThroughCacheProps) {
    super(scope, id);
    props = layDefaults(this, "PullThroughCache", props);
    const problems = checkShape(this, "PullThroughCache", props);
    namedBy(this, "prefix");
    this.#upstream = props.upstream;
    this.prefix = props.prefix ?? props.upstream;
    const rules = commonRules(props.lifecycle ?? {});
    checkCache(props, this.prefix, problems);
    checkLifecycle(rules, problems);
    problems.throwIfAny();
    // A registry has one template and one rule for a prefix, under whatever id they are made.
    const key = `cache below ${this.prefix}`;
    this.template = new EcrRepositoryCreationTemplate(this, "template", {
      prefix: this.prefix,
      description: `Cache of ${upstreamUrl(props)}`,
      appliedFor: ["PULL_THROUGH_CACHE"],
      imageTagMutability: "MUTABLE",
      encryptionConfiguration: [{ encryptionType: "AES256" }],
      lifecyclePolicy: lifecyclePolicy(rules),
    });
    addressBy(this.template, key);
    this.rule = new EcrPullThroughCacheRule(this, "rule", {
      ecrRepositoryPrefix: this.prefix,
      upstreamRegistryUrl: upstreamUrl(props),
      ...("credentialsSecretArn" in props ? { credentialArn: props.credentialsSecretArn } : {}),
      // The first pull must find the template, or the repository is made without it.
      dependsOn: [this.template],
    });
    addressBy(this.rule, key);
  }

  /**
   * An image of the upstream registry, through the cache.
   *
   * @param reference repository and tag or digest as the upstream names them, without its host: `nginx/nginx:1.27`. Docker's own
   * images, which have no user in front, are found under `library/`.
   * @throws GroundplanError `IMAGE_REFERENCE_INVALID`, `IMAGE_TAG_MISSING`, `IMAGE_DIGEST_INVALID`, `CACHE_IMAGE_HOST`
   */
  image(reference: string): ContainerImage {
    const problems = new Problems(`${this.node.path} › image(${JSON.stringify(reference)})`);
    const { name, tag, digest } = parseImage(reference, problems);
    const host = registryOf(name);
    if (host !== undefined) {
      problems.add("", {
        code: "CACHE_IMAGE_HOST",
        message: "An image of a cache is named without its registry, because the cache has one already.",
        found: `"${reference}"`,
        expected: "the name as it is inside the upstream registry",
        fix: `write "${reference.slice(host.length + 1)}"`,
      });
    }
    problems.throwIfAny();
    const path = this.#upstream === "docker-hub" && !name.includes("/") ? `library/${name}` : name;
    const stack = EnvironmentStack.of(this);
    return new ContainerImage({
      name: `${registryHost(stack.environment)}/${this.prefix}/${path}`,
      tag,
      digest,
      cache: this,
    });
  }

  /** Lets a role pull through the cache; its first pull of an image makes the repository. */
  grantPull(grantable: IGrantable): void {
    allowLogin(grantable);
    grantable.grantee.allow({
      sid: grantSid("PullThrough", this, grantable),
      actions: [...PULL_ACTIONS, "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
      resources: [EnvironmentStack.of(this).arn("ecr", `repository/${this.prefix}/*`)],
    });
  }
}
