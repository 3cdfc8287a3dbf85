import type { Construct } from "constructs";
import { dnsSuffixOf } from "../aws/regions";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { ExistingRepositoryProps } from "./repository.types";
import { RepositoryBase } from "./repository-base";
import { checkAccount, checkRepositoryName } from "./repository-checks";

/** A repository that exists: made by another stack or account, by another tool, or by hand. Nothing is looked up. */
export class ExistingRepository extends RepositoryBase {
  override readonly repositoryArn: string;
  override readonly repositoryName: string;
  override readonly repositoryUri: string;
  protected override readonly tags = "unknown";

  /** @throws GroundplanError `REPOSITORY_NAME_INVALID`, `ACCOUNT_ID_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingRepositoryProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingRepository", props);
    const problems = checkShape(this, "ExistingRepository", props);
    const stack = EnvironmentStack.of(this);
    const { account = stack.environment.account, region = stack.environment.region, repositoryName } = props;
    checkRepositoryName(repositoryName, "repositoryName", problems);
    checkAccount(account, "account", problems);
    problems.throwIfAny();
    this.repositoryName = repositoryName;
    this.repositoryArn = stack.arn("ecr", `repository/${repositoryName}`, { account, region });
    this.repositoryUri = `${registryHost({ account, region })}/${repositoryName}`;
  }
}

/** Host of the private registry of an account and region. */
export function registryHost(at: { account: string; region: string }): string {
  return `${at.account}.dkr.ecr.${at.region}.${dnsSuffixOf(at.region)}`;
}
