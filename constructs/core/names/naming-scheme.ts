import { holdsReference } from "../checks/known-at-synth";
import type { Environment } from "../environments/environment";
import { GroundplanError, type Problems } from "../errors";
import { isNameKind, type NameKind, nameFrom, physicalName, separatorOf, unknownKind } from "./naming";
import type { NameParts, NamingFunction } from "./naming.types";

/** What a name in a stack of an environment is made from. */
export interface NameRequest {
  readonly kind: NameKind;
  /** Name of the stack without the environment. */
  readonly stack: string;
  /** What follows project and environment in names that are made without a scheme. */
  readonly parts: readonly string[];
  /** Who is named, for messages. */
  readonly path?: string;
}

const PLACEHOLDERS = ["project", "environment", "region", "account", "stack", "name"] as const;
const TEMPLATE_FORM = new RegExp(`^([A-Za-z0-9_.-]|\\{(${PLACEHOLDERS.join("|")})\\})+$`);
const NAME_PLACE = "{name}";

const UNKNOWN_KIND_FIX = "write the kind as it is listed, or put the template under default";

/** What a scheme without placeholders of its own would be: shown to who wrote a wrong one. */
const USUAL_TEMPLATE = "{project}-{environment}-{stack}-{name}";

/**
 * The name of a resource of an environment: by the environment's scheme where it has one, else project, environment and parts.
 *
 * @throws GroundplanError `KNOWN_AFTER_APPLY` for a part that is a reference; `NAMING_RESULT` where the function gives no name
 */
export function environmentName(environment: Environment, request: NameRequest): string {
  const { kind, parts, path } = request;
  const made = physicalName(kind, [environment.project, environment.name, ...parts], path);
  const text = nameByScheme(environment, request, made);
  return text === undefined ? made : nameFrom(kind, text, path);
}

/**
 * What the environment's scheme makes of the parts of a name, before the rules of the kind are put to it.
 *
 * @param made the name without a scheme
 * @returns `undefined` where the environment has no scheme for the kind, or one that keeps the name
 * @throws GroundplanError `NAMING_RESULT` where the function gives no name
 */
export function nameByScheme(environment: Environment, request: NameRequest, made: string): string | undefined {
  const { naming, project, name, region, account } = environment;
  if (naming === undefined) return undefined;
  const { kind, stack } = request;
  const given = request.parts.filter((part) => part !== "");
  const own = given[0] === stack ? given.slice(1) : given;
  const parts: NameParts = {
    kind,
    project,
    environment: name,
    region,
    account,
    stack,
    name: own.join(separatorOf(kind)),
    made,
  };
  if (typeof naming === "function") {
    const result = resultOf(naming, parts, request.path ?? name);
    return result === made ? undefined : result;
  }
  const template = typeof naming === "string" ? naming : (naming[kind] ?? naming.default);
  return template === undefined ? undefined : fill(template, parts);
}

/**
 * Checks the templates of an environment: `NAMING_TEMPLATE`, `NAMING_KIND`. What a function makes is told where a name is made.
 */
export function checkNaming({ naming }: Environment, problems: Problems): void {
  if (naming === undefined || typeof naming === "function") return;
  if (typeof naming === "string") {
    checkTemplate(naming, "naming", problems);
    return;
  }
  for (const [kind, template] of Object.entries(naming)) {
    if (kind === "default" || isNameKind(kind)) checkTemplate(template, `naming.${kind}`, problems);
    else problems.add(`naming.${kind}`, { ...unknownKind(kind, ["default"]), fix: UNKNOWN_KIND_FIX });
  }
}

function checkTemplate(template: string, property: string, problems: Problems): void {
  if (TEMPLATE_FORM.test(template) && template.includes(NAME_PLACE)) return;
  problems.add(property, {
    code: "NAMING_TEMPLATE",
    message: "The template of names has a wrong form.",
    found: JSON.stringify(template),
    expected: `${NAME_PLACE}, without which resources would share a name, among letters, digits, _, . and -, and any of ${PLACEHOLDERS.map((place) => `{${place}}`).join(", ")}`,
    fix: `write for example "${USUAL_TEMPLATE}"`,
  });
}

/** The placeholders of a template in their places. One that is empty goes with the sign before it. */
function fill(template: string, parts: NameParts): string {
  const separator = separatorOf(parts.kind);
  return template
    .replaceAll("}-{", `}${separator}{`)
    .replace(/([-_./]?)\{(\w+)\}/g, (_, sign: string, place: string) => {
      const text = parts[place as (typeof PLACEHOLDERS)[number]];
      return text === "" ? "" : sign + text;
    })
    .replace(/^[-_./]+/, "");
}

function resultOf(naming: NamingFunction, parts: NameParts, path: string): string {
  const result: unknown = naming(parts);
  if (typeof result === "string" && result.trim() !== "" && !holdsReference(result)) return result;
  throw new GroundplanError([
    {
      code: "NAMING_RESULT",
      path,
      message: "The environment's function of names gives no name that is known at synth.",
      found:
        typeof result === "string" ? JSON.stringify(holdsReference(result) ? "a reference" : result) : typeof result,
      expected: `a text for the kind ${parts.kind}`,
      fix: "return `made` for kinds that keep their names",
    },
  ]);
}
