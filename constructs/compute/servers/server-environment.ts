import { Fn, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import type { Problems } from "../../core/errors";
import { secretReason } from "../../core/texts/secret-like";
import { checkLinkVariables, linkedVariables, linksOf } from "../../links/links";
import { toldByText } from "../../links/told-by-text";
import { joinUserData } from "../user-data";
import type { ServerOptions } from "./server.types";

type Told = Pick<ServerOptions, "environment" | "environmentFile" | "uses" | "userData">;

const END = "GROUNDPLAN_END_OF_ENVIRONMENT";

/**
 * What a server runs at first boot: the script that writes its environment variables, and its own. A value that only AWS knows is a reference
 * in it.
 */
export function userDataOf(props: Told): string | undefined {
  const { userData, environmentFile } = props;
  const own = userData === undefined ? [] : [userData];
  if (environmentFile === undefined) return userData;
  const lines = Object.entries(variablesOf(props)).map(([name, value]) => `${name}='${value}'`);
  const script = ["#!/bin/bash", `install -D -m 644 /dev/stdin ${environmentFile} <<'${END}'`, ...lines, END, ""].join(
    "\n",
  );
  return joinUserData([script, ...own]);
}

/** User data as launch templates have them. What holds references is known at apply, so Terraform encodes it. */
export function encodedUserData(scope: Construct, userData: string): string {
  if (!Token.isUnresolved(userData)) return Buffer.from(userData).toString("base64");
  // As a value of its own, in which scripts stay what they are; within the function Terraform would read them as code.
  return Fn.base64encode(new TerraformLocal(scope, "user-data", userData).asString);
}

/** The variables of a server, sorted: its own, and those of what it uses, with ARNs in the place of secrets. */
function variablesOf({ environment = {}, uses }: Told): Readonly<Record<string, string>> {
  const all = Object.entries({ ...environment, ...linkedVariables(toldByText(linksOf(uses))) });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Checks what a server is told: `SERVER_ENVIRONMENT_FILE`, `SERVER_ENVIRONMENT_UNTOLD`, `SERVER_VARIABLE_FORM`, `SECRET_IN_ENVIRONMENT`,
 * `USE_VARIABLE_TWICE`.
 */
export function checkEnvironment(props: Told, problems: Problems): void {
  const { environment = {}, environmentFile, uses } = props;
  if (environmentFile !== undefined && !/^(\/[A-Za-z0-9_.-]+){2,}$/.test(environmentFile)) {
    problems.add("environmentFile", {
      code: "SERVER_ENVIRONMENT_FILE",
      message: "This is not the path of a file that could be written.",
      found: JSON.stringify(environmentFile),
      expected: "an absolute path of letters, digits, _, . and -, below a folder",
      fix: "write a path such as /etc/shop/environment",
    });
  }
  if (environmentFile === undefined && Object.keys(environment).length > 0) {
    problems.add("environment", {
      code: "SERVER_ENVIRONMENT_UNTOLD",
      message: "A server has environment variables by a file, and none is named.",
      found: `${Object.keys(environment).join(", ")}, and no environmentFile`,
      expected: "environmentFile beside environment",
      fix: "add environmentFile, such as environmentFile: /etc/shop/environment",
    });
  }
  for (const [name, value] of Object.entries(environment)) checkVariable(name, value, problems);
  checkLinkVariables(
    toldByText(linksOf(uses)).map((used) => ({ ...used, at: `uses.${used.name}` })),
    { environment: Object.keys(environment) },
    "use it under another name",
    problems,
  );
}

function checkVariable(name: string, value: string, problems: Problems): void {
  const at = `environment.${name}`;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || /['\n\r]/.test(value)) {
    problems.add(at, {
      code: "SERVER_VARIABLE_FORM",
      message: "The variable cannot be written so that shells and systemd read the same.",
      found: `${name}=${JSON.stringify(value)}`,
      expected: "a name of letters, digits and _, not a digit first, and a value of one line without '",
      fix: "write the name and the value in this form, or let the script in userData write them",
    });
  }
  const why = secretReason(name, value);
  if (why === undefined) return;
  problems.add(at, {
    code: "SECRET_IN_ENVIRONMENT",
    message:
      "The value looks like a secret, and user data are readable on the server, in the console, in plans and in the state.",
    found: why,
    expected: "secrets in Secrets Manager or Parameter Store",
    fix: `give the ARN of the secret as ${name}_ARN and let the application read it; if it is no secret, give it another name`,
  });
}
