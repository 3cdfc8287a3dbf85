import type { Tagged } from "../core/tags/tags";
import type { Duration } from "../core/texts/text.types";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyFile } from "../iam/policies/policy-file";
import type { Role } from "../iam/roles/role";
import type { Links } from "../links/link.types";
import type { IQueue } from "../messaging/queue/queue.types";
import type { ITopic } from "../messaging/topic/topic.types";
import type { Alarms } from "../monitoring/environment-alarms";
import type { ContainerImage } from "../registry/container-image";
import type { AsyncOptions } from "./calls/async.types";
import type { FunctionUrlOptions } from "./calls/url.types";
import type { CodeOptions, ImageCommand } from "./code/code.types";
import type { FunctionLogs } from "./logs/logs.types";
import type { FunctionFiles, FunctionNetworkOptions } from "./network/network.types";
import type { AliasOptions } from "./release/alias.types";
import type { FunctionDeployment } from "./release/deployment.types";
import type { Runtime } from "./runtimes";

/** Properties of `LambdaFunction`: `code` with `runtime`, or `image`. */
export interface FunctionProps extends Tagged, FunctionNetworkOptions {
  /**
   * The whole name, for a function that is taken over. Another name is another function.
   *
   * @default - made of project, environment, stack and id
   */
  readonly functionName?: string;
  /**
   * What the function is for, at most 256 characters; people read it in the console.
   *
   * @pattern ^.{0,256}$
   * @code FUNCTION_DESCRIPTION_FORM
   * @message The value is not a description that Lambda takes.
   * @expected at most 256 characters of one line
   * @fix shorten it
   * @default - none
   */
  readonly description?: string;
  /**
   * Folder of the project with the code, or more about it. TypeScript and JavaScript are bundled by esbuild with what they import, other
   * code is packed as it is. An archive that a build has made, `.zip` or `.jar`, is taken as it is.
   *
   * @example functions/resize
   * @default - the code is in `image`
   */
  readonly code?: string | CodeOptions;
  /**
   * What runs the code.
   *
   * @example nodejs22.x
   * @toldAs RUNTIME_UNKNOWN
   * @default - the image brings it along
   */
  readonly runtime?: Runtime;
  /**
   * What is called of the code: the path of the file without its ending, a dot, and the name of the function in it.
   *
   * @example index.handler
   * @default - `index.handler` for Node.js, `bootstrap` for `provided.al2023`; other languages have none
   */
  readonly handler?: string;
  /**
   * Container image of a repository in this account and region, or of one that admits Lambda, in the place of `code` and `runtime`.
   *
   * @default - `code`
   */
  readonly image?: ContainerImage;
  /**
   * What of the image is started.
   *
   * @default - what the image says
   */
  readonly imageCommand?: ImageCommand;
  /**
   * Processor. Graviton (`arm64`) costs a fifth less.
   *
   * @default "arm64"
   */
  readonly architecture?: "arm64" | "x86_64";
  /**
   * Memory in MiB. Processor time comes with it: one vCPU with 1769.
   *
   * @minimum 128
   * @maximum 10240
   * @default 256
   * @synonym memory, memorySize
   */
  readonly memoryMiB?: number;
  /**
   * How long a call may take: 1 s to 15 min.
   *
   * @default "30 s"
   */
  readonly timeout?: Duration;
  /**
   * Size of `/tmp` in MiB.
   *
   * @minimum 512
   * @maximum 10240
   * @default 512
   */
  readonly ephemeralStorageMiB?: number;
  /**
   * How many calls may run at a time, which other functions of the account cannot have then. 0 stops the function.
   *
   * @minimum 0
   * @default - as many as the account has left
   */
  readonly reservedConcurrency?: number;
  /**
   * How many copies stand ready, so that calls wait for no start. They are billed whether they are called or not.
   *
   * @minimum 1
   * @default - none
   */
  readonly provisionedConcurrency?: number;
  /**
   * The alias by which everybody calls the function.
   *
   * @default - `live`, which is the newest version
   */
  readonly alias?: AliasOptions;
  /**
   * How new versions come out: step by step, by CodeDeploy, which goes back when an alarm goes off.
   *
   * @default - at once, with the apply
   */
  readonly deployment?: FunctionDeployment;
  /**
   * ARNs of layers, with the number of the version at their end: at most 5.
   *
   * @default - none
   */
  readonly layers?: readonly string[];
  /**
   * Environment variables; who may look at the function reads them. Secrets are given by `uses`, which tells their ARNs.
   *
   * @default - none but those of `uses`
   * @synonym environmentVariables, env
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * KMS key that encrypts the environment variables: one that was made here, or an ARN.
   *
   * @default - AWS's own key for Lambda, which costs nothing
   */
  readonly environmentKey?: EncryptionKey | string;
  /**
   * What the function uses: its role gets the permissions, rules of security groups are made both ways where it lies in a network, and it is
   * told by environment variables. Of secrets they have the ARNs and fields alone (`ORDERS_PASSWORD_SECRET_ARN`), and it may read them.
   *
   * @default - nothing
   * @asType any
   */
  readonly uses?: Links;
  /**
   * Files of EFS that it sees; needs a network.
   *
   * @default - none but `/tmp`
   */
  readonly files?: FunctionFiles;
  /**
   * Where its lines go.
   *
   * @default - a log group of its own
   */
  readonly logs?: FunctionLogs;
  /**
   * Whether X-Ray traces its calls; billed.
   *
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * Queue or topic for calls that do not wait for an answer and came to nothing. `async.onFailure` says more about what was wrong.
   *
   * @default - they are lost
   */
  readonly deadLetters?: IQueue | ITopic;
  /**
   * What happens to calls that do not wait for an answer.
   *
   * @default - two more tries within 6 h, and what came to nothing goes to `deadLetters`
   */
  readonly async?: AsyncOptions;
  /**
   * An address by which it is called over HTTPS: `true`, or how.
   *
   * @default false
   */
  readonly url?: boolean | FunctionUrlOptions;
  /**
   * ARN of the configuration that says whose signature the code must have. The archive is one that AWS Signer has signed.
   *
   * @example arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0
   * @default - code is not signed
   */
  readonly codeSigningConfigArn?: string;
  /**
   * Role of the function. Whether it may write logs is up to it.
   *
   * @default - one is made, which may write into its own log group, and what is granted to the function
   */
  readonly role?: Role;
  /**
   * The whole name of the role that is made.
   *
   * @maxLength ../core/names/naming#RULES.iamRole.maxLength
   * @default - made of the construct's path
   */
  readonly roleName?: string;
  /**
   * What the role that is made may do besides, as JSON in a file of the project.
   *
   * @example policies/resize.json
   * @default - nothing
   */
  readonly policyFile?: string | PolicyFile;
  /**
   * Alarms that tell when calls fail, when they are refused because too many run, when they come near to `timeout`, and when dead letters
   * cannot be sent.
   *
   * @default - there are alarms where the environment says by `alarms` who is told
   */
  readonly alarms?: Alarms;
}

/** What is known of a function that was not made in this stack. */
export interface ExistingFunctionProps {
  /** ARN of the function without a version or an alias: a literal or a reference. */
  readonly functionArn: string;
  /**
   * Name of the alias that callers are to call.
   *
   * @default - the function itself, which is its newest code
   */
  readonly aliasName?: string;
  /**
   * Name of the function.
   *
   * @default - the last part of the ARN, which has to be a literal then
   */
  readonly functionName?: string;
}
