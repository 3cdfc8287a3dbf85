import { Construct } from "constructs";
import { isConstruct } from "./checks/arguments";
import { GroundplanError, type Problem } from "./errors";
import { found } from "./shapes/words";

/**
 * What every construct of the project is. It has a scope and an id, which programs in JavaScript forget or put elsewhere: that is told
 * before anything is made, in the words of the call.
 */
export abstract class BaseConstruct extends Construct {
  /** @throws GroundplanError `ARGUMENT_FORM`, `CONSTRUCT_TWICE` */
  constructor(scope: Construct, id: string) {
    checkPlace(new.target.name, scope, id);
    super(scope, id);
  }
}

/**
 * Checks where a construct is put, and what it is called there; for constructs that use their path before they are made.
 *
 * @param name the construct's class
 * @throws GroundplanError `ARGUMENT_FORM`, `CONSTRUCT_TWICE`
 */
export function checkPlace(name: string, scope: Construct, id: string): void {
  const problem = misplaced(name, scope, id);
  if (problem) throw new GroundplanError([problem]);
}

function misplaced(name: string, scope: Construct, id: string): Problem | undefined {
  if (!isConstruct(scope)) return wrongScope(name, scope, id);
  if (typeof id !== "string" || id === "") return wrongId(name, id);
  const there = scope.node.tryFindChild(id);
  return there && twice(there, scope);
}

/** The whole call is shown: who leaves the scope out has all others one place too far in front. */
function wrongScope(name: string, scope: unknown, id: unknown): Problem {
  const { call, written } = callOf(name);
  const given = [id, scope].find((one) => typeof one === "string" && one !== "");
  return {
    ...FORM,
    path: `${call} › scope`,
    found: found(scope),
    expected: "the construct that it is to be in: a stack, or what is in one",
    fix: `write ${written}(stack, ${JSON.stringify(given ?? exampleId(name))}, …), in a class of yours with this in the place of stack`,
  };
}

function wrongId(name: string, id: unknown): Problem {
  const { call, written } = callOf(name);
  const others = typeof id === "object" && id !== null ? "{ … }" : "…";
  return {
    ...FORM,
    path: `${call} › id`,
    found: id === "" ? "an empty text" : found(id),
    expected: "a name of its own in its scope, as a text, before the options",
    fix: `write ${written}(stack, "${exampleId(name)}", ${others}), with a name of yours`,
  };
}

const FORM = { code: "ARGUMENT_FORM", message: "The value is not one that the call takes." };

function twice(there: Construct, scope: Construct): Problem {
  let free = 2;
  while (scope.node.tryFindChild(`${there.node.id}-${free}`)) free += 1;
  return {
    code: "CONSTRUCT_TWICE",
    path: there.node.path,
    message: "The scope has a construct of this id already.",
    found: `${found(there)}, which was made before`,
    expected: "an id of its own for each construct in a scope",
    fix: `give the second one another id, such as "${there.node.id}-${free}"`,
  };
}

/** Classes of what is there already that are not called after the one that makes such things. */
const MAKERS: Readonly<Record<string, string>> = {
  Function: "LambdaFunction",
  LoadBalancer: "ApplicationLoadBalancer",
};

/** What is there already is brought in by a method of the class that makes such things. */
function callOf(name: string): { readonly call: string; readonly written: string } {
  const [, existing] = /^Existing(\w+)$/.exec(name) ?? [];
  if (/^[a-z]/.test(name)) return { call: name, written: name };
  if (existing === undefined) return { call: name, written: `new ${name}` };
  const call = `${MAKERS[existing] ?? existing}.fromExisting`;
  return { call, written: call };
}

/** `http-api` of `HttpApi`. */
function exampleId(name: string): string {
  return name
    .replace(/^Existing|FromContract$/g, "")
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")
    .toLowerCase();
}
