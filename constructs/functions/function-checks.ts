import { holdsReference } from "../core/checks/known-at-synth";
import type { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { checkExactName } from "../core/names/exact-name";
import { checkName } from "../core/names/naming";
import { checkDuration } from "../core/texts/durations";
import { checkKeyArn } from "../encryption/key-arn";
import { checkAlarmActions } from "../monitoring/alarm-actions";
import { checkLogRetention } from "../monitoring/log-retention";
import type { ITier } from "../network/network.types";
import { privateTier } from "../network/tiers/private-tier";
import { imageProblems } from "../registry/container-image";
import { checkVariables } from "./function-environment";
import type { FunctionProps } from "./function-props";
import { checkRuntime, nodeVersion } from "./runtimes";

/** AWS Lambda API Reference, `CreateFunction` and `PutFunctionEventInvokeConfig`, as of 2026-11. */
const DURATIONS = {
  timeout: { least: "1 s", most: "15 min" },
  maxAge: { least: "60 s", most: "6 h" },
  cors: { least: "0 s", most: "24 h" },
} as const;

/** AWS Lambda Developer Guide, "Lambda quotas", as of 2026-11. */
const MOST_LAYERS = 5;

const LAYER_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:layer:[A-Za-z0-9_-]{1,140}:\d+$/;
const ACCESS_POINT_ARN = /^arn:aws[a-z-]*:elasticfilesystem:[a-z0-9-]+:\d{12}:access-point\/fsap-[0-9a-f]{17}$/;
const SIGNING_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:code-signing-config:csc-[a-z0-9]{17}$/;
const PRIVATE_REGISTRY = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?\//;

/** What is called of code, unless the function says it: where the language has a usual name for it. */
export function defaultHandler(runtime: string): string | undefined {
  if (nodeVersion(runtime) !== undefined) return "index.handler";
  return runtime.startsWith("provided.") ? "bootstrap" : undefined;
}

/**
 * Checks what the forms of the properties do not say.
 *
 * @returns the tier that the function lies in
 */
export function checkFunction(props: FunctionProps, stack: EnvironmentStack, problems: Problems): ITier | undefined {
  checkExactName("lambdaFunction", props.functionName, problems, "functionName");
  checkCode(props, stack, problems);
  checkTimes(props, problems);
  checkLimits(props, problems);
  checkArns(props, problems);
  checkRelease(props, problems);
  checkRole(props, problems);
  checkVariables(props, problems);
  if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
  return checkNetwork(props, problems);
}

function checkCode(props: FunctionProps, { environment }: EnvironmentStack, problems: Problems): void {
  const { code, runtime, handler, image, imageCommand } = props;
  if ((code === undefined) === (image === undefined)) {
    problems.add(code === undefined ? "code" : "image", {
      code: "FUNCTION_CODE_SOURCE",
      message: "A function is made from code or from an image.",
      found: code === undefined ? "neither code nor image" : "code and image",
      expected: "one of the two",
      fix: "name the folder by code, or the image by image",
    });
    return;
  }
  if (image) {
    problems.addAll(imageProblems(image, environment, `${problems.path} › image`));
    checkRegistry(image.uri, environment.region, problems);
    for (const option of ["runtime", "handler"] as const) {
      if (props[option] === undefined) continue;
      problems.add(option, {
        code: "FUNCTION_IMAGE_OPTION",
        message: "An image brings its runtime along, and says itself what is started.",
        found: `${option}: "${props[option]}"`,
        expected: `no ${option} beside image`,
        fix: option === "handler" ? "write it as the first of imageCommand.command" : "leave out runtime",
      });
    }
  }
  if (code === undefined) return;
  if (imageCommand !== undefined) {
    problems.add("imageCommand", {
      code: "FUNCTION_IMAGE_OPTION",
      message: "Code that is no image has nothing that could be started otherwise.",
      found: "imageCommand beside code",
      expected: "imageCommand beside image alone",
      fix: "leave out imageCommand; handler says what is called",
    });
  }
  if (runtime === undefined) {
    problems.add("runtime", {
      code: "FUNCTION_RUNTIME_MISSING",
      message: "Nothing says what the code runs on.",
      found: "code, and no runtime",
      expected: "a runtime of Lambda",
      fix: "add runtime, such as nodejs22.x",
    });
    return;
  }
  checkRuntime(runtime, problems);
  if (handler !== undefined || defaultHandler(runtime) !== undefined || problems.hasAt("runtime")) return;
  problems.add("handler", {
    code: "FUNCTION_HANDLER_MISSING",
    message: "Nothing says what is called of the code.",
    found: `code of ${runtime}, and no handler`,
    expected: "handler, as the language writes it",
    fix: "add handler, such as index.handler for the function handler in index.py",
  });
}

function checkRegistry(uri: string, region: string, problems: Problems): void {
  if (holdsReference(uri) || PRIVATE_REGISTRY.exec(uri)?.[1] === region) return;
  problems.add("image", {
    code: "FUNCTION_IMAGE_REGISTRY",
    message: "Lambda takes images of private repositories in its own region alone.",
    found: `"${uri}"`,
    expected: `an image of <account>.dkr.ecr.${region}.amazonaws.com`,
    fix: "push the image into a repository of the environment, and name it there",
  });
}

function checkTimes(props: FunctionProps, problems: Problems): void {
  checkDuration(props.timeout, DURATIONS.timeout, "timeout", problems);
  checkDuration(props.async?.maxAge, DURATIONS.maxAge, "async.maxAge", problems);
  if (typeof props.url === "object") checkDuration(props.url.cors?.maxAge, DURATIONS.cors, "url.cors.maxAge", problems);
  const { logs = {} } = props;
  if (logs.retentionDays !== undefined) checkLogRetention(logs.retentionDays, problems, "logs.retentionDays");
  checkExactName("logGroup", logs.logGroupName, problems, "logs.logGroupName");
  for (const level of ["level", "systemLevel"] as const) {
    if (logs.format !== "text" || logs[level] === undefined) continue;
    problems.add(`logs.${level}`, {
      code: "FUNCTION_LOG_LEVEL",
      message: "Lambda filters lines by level where they are JSON alone.",
      found: `${level}: "${logs[level]}" with format: "text"`,
      expected: `format: "json", or no ${level}`,
      fix: `leave out ${level}, or format`,
    });
  }
}

function checkLimits(
  { layers = [], reservedConcurrency, provisionedConcurrency, ...props }: FunctionProps,
  problems: Problems,
): void {
  if (layers.length > MOST_LAYERS) {
    problems.add("layers", {
      code: "FUNCTION_LAYERS",
      message: "A function has fewer layers.",
      found: `${layers.length} layers`,
      expected: `at most ${MOST_LAYERS}`,
      fix: "put what belongs together into one layer, or into the code",
    });
  }
  if (props.image && layers.length > 0) {
    problems.add("layers", {
      code: "FUNCTION_IMAGE_OPTION",
      message: "An image has no layers of Lambda.",
      found: "layers beside image",
      expected: "layers beside code alone",
      fix: "copy what they hold into the image",
    });
  }
  const most = reservedConcurrency;
  if (most === undefined || provisionedConcurrency === undefined || provisionedConcurrency <= most) return;
  problems.add("provisionedConcurrency", {
    code: "FUNCTION_CONCURRENCY",
    message: "More copies would stand ready than may run at a time.",
    found: `${provisionedConcurrency}, and reservedConcurrency: ${most}`,
    expected: `at most ${most}`,
    fix: `use ${Math.max(most, 1)}, or reserve ${provisionedConcurrency}`,
  });
}

function checkArns(
  { layers = [], files, codeSigningConfigArn, environmentKey, logs, image }: FunctionProps,
  problems: Problems,
): void {
  for (const [index, layer] of layers.entries()) {
    checkArn(layer, LAYER_ARN, `layers[${index}]`, problems, {
      code: "FUNCTION_LAYER_ARN",
      message: "This is not the ARN of a version of a layer.",
      expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:layer:tools:3",
      fix: "write the number of the version behind the ARN of the layer",
    });
  }
  if (codeSigningConfigArn !== undefined) {
    checkArn(codeSigningConfigArn, SIGNING_ARN, "codeSigningConfigArn", problems, {
      code: "FUNCTION_SIGNING_ARN",
      message: "This is not the ARN of a configuration of code signing.",
      expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0",
      fix: "copy it from the Lambda console",
    });
    if (image) {
      problems.add("codeSigningConfigArn", {
        code: "FUNCTION_IMAGE_OPTION",
        message: "Lambda checks signatures of archives, and not of images.",
        found: "codeSigningConfigArn beside image",
        expected: "codeSigningConfigArn beside code alone",
        fix: "leave it out, and sign images in their repository",
      });
    }
  }
  if (files) {
    checkArn(files.accessPointArn, ACCESS_POINT_ARN, "files.accessPointArn", problems, {
      code: "FUNCTION_ACCESS_POINT",
      message: "This is not the ARN of an access point of EFS.",
      expected:
        "an ARN such as arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0",
      fix: "give the ARN of the access point, not that of the file system",
    });
    if (!/^\/mnt\/[A-Za-z0-9_.-]{1,155}$/.test(files.path)) {
      problems.add("files.path", {
        code: "FUNCTION_FILES_PATH",
        message: "Lambda shows files below /mnt alone.",
        found: `"${files.path}"`,
        expected: "/mnt/ and a name of letters, digits, _, . and -",
        fix: "use /mnt/files",
      });
    }
  }
  if (typeof environmentKey === "string") checkKeyArn(environmentKey, "environmentKey", problems);
  if (typeof logs?.key === "string") checkKeyArn(logs.key, "logs.key", problems);
}

function checkArn(
  arn: string,
  form: RegExp,
  property: string,
  problems: Problems,
  told: { readonly code: string; readonly message: string; readonly expected: string; readonly fix: string },
): void {
  if (!holdsReference(arn) && !form.test(arn)) problems.add(property, { ...told, found: `"${arn}"` });
}

function checkRelease({ alias = {}, deployment }: FunctionProps, problems: Problems): void {
  const { stableVersion, newestPercent } = alias;
  if (stableVersion === undefined && newestPercent !== undefined) {
    problems.add("alias.newestPercent", {
      code: "FUNCTION_SHARE_ALONE",
      message: "Calls are shared between two versions, and one is named.",
      found: `newestPercent: ${newestPercent}, and no stableVersion`,
      expected: "stableVersion beside newestPercent",
      fix: "add stableVersion, the number of the version that has worked, or leave out newestPercent",
    });
  }
  if (!deployment) return;
  checkExactName("codeDeploy", deployment.applicationName, problems, "deployment.applicationName");
  checkExactName("codeDeploy", deployment.deploymentGroupName, problems, "deployment.deploymentGroupName");
  if (deployment.roleName !== undefined) checkName("iamRole", deployment.roleName, problems, "deployment.roleName");
  if (stableVersion === undefined) return;
  problems.add("alias.stableVersion", {
    code: "FUNCTION_RELEASE_TWICE",
    message: "CodeDeploy moves the alias, and here it is held.",
    found: `stableVersion: "${stableVersion}" beside deployment`,
    expected: "one of the two",
    fix: "leave out stableVersion, or deployment",
  });
}

function checkRole({ role, roleName, policyFile }: FunctionProps, problems: Problems): void {
  if (roleName !== undefined) checkName("iamRole", roleName, problems, "roleName");
  for (const [option, value] of Object.entries({ roleName, policyFile })) {
    if (!role || value === undefined) continue;
    problems.add(option, {
      code: "FUNCTION_ROLE_TWICE",
      message: "The function has a role of its own, so that none is made.",
      found: `${option} beside role`,
      expected: "one of the two",
      fix: `leave out ${option}, or role`,
    });
  }
}

function checkNetwork(props: FunctionProps, problems: Problems): ITier | undefined {
  const { network, uses = {} } = props;
  checkExactName("securityGroup", props.securityGroupName, problems, "securityGroupName");
  if (network) return privateTier(network, props.tier, { at: "tier", what: "Functions" }, problems);
  for (const option of ["tier", "securityGroupName", "egress"] as const) {
    if (props[option] === undefined) continue;
    problems.add(option, withoutNetwork(`${option}: "${props[option]}"`, `leave out ${option}`));
  }
  if (props.files) problems.add("files", withoutNetwork("files", "leave out files"));
  for (const [name, links] of Object.entries(uses)) {
    if ([links].flat().every((link) => (link?.connections ?? []).length === 0)) continue;
    problems.add(`uses.${name}`, withoutNetwork("something that is reached by its security group", "take it out"));
  }
  return undefined;
}

function withoutNetwork(found: string, instead: string) {
  return {
    code: "FUNCTION_WITHOUT_NETWORK",
    message: "This needs a function that lies in a network.",
    found: `${found}, and no network`,
    expected: "network beside it",
    fix: `hand over the network, or ${instead}`,
  };
}
