import type { Tagged } from "../core/tags/tags";
import type { Duration } from "../core/texts/text.types";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyFile } from "../iam/policies/policy-file";
import type { Role } from "../iam/roles/role";
import type { Links } from "../links/link.types";
import type { IQueue } from "../messaging/queue/queue.types";
import type { ITopic } from "../messaging/topic/topic.types";
import type { Alarms } from "../monitoring/environment-alarms";
import type { INetwork } from "../network/network.types";
import type { ContainerImage } from "../registry/container-image";
import type { ISecurityGroup } from "../security-groups/connections";
import type { ILambdaFunction } from "./function.types";
import type { FunctionDeployment } from "./release/deployment.types";
import type { Runtime } from "./runtimes";

/** Where the code of a function is, and how it is packed. */
export interface CodeOptions {
  /**
   * Folder of the project, or a `.zip` or `.jar` that a build has made.
   *
   * @example functions/resize
   */
  readonly path: string;
  /**
   * Packages that are not bundled, since the runtime or a layer brings them: `@aws-sdk/*`. For Node.js alone.
   *
   * @default - none: AWS recommends to bring along every package that the code uses
   */
  readonly external?: readonly string[];
  /**
   * Whether the bundle is a CommonJS or an ES module, in which `await` may stand at the top. For Node.js alone.
   *
   * @default "cjs"
   */
  readonly format?: "cjs" | "esm";
  /**
   * Whether stack traces name the lines of the sources: a map lies beside the bundle. For Node.js alone.
   *
   * @default false
   */
  readonly sourceMap?: boolean;
  /**
   * Files and folders of the folder that lie beside the bundle, such as templates. For Node.js alone: other code goes as a whole.
   *
   * @example ["templates"]
   * @default - none
   */
  readonly include?: readonly string[];
  /**
   * Files and folders of the folder that are left out. For all but Node.js.
   *
   * @example ["tests"]
   * @default - none but what begins with a dot, and what Python leaves behind
   */
  readonly exclude?: readonly string[];
}

/** What of an image is started, in the place of what the image says. */
export interface ImageCommand {
  /**
   * What is started.
   *
   * @default - the image's own
   */
  readonly entryPoint?: readonly string[];
  /**
   * Arguments of what is started, of which the first one is the handler.
   *
   * @example ["app.handler"]
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * Folder that it is started in.
   *
   * @default - the image's own
   */
  readonly workingDirectory?: string;
}

/** Where lines that a function writes go. */
export interface FunctionLogs {
  /**
   * The whole name of the log group: for one that exists and is taken over. Another name is another log group.
   *
   * @default - made from the name of the function
   */
  readonly logGroupName?: string;
  /**
   * Days that logs are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 365 in a protected environment, otherwise 30
   */
  readonly retentionDays?: number;
  /**
   * KMS key of the log group: one that was made here, or an ARN.
   *
   * @default - that of the environment's `logs`, else CloudWatch Logs' own encryption
   */
  readonly key?: EncryptionKey | string;
  /**
   * Whether lines are JSON, which can be searched by field and filtered by level, or text as it is written.
   *
   * @default "json"
   */
  readonly format?: "json" | "text";
  /**
   * The least that the code has to say for a line to be kept. With `json` alone.
   *
   * @default "info"
   */
  readonly level?: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
  /**
   * The same for what Lambda says itself. With `json` alone.
   *
   * @default "info"
   */
  readonly systemLevel?: "debug" | "info" | "warn";
}

/** Files of EFS that a function sees. */
export interface FunctionFiles {
  /**
   * ARN of the access point, which says as whom and below which folder files are read and written.
   *
   * @example arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0
   */
  readonly accessPointArn: string;
  /**
   * Folder that the function sees them in: `/mnt/` and a name.
   *
   * @example /mnt/files
   */
  readonly path: string;
  /**
   * Whether the function may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Security group of the file system's mount targets; rules for NFS are made both ways.
   *
   * @codeOnly a security group that one makes or brings in oneself
   * @default - the rules are made elsewhere
   */
  readonly mountTargets?: ISecurityGroup;
}

/** What happens to calls that do not wait for an answer, such as those of buckets, topics and rules. */
export interface AsyncOptions {
  /**
   * How often Lambda tries again after an error.
   *
   * @minimum 0
   * @maximum 2
   * @default 2
   */
  readonly retries?: number;
  /**
   * How long a call may wait for its turn, or for the next try: 60 s to 6 h.
   *
   * @default "6 h"
   */
  readonly maxAge?: Duration;
  /**
   * Where a call goes that came to nothing, with what was wrong.
   *
   * @codeOnly a queue, a topic or a function that one makes oneself
   * @default - nowhere
   */
  readonly onFailure?: IQueue | ITopic | ILambdaFunction;
  /**
   * Where the result of a call goes that went well.
   *
   * @codeOnly a queue, a topic or a function that one makes oneself
   * @default - nowhere
   */
  readonly onSuccess?: IQueue | ITopic | ILambdaFunction;
}

/** The alias by which everybody calls a function: a name for one of its versions. */
export interface AliasOptions {
  /**
   * Name of the alias. Another name is another alias, which callers have to be told.
   *
   * @pattern ^(?![0-9]+$)[A-Za-z0-9_-]{1,128}$
   * @code FUNCTION_ALIAS_FORM
   * @message The value is not the name of an alias.
   * @expected 1 to 128 letters, digits, _ and -, not a number
   * @fix write a name such as live
   * @default "live"
   */
  readonly name?: string;
  /**
   * Number of the version that calls go to, where the newest one is not to have all of them: the one before it.
   *
   * @pattern ^[1-9][0-9]*$
   * @code FUNCTION_VERSION_FORM
   * @message The value is not the number of a version.
   * @expected a number in quotes, such as "7"
   * @fix write the number that `aws lambda list-versions-by-function` shows
   * @default - the newest version has all of them
   */
  readonly stableVersion?: string;
  /**
   * Percent of the calls that the newest version gets beside `stableVersion`.
   *
   * @minimum 0
   * @maximum 100
   * @default 10
   */
  readonly newestPercent?: number;
}

/** Which pages a browser lets call a function by its URL. */
export interface UrlCors {
  /**
   * Origins of the pages.
   *
   * @example ["https://shop.example.com"]
   */
  readonly origins: readonly string[];
  /**
   * Methods that they use.
   *
   * @default ["GET"]
   */
  readonly methods?: readonly ("*" | "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE")[];
  /**
   * Headers that they may send.
   *
   * @default - none but the plain ones
   */
  readonly headers?: readonly string[];
  /**
   * Headers of the answer that they see.
   *
   * @default - none but the plain ones
   */
  readonly exposedHeaders?: readonly string[];
  /**
   * Whether they send cookies.
   *
   * @default false
   */
  readonly credentials?: boolean;
  /**
   * How long a browser remembers the answer: 0 s to 24 h.
   *
   * @default - every time anew
   */
  readonly maxAge?: Duration;
}

/**
 * An address by which a function is called over HTTPS, without an API before it. It answers those alone who sign their requests and are
 * granted it. One for everybody needs a condition that the AWS provider knows from 6.29 on, which is not tried here: put an API or a
 * distribution before the function.
 */
export interface FunctionUrlOptions {
  /**
   * Which pages a browser lets call it.
   *
   * @default - none
   */
  readonly cors?: UrlCors;
  /**
   * Whether the answer is sent on while it is made, up to 200 MB, rather than as a whole, up to 6 MB.
   *
   * @default false
   */
  readonly stream?: boolean;
}

/** How a function in a VPC is reached, and what it reaches. */
export interface FunctionNetworkOptions {
  /**
   * Network that the function lies in. It costs nothing but the way to the internet; without it, it reaches nothing private.
   *
   * @default - no network: AWS's own, with a way to the internet
   */
  readonly network?: INetwork;
  /**
   * Private or isolated tier of the network.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * The whole name of the security group. Another name is another group.
   *
   * @default - made of the construct's path
   */
  readonly securityGroupName?: string;
  /**
   * Whether the function may connect to any HTTPS address. `none` leaves all rules to `connections` and `uses`.
   *
   * @default "https"
   */
  readonly egress?: "https" | "none";
}

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
   * @synonym memory
   * @synonym memorySize
   * @default 256
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
