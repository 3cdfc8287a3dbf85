import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { Problems } from "../core/errors";
import { nameByScheme } from "../core/names/naming-scheme";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { checkKeyArn } from "../encryption/key-arn";
import { policyDocument } from "../iam/policies/policy-document";
import type { IRepository } from "./container-image";
import { ExistingRepository } from "./existing-repository";
import { checkLifecycle, commonRules, lifecyclePolicy } from "./lifecycle-policy";
import { PULL_ACTIONS } from "./permissions";
import type { ExistingRepositoryProps, LifecycleRule, RepositoryProps } from "./repository.types";
import { RepositoryBase } from "./repository-base";
import { checkAccounts, checkRepositoryName, repositoryName } from "./repository-checks";

/**
 * A private repository for container images: tags that never move, a scan of every push, encryption, and a lifecycle that keeps
 * it from filling up. In a protected environment Terraform refuses to delete it; elsewhere it goes with its images.
 *
 * ```ts
 * const api = new Repository(this, "api", {});
 * new FargateService(this, "api", { image: api.image("1.4.2") });
 * ```
 */
export class Repository extends RepositoryBase {
  /**
   * A repository that exists already, of this account or another one. Nothing is looked up.
   *
   * @throws GroundplanError `REPOSITORY_NAME_INVALID`, `ACCOUNT_ID_INVALID`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingRepositoryProps): IRepository {
    return new ExistingRepository(scope, id, props);
  }

  /** The Terraform resource. */
  readonly resource: EcrRepository;
  readonly lifecycle: EcrLifecyclePolicy;
  /** Who else may pull; there is none when only this account may. */
  readonly policy?: EcrRepositoryPolicy;
  override readonly repositoryName: string;
  protected override readonly tags: "immutable" | "mutable";

  /**
   * @throws GroundplanError `REPOSITORY_NAME_INVALID`, `ACCOUNT_ID_INVALID`, `ACCOUNT_DUPLICATE`, `ACCOUNT_OWN`,
   * `KEY_ARN_INVALID`, `LIFECYCLE_EMPTY`, `LIFECYCLE_NUMBER`, `LIFECYCLE_PATTERN`, `LIFECYCLE_PRIORITY`, `LIFECYCLE_OVERLAP`,
   * `LIFECYCLE_ANY_NOT_LAST`
   */
  constructor(scope: Construct, id: string, props: RepositoryProps = {}) {
    super(scope, id);
    props = layDefaults(this, "Repository", props);
    checkShape(this, "Repository", props);
    namedBy(this, "repositoryName");
    const stack = EnvironmentStack.of(this);
    const rules = rulesOf(props);
    this.repositoryName = props.repositoryName ?? madeName(stack, id);
    this.tags = props.tags ?? "immutable";
    this.#check(props, rules);
    this.resource = this.#createRepository(props);
    this.lifecycle = new EcrLifecyclePolicy(this, "lifecycle", {
      repository: this.resource.name,
      policy: lifecyclePolicy(rules),
    });
    if (props.pullAccounts?.length) this.policy = this.#share(props.pullAccounts);
  }

  /** ARN of the repository. Known before the repository exists, because its name is. */
  override get repositoryArn(): string {
    return EnvironmentStack.of(this).arn("ecr", `repository/${this.repositoryName}`);
  }

  override get repositoryUri(): string {
    return this.resource.repositoryUrl;
  }

  #check(props: RepositoryProps, rules: readonly LifecycleRule[]): void {
    const problems = new Problems(this.node.path);
    checkRepositoryName(this.repositoryName, "repositoryName", problems);
    if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
    checkAccounts(props.pullAccounts ?? [], EnvironmentStack.of(this).environment.account, problems);
    if (rules.length === 0) {
      problems.add("lifecycle", {
        code: "LIFECYCLE_EMPTY",
        message: "A repository without lifecycle rules grows for ever, and its storage is billed.",
        found: "an empty list",
        expected: "one rule or more",
        fix: "leave lifecycle out for the common two rules",
      });
    } else checkLifecycle(rules, problems);
    problems.throwIfAny();
  }

  #createRepository(props: RepositoryProps): EcrRepository {
    const { protect } = EnvironmentStack.of(this).environment;
    return new EcrRepository(this, "repository", {
      name: this.repositoryName,
      imageTagMutability: this.tags === "immutable" ? "IMMUTABLE" : "MUTABLE",
      imageScanningConfiguration: { scanOnPush: props.scanOnPush ?? true },
      encryptionConfiguration: [
        props.key === undefined
          ? { encryptionType: "AES256" }
          : { encryptionType: "KMS", kmsKey: typeof props.key === "string" ? props.key : props.key.arn },
      ],
      forceDelete: !protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  #share(accounts: readonly string[]): EcrRepositoryPolicy {
    const { partition } = EnvironmentStack.of(this);
    return new EcrRepositoryPolicy(this, "policy", {
      repository: this.resource.name,
      policy: policyDocument([
        {
          sid: "PullFromOtherAccounts",
          principals: { AWS: accounts.map((account) => `arn:${partition}:iam::${account}:root`) },
          actions: PULL_ACTIONS,
        },
      ]),
    });
  }
}

/** The name by the environment's scheme, or else project, environment and id. */
function madeName({ environment, stackName, node }: EnvironmentStack, id: string): string {
  const made = repositoryName([environment.project, environment.name, id]);
  const request = { kind: "repository", stack: stackName, parts: [id], path: `${node.path}/${id}` } as const;
  const scheme = nameByScheme(environment, request, made);
  return scheme === undefined ? made : repositoryName(scheme.split("/"));
}

function rulesOf({ lifecycle = {} }: RepositoryProps): readonly LifecycleRule[] {
  return isRules(lifecycle) ? lifecycle : commonRules(lifecycle);
}

function isRules(lifecycle: NonNullable<RepositoryProps["lifecycle"]>): lifecycle is readonly LifecycleRule[] {
  return Array.isArray(lifecycle);
}
