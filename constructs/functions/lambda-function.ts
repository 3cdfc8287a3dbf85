import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import type { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaFunction as AwsFunction, type LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionUrl } from "@cdktf/provider-aws/lib/lambda-function-url";
import { LambdaProvisionedConcurrencyConfig } from "@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config";
import type { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { GroundplanError, type Problems } from "../core/errors";
import { nameInStack } from "../core/names/path-in-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { waitFor } from "../core/resources/wait-for";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { secondsOf } from "../core/texts/durations";
import { todayOf } from "../core/versions/today";
import type { IGrantable } from "../iam/grantable";
import { grantSid } from "../iam/policies/sid";
import type { Role } from "../iam/roles/role";
import { permissionsOf } from "../iam/roles/role-permissions";
import { useLinks } from "../links/links";
import type { IQueue } from "../messaging/queue/queue.types";
import type { ITopic } from "../messaging/topic/topic.types";
import type { MetricAlarm } from "../monitoring/metric-alarm";
import type { ITier } from "../network/network.types";
import type { Connections, IConnectable } from "../security-groups/connections";
import type { SecurityGroup } from "../security-groups/security-group";
import type { IBucket } from "../storage/bucket.types";
import type { BucketNotifications } from "../storage/notifications/bucket-notifications";
import { AsyncCalls, grantSend } from "./calls/async-calls";
import { urlSettings } from "./calls/function-url";
import { codeBeside } from "./code/code-beside";
import { type PackedCode, packCode } from "./code/function-code";
import { ExistingFunction } from "./existing-function";
import type { ILambdaFunction } from "./function.types";
import { type FunctionAlarms, watchFunction } from "./function-alarms";
import { FunctionBase } from "./function-base";
import { checkFunction, defaultHandler } from "./function-checks";
import { variablesOf } from "./function-environment";
import type { ExistingFunctionProps, FunctionProps } from "./function-props";
import { allowOptions, functionRole } from "./function-role";
import { FunctionLogs } from "./logs/function-logs";
import { functionSecurityGroup } from "./network/function-network";
import { CallShift } from "./release/call-shift";
import { RUNTIMES, RUNTIMES_AS_OF, runtimeWarning } from "./runtimes";
import type { CalledFunction } from "./sources/called-function";
import { readStream, workOffQueue } from "./sources/polled-sources";
import { hearBucket, hearTopic, RuleSource } from "./sources/pushed-sources";
import { ScheduleSource } from "./sources/schedule-source";
import type {
  ObjectSourceOptions,
  QueueSourceOptions,
  RuleSourceOptions,
  ScheduleSourceOptions,
  StreamSourceOptions,
  TopicSourceOptions,
} from "./sources/source.types";

const DEFAULTS = { memoryMiB: 256, timeout: "30 s", alias: "live", newestPercent: 10 } as const;

/** What is found out before the first resource is made. */
interface Planned {
  readonly tier?: ITier;
  readonly packed?: PackedCode;
}

/** What calls a function by itself. */
export type FunctionSource =
  | LambdaEventSourceMapping
  | SnsTopicSubscription
  | BucketNotifications
  | ScheduleSource
  | RuleSource;

/**
 * A function of Lambda: its code packed the same on every machine, called by an alias, with a log group and a role of its own that may do
 * nothing but what is granted.
 *
 * ```ts
 * const resize = new LambdaFunction(this, "resize", {
 *   code: "functions/resize", runtime: "nodejs22.x", memoryMiB: 1024,
 *   uses: { uploads: bucketLink(uploads) },
 * });
 * resize.grantInvoke(api);
 * ```
 */
export class LambdaFunction extends FunctionBase implements IGrantable, IConnectable, CalledFunction {
  readonly function: AwsFunction;
  /** By which everybody calls the function. */
  readonly alias: LambdaAlias;
  readonly role: Role;
  readonly logs: FunctionLogs;
  readonly functionName: string;
  /** Seconds that a call may take. */
  readonly timeoutSeconds: number;
  /** Name of the alias. */
  readonly aliasName: string;
  /** Only where the function lies in a network. */
  readonly securityGroup?: SecurityGroup;
  /** What happens to calls that do not wait for an answer, where anything is said of it. */
  readonly asyncCalls?: AsyncCalls;
  /** Only with `url`. */
  readonly url?: LambdaFunctionUrl;
  /** Only with `provisionedConcurrency`. */
  readonly provisioned?: LambdaProvisionedConcurrencyConfig;
  /** Only with `deployment`. */
  readonly callShift?: CallShift;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: FunctionAlarms;
  /** What calls the function by itself, by the names of sources. */
  readonly sources: Readonly<Record<string, FunctionSource>> = {};

  /** @throws GroundplanError with everything that is wrong with the properties, and with the code */
  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    props = layDefaults(this, "LambdaFunction", props);
    const problems = checkShape(this, "LambdaFunction", props);
    tag(this, props);
    namedBy(this, props.functionName === undefined ? "id" : "functionName");
    const stack = EnvironmentStack.of(this);
    const { tier, packed } = this.#plan(props, problems);
    this.functionName = props.functionName ?? stack.physicalName("lambdaFunction", stack.stackName, nameInStack(this));
    this.timeoutSeconds = secondsOf(props.timeout ?? DEFAULTS.timeout);
    this.aliasName = props.alias?.name ?? DEFAULTS.alias;
    this.role = functionRole(this, props);
    this.logs = new FunctionLogs(this, "logs", nameInStack(this), props.logs ?? {});
    this.logs.grantWrite(this.role);
    allowOptions(this.role, props, this.functionArn);
    if (props.deadLetters) grantSend(props.deadLetters, this);
    if (tier) this.securityGroup = functionSecurityGroup(this, props);
    this.function = this.#createFunction(props, tier, packed);
    this.alias = this.#createAlias(props);
    this.provisioned = this.#keepReady(props);
    this.url = this.#createUrl(props);
    if (AsyncCalls.isAsked(props)) this.asyncCalls = new AsyncCalls(this, "async", { ...props, of: this });
    this.alarms = watchFunction(this, props.alarms, this.timeoutSeconds);
    this.callShift = this.#shiftCalls(props);
    this.#useLinks(props);
  }

  /** A function that was made elsewhere. Nothing is looked up, and its code and its role stay as they are. */
  static fromExisting(scope: Construct, id: string, props: ExistingFunctionProps): ILambdaFunction {
    return new ExistingFunction(scope, id, props);
  }

  /** ARN of the function. Known before the function exists, because its name is. */
  override get functionArn(): string {
    return EnvironmentStack.of(this).arn("lambda", `function:${this.functionName}`);
  }

  get grantee(): Role {
    return this.role;
  }

  /**
   * Where the function may connect to.
   *
   * @throws GroundplanError `FUNCTION_WITHOUT_NETWORK`
   */
  get connections(): Connections {
    if (this.securityGroup) return this.securityGroup.connections;
    throw new GroundplanError([
      {
        code: "FUNCTION_WITHOUT_NETWORK",
        path: this.node.path,
        message: "Rules of security groups are for functions that lie in a network.",
        found: "no network",
        expected: "a function with network",
        fix: "hand over the network to the function",
      },
    ]);
  }

  /** ARN of the alias, as a reference that makes its reader wait for it. */
  get calledArn(): string {
    return this.alias.arn;
  }

  /**
   * Calls the function with the messages of a queue, and deletes those that it has worked off.
   *
   * @param name of the source within the function
   * @throws GroundplanError `FUNCTION_QUEUE_VISIBILITY`, `FUNCTION_QUEUE_BATCH`, `FUNCTION_QUEUE_ORDER`, `DURATION_INVALID`
   */
  onQueue(name: string, queue: IQueue, options: QueueSourceOptions = {}): LambdaEventSourceMapping {
    return this.#called(name, workOffQueue(this, name, queue, options));
  }

  /**
   * Calls the function with the records of a stream.
   *
   * @throws GroundplanError `FUNCTION_STREAM_ARN`, `FUNCTION_STREAM_KIND`, `DURATION_INVALID`, `KEY_ARN_INVALID`
   */
  onStream(name: string, options: StreamSourceOptions): LambdaEventSourceMapping {
    return this.#called(name, readStream(this, name, options));
  }

  /**
   * Calls the function when something happens to the objects of a bucket. All that a bucket tells others is said in one stack: what was said
   * elsewhere is lost.
   */
  onObjects(name: string, bucket: IBucket, options: ObjectSourceOptions = {}): BucketNotifications {
    return this.#called(name, hearBucket(this, name, bucket, options));
  }

  /**
   * Calls the function with what is published to a topic.
   *
   * @throws GroundplanError `FUNCTION_TOPIC_ORDER`
   */
  onTopic(name: string, topic: ITopic, options: TopicSourceOptions = {}): SnsTopicSubscription {
    return this.#called(name, hearTopic(this, name, topic, options));
  }

  /**
   * Calls the function by the clock.
   *
   * @throws GroundplanError `SCHEDULE_INVALID`, `SCHEDULE_CRON_FIELDS`, `TIME_ZONE_UNKNOWN`, `EXACT_NAME_INVALID`
   */
  onSchedule(name: string, options: ScheduleSourceOptions): ScheduleSource {
    return this.#called(name, new ScheduleSource(this, name, options));
  }

  /**
   * Calls the function with events of EventBridge.
   *
   * @throws GroundplanError `EXACT_NAME_INVALID`
   */
  onEvents(name: string, options: RuleSourceOptions): RuleSource {
    return this.#called(name, new RuleSource(this, name, options));
  }

  /** Lets a role call the function by its URL, and in no other way. A function without one has nothing to grant. */
  grantInvokeUrl(grantable: IGrantable): void {
    // AWS Lambda Developer Guide, "Control access to Lambda function URLs", as of 2026-11: both are asked for.
    for (const [verb, action, conditions] of [
      ["InvokeUrl", "lambda:InvokeFunctionUrl", { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } }],
      ["InvokeByUrl", "lambda:InvokeFunction", { Bool: { "lambda:InvokedViaFunctionUrl": "true" } }],
    ] as const) {
      const sid = grantSid(verb, this, grantable);
      grantable.grantee.allow({ sid, actions: [action], resources: [this.callArn], conditions });
    }
  }

  override get admitting() {
    return { functionName: this.function.functionName, qualifier: this.alias.name };
  }

  #called<Source extends FunctionSource>(name: string, source: Source): Source {
    (this.sources as Record<string, FunctionSource>)[name] = source;
    return source;
  }

  #plan(props: FunctionProps, problems: Problems): Planned {
    const stack = EnvironmentStack.of(this);
    const tier = checkFunction(props, stack, problems);
    const { code, runtime, layers = [] } = props;
    const handler = props.handler ?? defaultHandler(runtime ?? "");
    const isReady = code !== undefined && runtime !== undefined && handler !== undefined;
    const packed = isReady ? packCode({ code, runtime, handler, hasLayers: layers.length > 0 }, problems) : undefined;
    const today = todayOf(this, RUNTIMES_AS_OF, problems);
    problems.throwIfAny();
    const warning = runtime === undefined ? undefined : runtimeWarning(runtime, today);
    if (warning !== undefined) Annotations.of(this).addWarning(warning);
    return { ...(tier ? { tier } : {}), ...(packed ? { packed } : {}) };
  }

  #createFunction(props: FunctionProps, tier: ITier | undefined, packed: PackedCode | undefined): AwsFunction {
    const variables = variablesOf(props);
    const made = new AwsFunction(this, "function", {
      functionName: this.functionName,
      ...(props.description === undefined ? {} : { description: props.description }),
      role: this.role.roleArn,
      ...this.#code(props, packed),
      architectures: [props.architecture ?? "arm64"],
      memorySize: props.memoryMiB ?? DEFAULTS.memoryMiB,
      timeout: this.timeoutSeconds,
      ephemeralStorage: { size: props.ephemeralStorageMiB ?? 512 },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      // A version for each change, by which the alias goes on and back.
      publish: true,
      loggingConfig: this.logs.settings,
      tracingConfig: { mode: props.tracing ? "Active" : "PassThrough" },
      ...(Object.keys(variables).length > 0 ? { environment: { variables } } : {}),
      ...environmentKey(props),
      ...(tier && this.securityGroup ? { vpcConfig: place(tier, this.securityGroup) } : {}),
      ...(props.files
        ? { fileSystemConfig: { arn: props.files.accessPointArn, localMountPath: props.files.path } }
        : {}),
      ...AsyncCalls.deadLetterConfig(props),
    });
    waitFor(made, () => permissionsOf(this.role));
    return made;
  }

  #code(props: FunctionProps, packed: PackedCode | undefined): Partial<LambdaFunctionConfig> {
    const { image, imageCommand, runtime, layers = [], codeSigningConfigArn } = props;
    if (image) {
      return {
        packageType: "Image",
        imageUri: image.uri,
        ...(imageCommand ? { imageConfig: startOf(imageCommand) } : {}),
      };
    }
    if (!packed || runtime === undefined) throw new Error("a function without code and without a problem");
    const { provider } = RUNTIMES[runtime];
    if (provider !== undefined) EnvironmentStack.of(this).requireAwsProvider(provider);
    return {
      ...codeBeside(this, packed),
      runtime,
      handler: props.handler ?? defaultHandler(runtime) ?? "",
      ...(layers.length > 0 ? { layers: [...layers] } : {}),
      ...(codeSigningConfigArn === undefined ? {} : { codeSigningConfigArn }),
    };
  }

  #createAlias({ alias = {}, deployment }: FunctionProps): LambdaAlias {
    const { stableVersion, newestPercent = DEFAULTS.newestPercent } = alias;
    const newest = this.function.version;
    const shared = { additionalVersionWeights: { [newest]: newestPercent / 100 } };
    return new LambdaAlias(this, "alias", {
      name: this.aliasName,
      functionName: this.function.functionName,
      functionVersion: stableVersion ?? newest,
      ...(stableVersion !== undefined && newestPercent > 0 ? { routingConfig: shared } : {}),
      ...(deployment ? { lifecycle: { ignoreChanges: ["function_version", "routing_config"] } } : {}),
    });
  }

  #keepReady({ provisionedConcurrency }: FunctionProps): LambdaProvisionedConcurrencyConfig | undefined {
    if (provisionedConcurrency === undefined) return undefined;
    return new LambdaProvisionedConcurrencyConfig(this, "provisioned", {
      functionName: this.function.functionName,
      qualifier: this.alias.name,
      provisionedConcurrentExecutions: provisionedConcurrency,
    });
  }

  #createUrl({ url = false }: FunctionProps): LambdaFunctionUrl | undefined {
    if (url === false) return undefined;
    return new LambdaFunctionUrl(this, "url", {
      ...this.admitting,
      ...urlSettings(url === true ? {} : url),
    });
  }

  #shiftCalls({ deployment }: FunctionProps): CallShift | undefined {
    if (!deployment) return undefined;
    const own = Object.values<MetricAlarm>(this.alarms).map(({ alarm }) => alarm.alarmName);
    const alarmNames = [...own, ...(deployment.alarmNames ?? [])];
    return new CallShift(this, "deployment", { deployment, functionArn: this.functionArn, alarmNames });
  }

  #useLinks({ uses = {} }: FunctionProps): void {
    const connections = this.securityGroup?.connections;
    useLinks({ grantee: this.role, ...(connections ? { connections } : {}) }, uses, this.node.id);
  }
}

function environmentKey({ environmentKey: key }: FunctionProps): { readonly kmsKeyArn?: string } {
  return key === undefined ? {} : { kmsKeyArn: typeof key === "object" ? key.arn : key };
}

function place(tier: ITier, group: SecurityGroup): NonNullable<LambdaFunctionConfig["vpcConfig"]> {
  return { subnetIds: tier.subnets.map(({ subnetId }) => subnetId), securityGroupIds: [group.securityGroupId] };
}

function startOf({ entryPoint, command, workingDirectory }: NonNullable<FunctionProps["imageCommand"]>) {
  return {
    ...(entryPoint ? { entryPoint: [...entryPoint] } : {}),
    ...(command ? { command: [...command] } : {}),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
  };
}
