import { Token } from "cdktf";
import type { Problems } from "../core/errors";
import { secretReason } from "../core/texts/secret-like";
import { checkLinks } from "../links/link-checks";
import { checkLinkVariables, linkedVariables, linksOf } from "../links/links";
import { toldByText } from "../links/told-by-text";
import type { FunctionProps } from "./function-props";

type Told = Pick<FunctionProps, "code" | "environment" | "uses">;

/** Bytes of all variables together (AWS Lambda Developer Guide, "Lambda quotas", as of 2026-11). */
const MOST_BYTES = 4096;

/** Names that Lambda sets itself (AWS Lambda Developer Guide, "Working with Lambda environment variables", as of 2026-11). */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

/** By which Node.js reads the map that lies beside a bundle. */
const SOURCE_MAPS = { NODE_OPTIONS: "--enable-source-maps" };

/** The variables of a function, sorted: its own, and those of what it uses, with ARNs in the place of secrets. */
export function variablesOf({ code, environment = {}, uses }: Told): Readonly<Record<string, string>> {
  const maps = typeof code === "object" && code.sourceMap ? SOURCE_MAPS : {};
  const linked = linkedVariables(toldByText(linksOf(uses)));
  const all: readonly [string, string][] = Object.entries<string>({ ...maps, ...environment, ...linked });
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Checks what a function is told: `FUNCTION_VARIABLE_FORM`, `FUNCTION_VARIABLE_RESERVED`, `FUNCTION_VARIABLES_TOO_LONG`,
 * `SECRET_IN_ENVIRONMENT`, `USE_LINK_INVALID`, `USE_VARIABLE_TWICE`.
 */
export function checkVariables(props: Told, problems: Problems): void {
  const { environment = {}, uses } = props;
  checkLinks(uses, "uses", problems);
  for (const [name, value] of Object.entries(environment)) checkVariable(name, value, problems);
  checkLinkVariables(
    toldByText(linksOf(uses)).map((used) => ({ ...used, at: `uses.${used.name}` })),
    { environment: Object.keys(environment) },
    "use it under another name",
    problems,
  );
  const known = Object.entries(variablesOf(props)).filter(([, value]) => !Token.isUnresolved(value));
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(known)));
  if (bytes <= MOST_BYTES) return;
  problems.add("environment", {
    code: "FUNCTION_VARIABLES_TOO_LONG",
    message: "Lambda takes no more in environment variables.",
    found: `${bytes} bytes`,
    expected: `at most ${MOST_BYTES} bytes together`,
    fix: "put what is long into a file of the code, or into Parameter Store",
  });
}

function checkVariable(name: string, value: string, problems: Problems): void {
  const at = `environment.${name}`;
  if (RESERVED.has(name)) {
    problems.add(at, {
      code: "FUNCTION_VARIABLE_RESERVED",
      message: "Lambda sets this variable itself, and refuses it otherwise.",
      found: name,
      expected: "a name of your own",
      fix: "leave it out: the code reads what Lambda sets; or give it another name",
    });
  } else if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(name)) {
    problems.add(at, {
      code: "FUNCTION_VARIABLE_FORM",
      message: "Lambda takes no variable of this name.",
      found: `"${name}"`,
      expected: "2 or more letters, digits and _, a letter first",
      fix: "rename the variable",
    });
  }
  const why = secretReason(name, value);
  if (why === undefined) return;
  problems.add(at, {
    code: "SECRET_IN_ENVIRONMENT",
    message: "The value looks like a secret, and who may look at the function, at plans or at the state reads it.",
    found: why,
    expected: "secrets in Secrets Manager or Parameter Store",
    fix: `give the ARN of the secret as ${name}_ARN and let the code read it; if it is no secret, give it another name`,
  });
}
