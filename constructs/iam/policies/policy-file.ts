import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join, normalize, sep } from "node:path";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../core/errors";
import { hashOf } from "../../core/names/naming";
import { checkCall } from "../../core/shapes/check-call";
import type { GrantStatement } from "../grantable";
import { lineAt, statementLines } from "./policy-file-lines";
import { checkStatement } from "./statement-checks";
import { wildcardsIn } from "./wildcards";

/** A policy of IAM as JSON, in a file of the project. */
export interface PolicyFile {
  /**
   * Path from the project's folder.
   *
   * @example policies/api.json
   */
  readonly path: string;
  /**
   * Why statements need a wildcard for all resources or for all actions of a service, by their sids: JSON has no place for it.
   *
   * @default - no such wildcard is admitted
   */
  readonly wildcardReasons?: Readonly<Record<string, string>>;
}

/** What a policy of IAM is no longer than (IAM User Guide, "IAM and AWS STS quotas", as of 2026-11), with room for white space. */
const MAX_BYTES = 1_048_576;

/** Elements of a statement that become permissions (IAM User Guide, "IAM JSON policy element reference", as of 2026-11). */
const ELEMENTS = ["Sid", "Effect", "Action", "Resource", "Condition"];

/**
 * The statements of a policy that a file of the project holds as JSON, to be granted to a role or put into a managed policy. What AWS's
 * documentation or a vendor gives as a policy can be kept as it is.
 *
 * `${account}`, `${region}` and `${partition}` are those of the environment. Every other text stays as it is, IAM's own variables such as
 * `${aws:username}` among them. A statement without a sid gets one from what it says.
 *
 * ```ts
 * new ManagedPolicy(this, "read", { description: "Reads orders", statements: statementsFromFile(this, "policies/read.json") });
 * ```
 *
 * @param scope where the environment is looked up
 * @param file path from the project's folder, the folder that the program runs in
 * @throws GroundplanError `POLICY_FILE_PATH`, `POLICY_FILE_MISSING`, `POLICY_FILE_JSON`, `POLICY_FILE_FORM`, `POLICY_FILE_ELEMENT`,
 *   `POLICY_FILE_STATEMENT`, `POLICY_FILE_VARIABLE`, `POLICY_FILE_SID` and what is wrong with its statements, at their lines
 */
export function statementsFromFile(scope: IConstruct, file: string | PolicyFile): readonly GrantStatement[] {
  checkCall("statementsFromFile", { scope, file });
  const { path, wildcardReasons = {} } = typeof file === "string" ? { path: file } : file;
  const stack = EnvironmentStack.of(scope);
  const text = read(scope, path);
  const entries = statementsIn(path, text);
  const lines = statementLines(text);
  const found = entries.map((entry, index) => {
    const problems = new Problems(`${path}:${lines[index] ?? 1}`);
    const statement = statementOf(entry, stack, problems);
    if (!statement) return { problems };
    const reason = Object.hasOwn(wildcardReasons, statement.sid) ? wildcardReasons[statement.sid] : undefined;
    const whole = { ...statement, ...(reason === undefined ? {} : { wildcardReason: reason }) };
    checkStatement(whole, problems, stack.environment.alsoKnown);
    return { problems, statement: whole };
  });
  const statements = found.flatMap(({ statement }) => (statement ? [statement] : []));
  const all = [
    ...found.flatMap(({ problems }) => problems.list.map(inFile)),
    ...(statements.length === entries.length ? idleReasons(scope, path, wildcardReasons, statements) : []),
  ];
  if (all.length > 0) throw new GroundplanError(all);
  return statements;
}

/** Where a reason belongs: a file of JSON has no place for one. */
function inFile(problem: Problem): Problem {
  if (problem.code !== "WILDCARD_WITHOUT_REASON") return problem;
  const sid = problem.path.split(" › ").at(-1);
  return {
    ...problem,
    expected: "named actions and ARNs, or a reason",
    fix: `name what the role needs; where AWS knows nothing narrower, give the reason beside the path: wildcardReasons: { ${sid}: "…" }`,
  };
}

function read(scope: IConstruct, path: string): string {
  const problems = new Problems(scope.node.path);
  const inside = normalize(path);
  if (path.trim() === "" || isAbsolute(path) || inside === ".." || inside.startsWith(`..${sep}`)) {
    problems.add("policyFile", {
      code: "POLICY_FILE_PATH",
      message: "A policy is read from a file of the project, and from nowhere else.",
      found: JSON.stringify(path),
      expected: "a path from the project's folder, such as policies/api.json",
      fix: "put the file into the project, and name it from the project's folder",
    });
    problems.throwIfAny();
  }
  const file = join(process.cwd(), inside);
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts?.isFile() || facts.size > MAX_BYTES) {
    problems.add("policyFile", {
      code: "POLICY_FILE_MISSING",
      message: "There is no policy to read at this path.",
      found: facts ? `${path}, which is ${facts.isFile() ? "larger than 1 MiB" : "no file"}` : `no file ${path}`,
      expected: "a file with a policy of IAM as JSON",
      fix: "correct the path, which begins at the project's folder, or add the file",
    });
    problems.throwIfAny();
  }
  return readFileSync(file, "utf8");
}

type Entry = Readonly<Record<string, unknown>>;

function statementsIn(path: string, text: string): readonly Entry[] {
  const document = parse(path, text);
  const statements = isMap(document) ? [document.Statement].flat() : [];
  if (isMap(document) && document.Version === "2012-10-17" && statements.length > 0 && statements.every(isMap)) {
    return statements as readonly Entry[];
  }
  const problems = new Problems(`${path}:1`);
  problems.add("", {
    code: "POLICY_FILE_FORM",
    message: "The file holds no policy of IAM.",
    found: formOf(document),
    expected: '{ "Version": "2012-10-17", "Statement": [ … ] } with one statement or more',
    fix: "write the policy as the IAM console shows it",
  });
  throw new GroundplanError(problems.list);
}

function formOf(document: unknown): string {
  if (!isMap(document)) return Array.isArray(document) ? "a list" : `a ${document === null ? "null" : typeof document}`;
  if (document.Version !== "2012-10-17") return `Version ${JSON.stringify(document.Version) ?? "left out"}`;
  return document.Statement === undefined ? "no Statement" : "a Statement that is no list of statements";
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const told = error instanceof Error ? error.message : "";
    const at = /position (\d+)/.exec(told)?.[1];
    const problems = new Problems(`${path}:${lineAt(text, at === undefined ? text.length : Number(at))}`);
    problems.add("", {
      code: "POLICY_FILE_JSON",
      message: "The file is not JSON.",
      found: "something that JSON does not have here: a comma too many or too few, a comment, a text without quotes",
      expected: "JSON, as IAM takes it",
      fix: "mend this line, or the one before it",
    });
    throw new GroundplanError(problems.list);
  }
}

/** The permission of a statement; nothing where it cannot be one. */
function statementOf(entry: Entry, stack: EnvironmentStack, problems: Problems): GrantStatement | undefined {
  for (const element of Object.keys(entry).filter((key) => !ELEMENTS.includes(key))) {
    problems.add(element, {
      code: "POLICY_FILE_ELEMENT",
      message: "A permission of a role has no such element.",
      found: element,
      expected: ELEMENTS.join(", "),
      fix: element.startsWith("Not") ? `name what is meant, in place of ${element}` : `take ${element} out`,
    });
  }
  const effect = entry.Effect;
  if (effect !== "Allow" && effect !== "Deny") {
    addForm("Effect", effect, '"Allow" or "Deny"', problems);
  }
  const actions = textsOf(entry.Action, "Action", problems);
  const resources = textsOf(entry.Resource, "Resource", problems);
  const conditions = conditionsOf(entry.Condition, problems);
  const sid = entry.Sid;
  if (sid !== undefined && typeof sid !== "string") addForm("Sid", sid, "a text", problems);
  if (problems.list.length > 0 || !actions || !resources) return undefined;
  const made = { actions, resources, ...(conditions ? { conditions } : {}) };
  const given = inEnvironment({ ...made, ...(effect === "Deny" ? { effect } : {}) }, stack, problems);
  if (problems.list.length > 0) return undefined;
  return { sid: typeof sid === "string" ? sid : sidOf(made), ...given } as GrantStatement;
}

function addForm(property: string, value: unknown, expected: string, problems: Problems): void {
  problems.add(property, {
    code: "POLICY_FILE_STATEMENT",
    message: "The statement does not have the form that IAM takes.",
    found: value === undefined ? `no ${property}` : JSON.stringify(value),
    expected,
    fix: "write the statement as the IAM console shows it",
  });
}

function textsOf(value: unknown, element: string, problems: Problems): readonly string[] | undefined {
  const texts = typeof value === "string" ? [value] : value;
  if (isTexts(texts) && texts.length > 0) return [...new Set(texts)];
  addForm(element, value, "a text, or a list of texts", problems);
  return undefined;
}

function conditionsOf(value: unknown, problems: Problems): GrantStatement["conditions"] {
  if (value === undefined) return undefined;
  if (
    isMap(value) &&
    Object.values(value).every((byKey) => isMap(byKey) && Object.values(byKey).every(isConditionValue))
  ) {
    return mapTexts(value, String) as NonNullable<GrantStatement["conditions"]>;
  }
  addForm(
    "Condition",
    value,
    "operators, and below them keys with a text, a number, true, false, or a list of them",
    problems,
  );
  return undefined;
}

/** IAM gives numbers and truth values back as texts. */
function isConditionValue(value: unknown): boolean {
  return [value].flat().every((one) => ["string", "number", "boolean"].includes(typeof one));
}

/** A statement with the environment's account, region and partition in it. IAM's own variables have another form. */
function inEnvironment<T extends object>(statement: T, stack: EnvironmentStack, problems: Problems): T {
  const { account, region } = stack.environment;
  const known: Readonly<Record<string, string>> = { account, region, partition: stack.partition };
  const unknown = new Set<string>();
  const filled = mapTexts(statement, (text) =>
    text.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
      if (!Object.hasOwn(known, name)) unknown.add(whole);
      return known[name] ?? whole;
    }),
  );
  for (const variable of [...unknown].sort()) {
    problems.add("", {
      code: "POLICY_FILE_VARIABLE",
      message: "Nothing is put in the place of this variable, and IAM has none of this name.",
      found: variable,
      expected: "${account}, ${region} or ${partition}, or one of IAM's own such as ${aws:username}",
      fix: "write the value, or grant this in code, where it can be a reference",
    });
  }
  return filled as T;
}

/** A value with every text in it changed, numbers and truth values as texts; keys stay. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isMap(value)) return change(String(value));
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, mapTexts(below, change)]));
}

/** A sid that says the same as long as the statement does, wherever in the file it stands. */
function sidOf(statement: object): string {
  return `Statement${hashOf(JSON.stringify(statement))}`;
}

/** Reasons that nothing needs: most likely the sid is misspelled, and the statement is told too. */
function idleReasons(
  scope: IConstruct,
  path: string,
  reasons: Readonly<Record<string, string>>,
  statements: readonly GrantStatement[],
) {
  const problems = new Problems(scope.node.path);
  const wide = statements.filter((statement) => wildcardsIn(statement).length > 0).map(({ sid }) => sid);
  for (const sid of Object.keys(reasons).filter((one) => !wide.includes(one))) {
    problems.add(`policyFile.wildcardReasons.${sid}`, {
      code: "POLICY_FILE_SID",
      message: "A reason is given for a statement that needs none.",
      found: `"${sid}", and ${path} has no statement of this sid with a wildcard`,
      expected: wide.length > 0 ? `one of ${wide.join(", ")}` : "no reasons: no statement has a wildcard",
      fix: "correct the sid, or take the reason out",
    });
  }
  return problems.list;
}

function isMap(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
