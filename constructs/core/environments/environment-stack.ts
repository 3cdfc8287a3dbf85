import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { TerraformElement, type TerraformOutput, type TerraformRemoteState, TerraformStack } from "cdktf";
import type { Construct, IConstruct, Node } from "constructs";
import { dnsSuffixOf, partitionOf } from "../../aws/regions";
import { resourceProblemsIn } from "../../aws/resource-checks";
import { checkConstruct } from "../checks/arguments";
import { GroundplanError } from "../errors";
import { noteCallers } from "../files/caller";
import { addVersionsFile } from "../files/stack-files";
import { updateBeforeDeleting } from "../memory/in-use";
import type { NameKind } from "../names/naming";
import { environmentName } from "../names/naming-scheme";
import { checkNames } from "../names/physical-names/taken-names";
import { writeStateBlocks } from "../state-blocks/state-blocks";
import { defaultTags } from "../tags/default-tags";
import { writeTags } from "../tags/write-tags";
import { tellingListReferences } from "../texts/list-references";
import { keepTextsLiteral } from "../texts/literal-text";
import { refuseTexts } from "../texts/refused-texts";
import { addCheck } from "../validation";
import { withoutTerraformVersion } from "../versions/terraform-version";
import { compareVersions } from "../versions/version-constraint";
import { attachBackend } from "./backend-wiring";
import { EMULATOR_PROVIDER_SETTINGS, targetsEmulator } from "./emulator";
import type { Environment } from "./environment";
import { fullStackName } from "./environment-forms";
import { type ForeignReference, foreignProblems } from "./foreign-references";
import { ResolvedElements, withoutElements } from "./resolved-elements";
import { writeDefaults } from "./write-defaults";

/** The oldest AWS provider that every stack plans with, and the major version that none does. */
const OLDEST_AWS_PROVIDER = "5.100.0";
const AWS_PROVIDER_END = "7.0.0";

/** The versions of the AWS provider that every stack plans with, unless something in it needs a newer one. */
export const AWS_PROVIDER_VERSIONS = from(OLDEST_AWS_PROVIDER);

function from(version: string): string {
  return `>= ${version}, < ${AWS_PROVIDER_END}`;
}

/** The oldest Terraform that every stack plans with: native S3 locking came with 1.10. */
const OLDEST_TERRAFORM = "1.10.0";

/** The versions of Terraform that every stack plans with, unless something in it needs a newer one. */
export const TERRAFORM_VERSIONS = terraformFrom(OLDEST_TERRAFORM);

function terraformFrom(version: string): string {
  return `>= ${version}`;
}

/**
 * A stack of one environment: `<environment>-<stack>`. It has the AWS provider (region, allowed account, default tags, runner
 * role), the environment's backend, and makes physical names.
 */
export class EnvironmentStack extends TerraformStack {
  /** The environment that the stack belongs to. */
  readonly environment: Environment;
  /** The stack's name without the environment: `network`. */
  readonly stackName: string;
  /** The AWS provider of the stack. */
  readonly provider: AwsProvider;
  #awsProvider: string | undefined;
  #terraform = OLDEST_TERRAFORM;
  readonly #resolved = new ResolvedElements(this);
  readonly #logicalIds = new WeakMap<object, string>();
  readonly #regionalProviders = new Map<string, AwsProvider>();
  readonly #foreign: ForeignReference[] = [];
  /** The value that another stack uses, as cdktf has just said. */
  #lent = "";

  /**
   * @param scope the app
   * @param stackName name without the environment, for example `network`
   * @throws GroundplanError `ENVIRONMENT_FORM` if the stack or the environment has a name that is none; `KNOWN_AFTER_APPLY` if the
   *   environment's name, project, account or region is a reference; `STACK_TWICE`; and what `checkEnvironmentValues` finds
   */
  constructor(scope: Construct, stackName: string, environment: Environment) {
    super(scope, fullStackName(scope, environment, stackName));
    noteCallers(this);
    this.environment = environment;
    this.stackName = stackName;
    this.provider = new AwsProvider(this, "aws", this.#providerSettings(environment.region));
    attachBackend(this, environment, stackName);
    addCheck(this, () => {
      writeTags(this, this.defaultTags);
      writeDefaults(this, environment);
      return resourceProblemsIn(this, environment, this.defaultTags);
    });
    checkNames(this.node.root, (stack) => (stack instanceof EnvironmentStack ? stack.environment : undefined));
    addVersionsFile(this, TERRAFORM_VERSIONS);
    this.addOverride("terraform.required_providers.aws.source", "hashicorp/aws");
    this.requireAwsProvider(OLDEST_AWS_PROVIDER);
  }

  /**
   * Says that something in the stack needs a newer AWS provider than others do. Of all that is said the newest counts.
   *
   * @param version the oldest that will do: `6.4.0`
   */
  requireAwsProvider(version: string): void {
    if (this.#awsProvider && compareVersions(version, this.#awsProvider) <= 0) return;
    this.#awsProvider = version;
    this.addOverride("terraform.required_providers.aws.version", from(version));
  }

  /**
   * Says that something in the stack needs a newer Terraform than others do. Of all that is said the newest counts.
   *
   * @param version the oldest that will do: `1.11.0`
   */
  requireTerraform(version: string): void {
    if (compareVersions(version, this.#terraform) <= 0) return;
    this.#terraform = version;
    addVersionsFile(this, this.terraformVersions);
  }

  /** The versions of Terraform that plan the stack. */
  get terraformVersions(): string {
    return terraformFrom(this.#terraform);
  }

  /**
   * The stack that a construct lives in.
   *
   * @throws GroundplanError `ARGUMENT_FORM`; `STACK_MISSING` if the construct is not inside an EnvironmentStack
   */
  static override of(construct: IConstruct): EnvironmentStack {
    checkConstruct(construct, "EnvironmentStack.of");
    const stack = construct.node.scopes.find((scope) => scope instanceof EnvironmentStack);
    if (stack instanceof EnvironmentStack) return stack;
    throw new GroundplanError([
      {
        code: "STACK_MISSING",
        path: construct.node.path,
        message: "The construct is not inside an EnvironmentStack, so its environment is unknown.",
        found: `the scopes ${construct.node.scopes.map((scope) => scope.constructor.name).join(" › ")}`,
        expected: "an EnvironmentStack among them",
        fix: 'create the construct inside `new EnvironmentStack(app, "network", environment)`',
      },
    ]);
  }

  /**
   * The AWS provider for a region: the stack's own for the environment's region, a second one with the same account, tags and
   * role for another region. For what AWS keeps in one region only, such as certificates for CloudFront in `us-east-1`.
   */
  providerFor(region: string): AwsProvider {
    if (region === this.environment.region) return this.provider;
    const existing = this.#regionalProviders.get(region);
    if (existing) return existing;
    const settings = { ...this.#providerSettings(region), alias: region };
    const provider = new AwsProvider(this, `aws-${region}`, settings);
    this.#regionalProviders.set(region, provider);
    return provider;
  }

  /**
   * A physical name: by the environment's scheme ({@link Environment.naming}), or else project, environment and the parts; by the rules
   * of its kind.
   *
   * @throws GroundplanError `KNOWN_AFTER_APPLY` for a part that is a reference; `NAMING_RESULT`
   */
  physicalName(kind: NameKind, ...parts: string[]): string {
    const path = `${this.node.path} › name of a resource (${kind})`;
    return environmentName(this.environment, { kind, stack: this.stackName, parts, path });
  }

  /** The ARN of something in this stack's account and region, for example `arn("logs", "log-group:/x:*")`. */
  arn(service: string, resource: string, scope: { region?: string; account?: string } = {}): string {
    const region = scope.region ?? this.environment.region;
    const account = scope.account ?? this.environment.account;
    return `arn:${this.partition}:${service}:${region}:${account}:${resource}`;
  }

  /** The AWS partition of the region: `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc` and so on. */
  get partition(): string {
    return partitionOf(this.environment.region);
  }

  /** The domain that AWS's host names of the region end in: `amazonaws.com`, in China `amazonaws.com.cn`. */
  get dnsSuffix(): string {
    return dnsSuffixOf(this.environment.region);
  }

  /** The tags that the provider gives to every resource; needed by hand only for what it does not tag, such as volumes. */
  get defaultTags(): Readonly<Record<string, string>> {
    return defaultTags(this.environment, this.stackName);
  }

  /** Each is asked for with every reference. It follows from the path, which never changes. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const known = this.#logicalIds.get(element) ?? super.allocateLogicalId(element);
    this.#logicalIds.set(element, known);
    return known;
  }

  /**
   * The stack as Terraform reads it: what AWS would not delete while in use is updated around first ({@link updateBeforeDeleting}), and no
   * text is read as code ({@link keepTextsLiteral}).
   *
   * @throws GroundplanError `SECRET_IN_TEXT`, `KNOWN_AFTER_APPLY`, `NUMBER_NOT_FINITE` ({@link refuseTexts}),
   *   `ENTRIES_KNOWN_AFTER_APPLY` ({@link tellingListReferences})
   */
  override toTerraform(): object {
    const elements = this.#readyElements();
    const terraform = tellingListReferences(elements, () => this.#merged(elements));
    writeStateBlocks(this, terraform as Record<string, unknown>);
    refuseTexts(terraform, this.node.path);
    return terraform;
  }

  /** Where an override of the stack takes away what elements say, cdktf puts all together. */
  #merged(elements: readonly TerraformElement[]): object {
    const { rawOverrides } = this as unknown as { readonly rawOverrides: object };
    if (takesAway(rawOverrides)) return super.toTerraform();
    return this.#resolved.merged(
      elements,
      withoutElements(elements, () => super.toTerraform()),
    );
  }

  #readyElements(): readonly TerraformElement[] {
    writeTags(this, this.defaultTags);
    const elements = this.#elements();
    updateBeforeDeleting(elements);
    keepTextsLiteral(elements);
    return elements;
  }

  #elements(): readonly TerraformElement[] {
    return this.node.findAll().filter((construct) => TerraformElement.isTerraformElement(construct));
  }

  /** Runs the validations of all constructs, without those that ask the machine for its Terraform ({@link withoutTerraformVersion}). */
  override runAllValidations(): void {
    withoutTerraformVersion(() => super.runAllValidations());
  }

  /**
   * Looks for values of other stacks that are used without a contract.
   *
   * @throws GroundplanError `OTHER_STACK_USED`, for all stacks beside this one when the last of them is prepared
   */
  override prepareStack(): void {
    withoutElements(this.#elements(), () => super.prepareStack());
    const elements = this.#readyElements();
    tellingListReferences(elements, () => this.#resolved.prepare(elements));
    const siblings = this.node.scope?.node.children ?? [this];
    const stacks = siblings.filter((one) => one instanceof EnvironmentStack);
    if (stacks.at(-1) !== this) return;
    const problems = stacks.flatMap((stack) => foreignProblems(stack, stack.#foreign));
    if (problems.length > 0) throw new GroundplanError(problems);
  }

  /** Called by cdktf for each value of this stack that another one uses. */
  override registerOutgoingCrossStackReference(identifier: string): TerraformOutput {
    this.#lent = identifier;
    return super.registerOutgoingCrossStackReference(identifier);
  }

  /** Called by cdktf behind the other one, for the stack that uses the value. */
  override registerIncomingCrossStackReference(from: TerraformStack): TerraformRemoteState {
    const state = super.registerIncomingCrossStackReference(from);
    const identifier = from instanceof EnvironmentStack ? from.#lent : "";
    this.#foreign.push({ from, identifier, placeholder: `terraform_remote_state.${state.friendlyUniqueId}.` });
    return state;
  }

  #providerSettings(region: string): AwsProviderConfig {
    const { environment } = this;
    return {
      region,
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags: this.defaultTags }],
      ...(environment.runnerRoleArn
        ? { assumeRole: [{ roleArn: environment.runnerRoleArn, sessionName: `groundplan-${this.stackName}` }] }
        : {}),
      ...(targetsEmulator() ? EMULATOR_PROVIDER_SETTINGS : {}),
    };
  }
}

function takesAway(overrides: unknown): boolean {
  if (typeof overrides !== "object" || overrides === null) return overrides === undefined;
  return Object.values(overrides).some(takesAway);
}
