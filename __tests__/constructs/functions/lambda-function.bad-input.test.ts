import type { Problem } from "../../../constructs/core/errors";
import {
  type ExistingFunctionProps,
  type FunctionProps,
  LambdaFunction,
  RUNTIMES,
} from "../../../constructs/functions";
import { databaseLink } from "../../../constructs/links";
import { ContainerImage } from "../../../constructs/registry";
import { SecurityGroup } from "../../../constructs/security-groups";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { ARN, BROKEN, HELLO, type Made, makeRole, network, PYTHON, synthFunction } from "./support";

const PATH = "sandbox-test/hello";
const IMAGE = ContainerImage.fromRegistry("111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/hello:1.4.2");
const PUBLIC_IMAGE = ContainerImage.fromRegistry("public.ecr.aws/lambda/nodejs:22");
const ACCESS_POINT = "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0";
const SIGNING = "arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0";
const LAYER = "arn:aws:lambda:ap-northeast-2:111111111111:layer:tools";
const KNOWN = Object.keys(RUNTIMES).join(", ");

/** What takes a part of the usual properties away. */
const none = undefined as never;
const image = { code: none, runtime: none, image: IMAGE } as const;

type Row = readonly [mistake: string, made: Made, problem: Problem, ways: readonly Way<Made>[]];

const at = (property: string, told: Omit<Problem, "path">): Problem => ({ path: `${PATH} › ${property}`, ...told });

const time = (property: string, found: string, [least, most]: [string, string], use: string): Problem =>
  at(property, {
    code: "DURATION_INVALID",
    message: "The time is not one that AWS takes.",
    found: `"${found}"`,
    expected: `a whole number with s, min, h or d, from ${least} to ${most}`,
    fix: `use "${use}"`,
  });

const imageOption = (property: string, told: Omit<Problem, "path" | "code">): Problem =>
  at(property, { code: "FUNCTION_IMAGE_OPTION", ...told });

const withoutNetwork = (property: string, found: string, instead: string): Problem =>
  at(property, {
    code: "FUNCTION_WITHOUT_NETWORK",
    message: "This needs a function that lies in a network.",
    found: `${found}, and no network`,
    expected: "network beside it",
    fix: `hand over the network, or ${instead}`,
  });

const orders = (stack: Parameters<Extract<Made, (stack: never) => unknown>>[0]) => {
  const group = SecurityGroup.fromExisting(stack, "orders", { securityGroupId: "sg-0123456789abcdef0" });
  const secretArn = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf";
  return databaseLink({ host: "orders.internal", port: 5432, database: "orders", group, secretArn });
};

const BAD: readonly Row[] = [
  [
    "neither code nor an image",
    { code: none, runtime: none },
    at("code", {
      code: "FUNCTION_CODE_SOURCE",
      message: "A function is made from code or from an image.",
      found: "neither code nor image",
      expected: "one of the two",
      fix: "name the folder by code, or the image by image",
    }),
    [
      { says: "name the folder by code", to: HELLO },
      { says: "the image by image", to: image },
    ],
  ],
  [
    "code and an image",
    { image: IMAGE },
    at("image", {
      code: "FUNCTION_CODE_SOURCE",
      message: "A function is made from code or from an image.",
      found: "code and image",
      expected: "one of the two",
      fix: "name the folder by code, or the image by image",
    }),
    [
      { says: "name the folder by code", to: {} },
      { says: "the image by image", to: image },
    ],
  ],
  [
    "an image with a handler",
    { ...image, handler: "app.handler" },
    imageOption("handler", {
      message: "An image brings its runtime along, and says itself what is started.",
      found: 'handler: "app.handler"',
      expected: "no handler beside image",
      fix: "write it as the first of imageCommand.command",
    }),
    [
      {
        says: "write it as the first of imageCommand.command",
        to: { ...image, imageCommand: { command: ["app.handler"] } },
      },
    ],
  ],
  [
    "an image with a runtime",
    { ...image, runtime: "nodejs22.x" },
    imageOption("runtime", {
      message: "An image brings its runtime along, and says itself what is started.",
      found: 'runtime: "nodejs22.x"',
      expected: "no runtime beside image",
      fix: "leave out runtime",
    }),
    [{ says: "leave out runtime", to: image }],
  ],
  [
    "a command for code that is no image",
    { imageCommand: { command: ["app.handler"] } },
    imageOption("imageCommand", {
      message: "Code that is no image has nothing that could be started otherwise.",
      found: "imageCommand beside code",
      expected: "imageCommand beside image alone",
      fix: "leave out imageCommand; handler says what is called",
    }),
    [{ says: "leave out imageCommand", to: {} }],
  ],
  [
    "an image of a public registry",
    { ...image, image: PUBLIC_IMAGE },
    at("image", {
      code: "FUNCTION_IMAGE_REGISTRY",
      message: "Lambda takes images of private repositories in its own region alone.",
      found: '"public.ecr.aws/lambda/nodejs:22"',
      expected: "an image of <account>.dkr.ecr.ap-northeast-2.amazonaws.com",
      fix: "push the image into a repository of the environment, and name it there",
    }),
    [{ says: "name it there", to: image }],
  ],
  [
    "an image with layers",
    { ...image, layers: [`${LAYER}:3`] },
    imageOption("layers", {
      message: "An image has no layers of Lambda.",
      found: "layers beside image",
      expected: "layers beside code alone",
      fix: "copy what they hold into the image",
    }),
    [{ says: "copy what they hold into the image", to: image }],
  ],
  [
    "an image with a signature",
    { ...image, codeSigningConfigArn: SIGNING },
    imageOption("codeSigningConfigArn", {
      message: "Lambda checks signatures of archives, and not of images.",
      found: "codeSigningConfigArn beside image",
      expected: "codeSigningConfigArn beside code alone",
      fix: "leave it out, and sign images in their repository",
    }),
    [{ says: "leave it out", to: image }],
  ],
  [
    "code without a runtime",
    { runtime: none },
    at("runtime", {
      code: "FUNCTION_RUNTIME_MISSING",
      message: "Nothing says what the code runs on.",
      found: "code, and no runtime",
      expected: "a runtime of Lambda",
      fix: "add runtime, such as nodejs22.x",
    }),
    [{ says: "add runtime", to: HELLO }],
  ],
  [
    "a runtime of long ago",
    { runtime: "nodejs16.x" as never },
    at("runtime", {
      code: "RUNTIME_UNKNOWN",
      message: "Lambda has no runtime of this name that it still takes, as far as is known here.",
      found: '"nodejs16.x"',
      expected: `one of ${KNOWN} (as of 2026-11-30)`,
      fix: 'use "nodejs24.x"',
    }),
    [{ says: 'use "nodejs24.x"', to: { runtime: "nodejs24.x" } }],
  ],
  [
    "a runtime in words of one's own",
    { runtime: "node 22" as never },
    at("runtime", {
      code: "RUNTIME_UNKNOWN",
      message: "Lambda has no runtime of this name that it still takes, as far as is known here.",
      found: '"node 22"',
      expected: `one of ${KNOWN} (as of 2026-11-30)`,
      fix: 'use "nodejs22.x"',
    }),
    [{ says: 'use "nodejs22.x"', to: { runtime: "nodejs22.x" } }],
  ],
  [
    "code of Python without a handler",
    { ...PYTHON, handler: none },
    at("handler", {
      code: "FUNCTION_HANDLER_MISSING",
      message: "Nothing says what is called of the code.",
      found: "code of python3.13, and no handler",
      expected: "handler, as the language writes it",
      fix: "add handler, such as index.handler for the function handler in index.py",
    }),
    [{ says: "add handler, such as index.handler", to: PYTHON }],
  ],
  [
    "a handler in a file that there is not",
    { ...PYTHON, handler: "app.handler" },
    at("handler", {
      code: "FUNCTION_HANDLER_FILE",
      message: "The folder has no file that the handler names.",
      found: '"app.handler", and no app.py',
      expected: "the path of a file without its ending, a dot, and the name of a function in it",
      fix: "add app.py to the folder, or correct handler",
    }),
    [{ says: "correct handler", to: PYTHON }],
  ],
  [
    "a handler of Node.js in a file that there is not",
    { handler: "app.handler" },
    at("handler", {
      code: "FUNCTION_HANDLER_FILE",
      message: "The folder has no file that the handler names.",
      found: `"app.handler", and no app.ts or app.js in ${HELLO.code}`,
      expected: "the path of a file without its ending, a dot, and the name of a function that it exports",
      fix: "add app.ts to the folder, or correct handler",
    }),
    [{ says: "correct handler", to: { handler: "index.handler" } }],
  ],
  [
    "a folder that there is not",
    { code: "functions/none" },
    at("code", {
      code: "PROJECT_PATH_MISSING",
      message: "There is no such file or folder.",
      found: '"functions/none"',
      expected: "a path below the project's folder, such as manifests/quotas",
      fix: "correct the path, which begins in the project's folder, or make what it names",
    }),
    [{ says: "correct the path", to: HELLO }],
  ],
  [
    "a folder outside of the project",
    { code: { path: "../elsewhere" } },
    at("code.path", {
      code: "PROJECT_PATH_OUTSIDE",
      message: "The path does not lie in the project, so what it leads to is not what everybody else would deploy.",
      found: '"../elsewhere"',
      expected: "a path below the project's folder, such as manifests/quotas",
      fix: "put the files into the project, and write their path from the project's folder",
    }),
    [{ says: "put the files into the project", to: HELLO }],
  ],
  [
    "a package that is not installed",
    { code: BROKEN },
    {
      code: "FUNCTION_BUILD",
      path: `${BROKEN}/index.js:1:25`,
      message: "The code of the function cannot be put together.",
      found: 'Could not resolve "not-installed"',
      expected: "a program that esbuild bundles",
      fix: "install not-installed in the project, or name it in external where the runtime or a layer brings it",
    },
    [{ says: "name it in external", to: { code: { path: BROKEN, external: ["not-installed"] } } }],
  ],
  [
    "a file beside the bundle that there is not",
    { code: { path: HELLO.code, include: ["templates"] } },
    at("code.include[0]", {
      code: "FUNCTION_CODE_FILE",
      message: "The folder has no such file or folder.",
      found: '"templates"',
      expected: `a file or a folder below ${HELLO.code}`,
      fix: "correct the path, or take it out",
    }),
    [
      { says: "correct the path", to: { code: { path: HELLO.code, include: ["letter.txt"] } } },
      { says: "take it out", to: { code: { path: HELLO.code } } },
    ],
  ],
  [
    "a timeout of an hour",
    { timeout: "1 h" },
    time("timeout", "1 h", ["1 s", "15 min"], "15 min"),
    [{ says: 'use "15 min"', to: { timeout: "15 min" } }],
  ],
  [
    "calls that wait for a second",
    { async: { maxAge: "1 s" } },
    time("async.maxAge", "1 s", ["60 s", "6 h"], "60 s"),
    [{ says: 'use "60 s"', to: { async: { maxAge: "60 s" } } }],
  ],
  [
    "an answer that browsers remember for a week",
    { url: { cors: { origins: ["https://example.com"], maxAge: "7 d" } } },
    time("url.cors.maxAge", "7 d", ["0 s", "24 h"], "24 h"),
    [{ says: 'use "24 h"', to: { url: { cors: { origins: ["https://example.com"], maxAge: "24 h" } } } }],
  ],
  [
    "logs that are kept for six days",
    { logs: { retentionDays: 6 } },
    at("logs.retentionDays", {
      code: "LOG_RETENTION_INVALID",
      message: "CloudWatch Logs does not know this retention time.",
      found: "6 days",
      expected:
        "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      fix: "use 7",
    }),
    [{ says: "use 7", to: { logs: { retentionDays: 7 } } }],
  ],
  [
    "a level for lines of text",
    { logs: { format: "text", level: "warn" } },
    at("logs.level", {
      code: "FUNCTION_LOG_LEVEL",
      message: "Lambda filters lines by level where they are JSON alone.",
      found: 'level: "warn" with format: "text"',
      expected: 'format: "json", or no level',
      fix: "leave out level, or format",
    }),
    [
      { says: "leave out level", to: { logs: { format: "text" } } },
      { says: "or format", to: { logs: { level: "warn" } } },
    ],
  ],
  [
    "six layers",
    { layers: Array.from({ length: 6 }, (_, index) => `${LAYER}:${index + 1}`) },
    at("layers", {
      code: "FUNCTION_LAYERS",
      message: "A function has fewer layers.",
      found: "6 layers",
      expected: "at most 5",
      fix: "put what belongs together into one layer, or into the code",
    }),
    [{ says: "into one layer", to: { layers: [`${LAYER}:1`] } }],
  ],
  [
    "a layer without a version",
    { layers: [LAYER] },
    at("layers[0]", {
      code: "FUNCTION_LAYER_ARN",
      message: "This is not the ARN of a version of a layer.",
      found: `"${LAYER}"`,
      expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:layer:tools:3",
      fix: "write the number of the version behind the ARN of the layer",
    }),
    [{ says: "write the number of the version", to: { layers: [`${LAYER}:3`] } }],
  ],
  [
    "more copies that stand ready than may run",
    { reservedConcurrency: 2, provisionedConcurrency: 5 },
    at("provisionedConcurrency", {
      code: "FUNCTION_CONCURRENCY",
      message: "More copies would stand ready than may run at a time.",
      found: "5, and reservedConcurrency: 2",
      expected: "at most 2",
      fix: "use 2, or reserve 5",
    }),
    [
      { says: "use 2", to: { reservedConcurrency: 2, provisionedConcurrency: 2 } },
      { says: "reserve 5", to: { reservedConcurrency: 5, provisionedConcurrency: 5 } },
    ],
  ],
  [
    "a signature by a name",
    { codeSigningConfigArn: "shop" },
    at("codeSigningConfigArn", {
      code: "FUNCTION_SIGNING_ARN",
      message: "This is not the ARN of a configuration of code signing.",
      found: '"shop"',
      expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0",
      fix: "copy it from the Lambda console",
    }),
    [{ says: "copy it from the Lambda console", to: { codeSigningConfigArn: SIGNING } }],
  ],
  [
    "files of a file system",
    (stack) => ({ network: network(stack), files: { accessPointArn: "fs-0123456789abcdef0", path: "/mnt/files" } }),
    at("files.accessPointArn", {
      code: "FUNCTION_ACCESS_POINT",
      message: "This is not the ARN of an access point of EFS.",
      found: '"fs-0123456789abcdef0"',
      expected:
        "an ARN such as arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0",
      fix: "give the ARN of the access point, not that of the file system",
    }),
    [
      {
        says: "give the ARN of the access point",
        to: (stack) => ({ network: network(stack), files: { accessPointArn: ACCESS_POINT, path: "/mnt/files" } }),
      },
    ],
  ],
  [
    "files outside of /mnt",
    (stack) => ({ network: network(stack), files: { accessPointArn: ACCESS_POINT, path: "/data" } }),
    at("files.path", {
      code: "FUNCTION_FILES_PATH",
      message: "Lambda shows files below /mnt alone.",
      found: '"/data"',
      expected: "/mnt/ and a name of letters, digits, _, . and -",
      fix: "use /mnt/files",
    }),
    [
      {
        says: "use /mnt/files",
        to: (stack) => ({ network: network(stack), files: { accessPointArn: ACCESS_POINT, path: "/mnt/files" } }),
      },
    ],
  ],
  [
    "files without a network",
    { files: { accessPointArn: ACCESS_POINT, path: "/mnt/files" } },
    withoutNetwork("files", "files", "leave out files"),
    [
      {
        says: "hand over the network",
        to: (stack) => ({ network: network(stack), files: { accessPointArn: ACCESS_POINT, path: "/mnt/files" } }),
      },
      { says: "leave out files", to: {} },
    ],
  ],
  [
    "a tier without a network",
    { tier: "app" },
    withoutNetwork("tier", 'tier: "app"', "leave out tier"),
    [
      { says: "hand over the network", to: (stack) => ({ network: network(stack), tier: "app" }) },
      { says: "leave out tier", to: {} },
    ],
  ],
  [
    "a database without a network",
    (stack) => ({ uses: { orders: orders(stack) } }),
    withoutNetwork("uses.orders", "something that is reached by its security group", "take it out"),
    [
      {
        says: "hand over the network",
        to: (stack) => ({ network: network(stack), uses: { orders: orders(stack) } }),
      },
      { says: "take it out", to: {} },
    ],
  ],
  [
    "a public tier",
    (stack) => ({ network: network(stack), tier: "web" }),
    at("tier", {
      code: "TIER_PUBLIC",
      message: "Functions belong into private tiers, where nothing on the internet can reach them.",
      found: 'public tier "web"',
      expected: "a private or isolated tier",
      fix: "use app or data",
    }),
    [{ says: "use app or data", to: (stack) => ({ network: network(stack), tier: "app" }) }],
  ],
  [
    "a share for the newest version beside none",
    { alias: { newestPercent: 20 } },
    at("alias.newestPercent", {
      code: "FUNCTION_SHARE_ALONE",
      message: "Calls are shared between two versions, and one is named.",
      found: "newestPercent: 20, and no stableVersion",
      expected: "stableVersion beside newestPercent",
      fix: "add stableVersion, the number of the version that has worked, or leave out newestPercent",
    }),
    [
      { says: "add stableVersion", to: { alias: { newestPercent: 20, stableVersion: "7" } } },
      { says: "leave out newestPercent", to: {} },
    ],
  ],
  [
    "an alias that is held and moved",
    { alias: { stableVersion: "7" }, deployment: {} },
    at("alias.stableVersion", {
      code: "FUNCTION_RELEASE_TWICE",
      message: "CodeDeploy moves the alias, and here it is held.",
      found: 'stableVersion: "7" beside deployment',
      expected: "one of the two",
      fix: "leave out stableVersion, or deployment",
    }),
    [
      { says: "leave out stableVersion", to: { deployment: {} } },
      { says: "or deployment", to: { alias: { stableVersion: "7" } } },
    ],
  ],
  [
    "a name for a role that is not made",
    (stack) => ({ role: makeRole(stack, "own"), roleName: "hello" }),
    at("roleName", {
      code: "FUNCTION_ROLE_TWICE",
      message: "The function has a role of its own, so that none is made.",
      found: "roleName beside role",
      expected: "one of the two",
      fix: "leave out roleName, or role",
    }),
    [
      { says: "leave out roleName", to: (stack) => ({ role: makeRole(stack, "own") }) },
      { says: "or role", to: { roleName: "hello" } },
    ],
  ],
  [
    "a variable that Lambda sets",
    { environment: { AWS_REGION: "us-east-1" } },
    at("environment.AWS_REGION", {
      code: "FUNCTION_VARIABLE_RESERVED",
      message: "Lambda sets this variable itself, and refuses it otherwise.",
      found: "AWS_REGION",
      expected: "a name of your own",
      fix: "leave it out: the code reads what Lambda sets; or give it another name",
    }),
    [
      { says: "leave it out", to: {} },
      { says: "give it another name", to: { environment: { SHOP_REGION: "us-east-1" } } },
    ],
  ],
  [
    "a variable with a dash",
    { environment: { "log-level": "debug" } },
    at("environment.log-level", {
      code: "FUNCTION_VARIABLE_FORM",
      message: "Lambda takes no variable of this name.",
      found: '"log-level"',
      expected: "2 or more letters, digits and _, a letter first",
      fix: "rename the variable",
    }),
    [{ says: "rename the variable", to: { environment: { LOG_LEVEL: "debug" } } }],
  ],
  [
    "a secret in a variable",
    { environment: { PASSWORD: "swordfish" } },
    at("environment.PASSWORD", {
      code: "SECRET_IN_ENVIRONMENT",
      message: "The value looks like a secret, and who may look at the function, at plans or at the state reads it.",
      found: "a plain value under the name of a secret",
      expected: "secrets in Secrets Manager or Parameter Store",
      fix: "give the ARN of the secret as PASSWORD_ARN and let the code read it; if it is no secret, give it another name",
    }),
    [
      {
        says: "give the ARN of the secret as PASSWORD_ARN",
        to: { environment: { PASSWORD_ARN: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop-AbCdEf" } },
      },
      { says: "give it another name", to: { environment: { FISH: "swordfish" } } },
    ],
  ],
  [
    "variables of more than four kilobytes",
    { environment: { TEXT: "x".repeat(4100) } },
    at("environment", {
      code: "FUNCTION_VARIABLES_TOO_LONG",
      message: "Lambda takes no more in environment variables.",
      found: "4111 bytes",
      expected: "at most 4096 bytes together",
      fix: "put what is long into a file of the code, or into Parameter Store",
    }),
    [{ says: "put what is long into a file", to: { environment: { TEXT: "letter.txt" } } }],
  ],
  [
    "a name with a dot",
    { functionName: "shop.hello" },
    at("functionName", {
      code: "EXACT_NAME_INVALID",
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"shop.hello" (10 characters)',
      expected: "1 to 64 letters, digits, _ and -",
      fix: "write the name as AWS shows it, or leave functionName out and one is made",
    }),
    [
      { says: "write the name as AWS shows it", to: { functionName: "shop-hello" } },
      { says: "leave functionName out", to: {} },
    ],
  ],
];

const problemsFor = (made: Made) => problemsIfAny(() => synthFunction(made));

test.each(BAD)("%s is told", (_, made, problem) => {
  expect(problemsFor(made)).toEqual([problem]);
});

testAdvice<Made>(
  BAD.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  problemsFor,
);

test("everything that is wrong is told at once", () => {
  const codes = problemsFor({ runtime: "nodejs16.x" as never, timeout: "1 h", layers: [LAYER] }).map(
    ({ code }) => code,
  );
  expect(codes).toEqual(["RUNTIME_UNKNOWN", "DURATION_INVALID", "FUNCTION_LAYER_ARN"]);
});

test("a function without a network has no connections, and one with a network has", () => {
  const connect = (made: Made) => () => synthFunction(made, (one) => one.connections);
  expect(problemsOf(connect({}))).toEqual([
    {
      code: "FUNCTION_WITHOUT_NETWORK",
      path: PATH,
      message: "Rules of security groups are for functions that lie in a network.",
      found: "no network",
      expected: "a function with network",
      fix: "hand over the network to the function",
    },
  ]);
  connect((stack) => ({ network: network(stack) }))();
});

interface Existing {
  readonly props: ExistingFunctionProps | "reference" | "named reference";
}

const existing = ({ props }: Existing) =>
  problemsIfAny(() =>
    synthStack((stack) => {
      if (typeof props === "object") LambdaFunction.fromExisting(stack, "next", props);
      else {
        const { arn } = new LambdaFunction(stack, "hello", HELLO as FunctionProps).function;
        const functionName = props === "reference" ? {} : { functionName: "hello" };
        LambdaFunction.fromExisting(stack, "next", { functionArn: arn, ...functionName });
      }
    }),
  );

const EXISTING: readonly (readonly [
  mistake: string,
  input: Existing,
  problem: Problem,
  ways: readonly Way<Existing>[],
])[] = [
  [
    "the ARN of an alias in the place of the function's",
    { props: { functionArn: `${ARN}:live` } },
    {
      code: "EXISTING_ARN_INVALID",
      path: "sandbox-test/next › functionArn",
      message: "This is not the ARN of a function without a version or an alias.",
      found: `"${ARN}:live"`,
      expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:function:resize",
      fix: "copy the ARN of the function from the Lambda console, and name the alias by aliasName",
    },
    [{ says: "name the alias by aliasName", to: { props: { functionArn: ARN, aliasName: "live" } } }],
  ],
  [
    "a function of another region",
    { props: { functionArn: ARN.replace("ap-northeast-2", "eu-west-1") } },
    {
      code: "EXISTING_ARN_REGION",
      path: "sandbox-test/next › functionArn",
      message:
        "The ARN is that of a function without a version or an alias in another region, which nothing of this stack can use.",
      found: "an ARN of eu-west-1, in a stack of ap-northeast-2",
      expected: "an ARN of ap-northeast-2",
      fix: "give the ARN of one in ap-northeast-2",
    },
    [{ says: "give the ARN of one in ap-northeast-2", to: { props: { functionArn: ARN } } }],
  ],
  [
    "a reference without a name",
    { props: "reference" },
    {
      code: "FUNCTION_UNKNOWN",
      path: "sandbox-test/next › functionName",
      message: "The ARN is known after the apply only, so that the name cannot be read out of it.",
      found: "nothing",
      expected: "functionName, a literal or a reference",
      fix: "give functionName beside the ARN",
    },
    [{ says: "give functionName beside the ARN", to: { props: "named reference" } }],
  ],
];

test.each(EXISTING)("%s is told of a function that exists", (_, input, problem) => {
  expect(existing(input)).toEqual([problem]);
});

testAdvice<Existing>(
  EXISTING.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  existing,
);
