import { holdsReference } from "../../core/checks/known-at-synth";
import type { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkDuration } from "../../core/texts/durations";
import { checkKeyArn } from "../../encryption/key-arn";
import { checkAlarmActions } from "../../monitoring/alarm-actions";
import { checkLogRetention } from "../../monitoring/log-retention";
import type { ITier } from "../../network/network.types";
import { privateTier } from "../../network/tiers/private-tier";
import type { HttpAuthorizer } from "./authorizers/authorizer.types";
import { checkDomain } from "./domain/domain-checks";
import type { HttpApiProps, HttpCors } from "./http-api-props";
import { checkRoutes } from "./routes/route-checks";
import { DEFAULT_STAGE } from "./routes/route-key";
import { privateTargetOf, routeOf } from "./routes/route-target";

/** Amazon API Gateway API V2 Reference, "Apis" and "Authorizers", as of 2026-11. */
const DURATIONS = { cors: { least: "0 s", most: "24 h" }, cache: { least: "0 s", most: "1 h" } } as const;

/** Amazon API Gateway Developer Guide, "Quotas for configuring and running an HTTP API in API Gateway", as of 2026-11. */
const MOST = { authorizers: 10, stages: 10 } as const;

/** Characters of a description (Amazon API Gateway API V2 Reference, "Apis", as of 2026-11). */
export const MAX_DESCRIPTION = 1024;

/**
 * Checks what the forms of the properties do not say.
 *
 * @returns the tier that the VPC link lies in, where there is one
 */
export function checkHttpApi(props: HttpApiProps, stack: EnvironmentStack, problems: Problems): ITier | undefined {
  checkExactName("apiGateway", props.apiName, problems, "apiName");
  checkDescription(props.description, problems);
  checkRoutes(props, problems);
  checkAuthorizers(props.authorizers ?? {}, problems);
  if (props.cors) checkCors(props.cors, problems);
  checkStages(props, problems);
  if (props.domain) checkDomain(props, props.domain, stack, problems);
  checkLogs(props, problems);
  if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
  return checkNetwork(props, problems);
}

function checkDescription(description: string | undefined, problems: Problems): void {
  if (description === undefined || holdsReference(description) || description.length <= MAX_DESCRIPTION) return;
  problems.add("description", {
    code: "HTTP_API_DESCRIPTION",
    message: "API Gateway takes no description of this length.",
    found: `${description.length} characters`,
    expected: `at most ${MAX_DESCRIPTION} characters`,
    fix: "shorten it",
  });
}

function checkAuthorizers(authorizers: Readonly<Record<string, HttpAuthorizer>>, problems: Problems): void {
  const names = Object.keys(authorizers);
  if (names.length > MOST.authorizers) {
    problems.add("authorizers", {
      code: "HTTP_API_AUTHORIZERS",
      message: "An API has fewer authorizers.",
      found: `${names.length} authorizers`,
      expected: `at most ${MOST.authorizers}`,
      fix: "let one authorizer know several audiences",
    });
  }
  for (const [name, authorizer] of Object.entries(authorizers)) {
    const at = `authorizers.${name}`;
    if (name === "iam" || !/^[A-Za-z0-9_-]{1,100}$/.test(name)) {
      problems.add(at, {
        code: "HTTP_API_AUTHORIZER_NAME",
        message: "An authorizer cannot be called so.",
        found: JSON.stringify(name),
        expected: "1 to 100 letters, digits, _ and -, other than iam, which stands for signed requests",
        fix: "rename it, such as users",
      });
    }
    if (authorizer.kind === "lambda") checkDuration(authorizer.cache, DURATIONS.cache, `${at}.cache`, problems);
    else checkIssuer(authorizer.issuer, authorizer.audiences, at, problems);
  }
}

function checkIssuer(issuer: string, audiences: readonly string[], at: string, problems: Problems): void {
  if (!holdsReference(issuer) && !/^https:\/\/[^\s?#]+$/.test(issuer)) {
    problems.add(`${at}.issuer`, {
      code: "HTTP_API_ISSUER",
      message: "This is not the address of an identity provider.",
      found: JSON.stringify(issuer),
      expected: "https:// and what its tokens name as iss",
      fix: "copy issuer from the document below /.well-known/openid-configuration of the provider",
    });
  }
  if (audiences.length > 0) return;
  problems.add(`${at}.audiences`, {
    code: "HTTP_API_AUDIENCES",
    message: "Tokens of the issuer would be let in whomever they are for.",
    found: "no audiences",
    expected: "what tokens name as aud or client_id",
    fix: "name the id of the application that users log in to",
  });
}

function checkCors(
  { origins, methods = [], headers = [], exposedHeaders = [], credentials, maxAge }: HttpCors,
  problems: Problems,
): void {
  checkDuration(maxAge, DURATIONS.cors, "cors.maxAge", problems);
  for (const [option, values] of Object.entries({ origins, methods, headers, exposedHeaders })) {
    if (credentials !== true || !values.includes("*")) continue;
    problems.add(`cors.${option}`, {
      code: "HTTP_API_CORS_CREDENTIALS",
      message: "Browsers take no * where cookies are sent along, and API Gateway refuses it for origins.",
      found: `${option} with *, and credentials: true`,
      expected: `${option} by name`,
      fix: `list the ${option}, or leave out credentials`,
    });
  }
  for (const [index, origin] of origins.entries()) {
    if (origin === "*" || holdsReference(origin) || /^[a-z][a-z0-9+.-]*:\/\/[^\s/*]+$/.test(origin)) continue;
    if (/^https?:\/\/\*$/.test(origin)) continue;
    problems.add(`cors.origins[${index}]`, {
      code: "HTTP_API_CORS_ORIGIN",
      message: "Browsers send no such origin.",
      found: JSON.stringify(origin),
      expected: "https://, and a host name, without a path, such as https://shop.example.com",
      fix: "leave out what stands behind the host name; name each host of a domain by itself",
    });
  }
}

function checkStages({ stages }: HttpApiProps, problems: Problems): void {
  if (!stages) return;
  const names = Object.keys(stages);
  if (names.length === 0 || names.length > MOST.stages) {
    problems.add("stages", {
      code: "HTTP_API_STAGES",
      message: names.length === 0 ? "Nobody reaches an API without a stage." : "An API has fewer stages.",
      found: `${names.length} stages`,
      expected: `1 to ${MOST.stages}`,
      fix: names.length === 0 ? "leave out stages: the API has $default then" : "make an API for each environment",
    });
  }
  for (const [name, { variables = {} }] of Object.entries(stages)) {
    if (name !== DEFAULT_STAGE && !/^[A-Za-z0-9_-]{1,128}$/.test(name)) {
      problems.add(`stages.${name}`, {
        code: "HTTP_API_STAGE_NAME",
        message: "A stage cannot be called so.",
        found: JSON.stringify(name),
        expected: "$default, or 1 to 128 letters, digits, _ and -",
        fix: "rename the stage, such as beta",
      });
    }
    for (const [variable, value] of Object.entries(variables)) {
      const isValue = holdsReference(value) || /^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/.test(value);
      if (/^[A-Za-z0-9_]{1,64}$/.test(variable) && isValue) continue;
      problems.add(`stages.${name}.variables.${variable}`, {
        code: "HTTP_API_STAGE_VARIABLE",
        message: "API Gateway takes no such variable.",
        found: JSON.stringify({ [variable]: value }),
        expected: "a name of letters, digits and _, and 1 to 512 letters, digits and -._~:/?#&=,",
        fix: "write what does not go into it into the code, or into Parameter Store",
      });
    }
  }
}

function checkLogs({ logs = {} }: HttpApiProps, problems: Problems): void {
  checkExactName("logGroup", logs.logGroupName, problems, "logs.logGroupName");
  if (logs.retentionDays !== undefined) checkLogRetention(logs.retentionDays, problems, "logs.retentionDays");
  if (typeof logs.key === "string") checkKeyArn(logs.key, "logs.key", problems);
  for (const [field, variable] of Object.entries(logs.fields ?? {})) {
    if (/^\$context\.[A-Za-z0-9_.-]+$/.test(variable)) continue;
    problems.add(`logs.fields.${field}`, {
      code: "HTTP_API_LOG_FIELD",
      message: "API Gateway knows no such variable for its logs.",
      found: JSON.stringify(variable),
      expected: "$context. and a name, such as $context.authorizer.claims.sub",
      fix: "write one of the variables that the logs of HTTP APIs have",
    });
  }
}

function checkNetwork(props: HttpApiProps, problems: Problems): ITier | undefined {
  const { network } = props;
  checkExactName("apiGateway", props.vpcLinkName, problems, "vpcLinkName");
  checkExactName("securityGroup", props.securityGroupName, problems, "securityGroupName");
  const inside = Object.entries(props.routes).filter(([, route]) => privateTargetOf(routeOf(route)) !== undefined);
  if (network && inside.length > 0) {
    return privateTier(network, props.tier, { at: "tier", what: "VPC links" }, problems);
  }
  for (const [key] of inside) {
    problems.add(`routes.${key}`, {
      code: "HTTP_API_WITHOUT_NETWORK",
      message: "What lies in a network is reached from within it alone.",
      found: "a private target, and no network",
      expected: "network beside routes",
      fix: "hand over the network that the target lies in",
    });
  }
  for (const option of ["network", "tier", "vpcLinkName", "securityGroupName"] as const) {
    if (props[option] === undefined || inside.length > 0) continue;
    problems.add(option, {
      code: "HTTP_API_NETWORK_UNUSED",
      message: "No route leads into a network, so that no VPC link is made.",
      found: option === "network" ? "network" : `${option}: "${props[option]}"`,
      expected: "a route to loadBalancer, listener or service",
      fix: `leave out ${option}`,
    });
  }
  return undefined;
}
