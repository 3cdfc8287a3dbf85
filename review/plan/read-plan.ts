import { GroundplanError, type Problem } from "../../constructs/core/errors";
import type { PlanJson } from "./plan-json.types";

/** How a plan becomes JSON. */
const SHOW = "terraform show -json <plan file> > plan.json";

/** Major version of the format that is understood. */
const MAJOR = "1";

/**
 * Reads the JSON of a plan.
 *
 * @param source the file, for messages; `standard input`
 * @throws GroundplanError `PLAN_EMPTY`, `PLAN_BINARY`, `PLAN_NOT_JSON`, `PLAN_TRUNCATED`, `PLAN_IS_STATE`, `PLAN_FORMAT_UNKNOWN`,
 *   `PLAN_FORMAT_NEWER`
 */
export function readPlan(text: string, source: string): PlanJson {
  const refuse = (problem: Omit<Problem, "path">): never => {
    throw new GroundplanError([{ ...problem, path: source }]);
  };
  if (text.trim() === "") {
    return refuse({
      code: "PLAN_EMPTY",
      message: "There is no plan in it.",
      found: "no text",
      expected: "the JSON of a plan",
      fix: `write it with ${SHOW}; an empty file is left where that command failed`,
    });
  }
  // A saved plan is a zip archive.
  if (text.startsWith("PK")) {
    return refuse({
      code: "PLAN_BINARY",
      message: "This is a saved plan, which only Terraform reads.",
      found: "a zip archive",
      expected: "the JSON of the plan",
      fix: `make it with ${SHOW}, in the folder that the plan was made in`,
    });
  }
  const plan = parse(text, refuse);
  if (isRecord(plan) && "format_version" in plan && "values" in plan && !("resource_changes" in plan)) {
    return refuse({
      code: "PLAN_IS_STATE",
      message: "This is the JSON of a state, and no plan.",
      found: "values, and no resource_changes",
      expected: "the JSON of a plan",
      fix: `name the plan file: ${SHOW}`,
    });
  }
  if (!isRecord(plan) || typeof plan.format_version !== "string" || !hasChanges(plan)) {
    return refuse({
      code: "PLAN_FORMAT_UNKNOWN",
      message: "This is not the JSON of a plan.",
      found: isRecord(plan) ? `keys ${Object.keys(plan).slice(0, 5).join(", ") || "none"}` : typeof plan,
      expected: "an object with format_version, and resource_changes as a list",
      fix: `write it with ${SHOW}; the stream of \`terraform plan -json\` is another format`,
    });
  }
  if (plan.format_version.split(".")[0] !== MAJOR) {
    return refuse({
      code: "PLAN_FORMAT_NEWER",
      message: "The plan is in a format that this version does not know.",
      found: `format_version ${plan.format_version}`,
      expected: `format_version ${MAJOR}.x`,
      fix: "use a newer version of this tool, or a Terraform from 1.1 to 1.x",
    });
  }
  return plan as unknown as PlanJson;
}

function parse(text: string, refuse: (problem: Omit<Problem, "path">) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const isCut = /end of JSON input|Unterminated/.test(String(error));
    if (isCut) {
      return refuse({
        code: "PLAN_TRUNCATED",
        message: "The JSON ends in the middle.",
        found: `${text.length} characters that end too soon`,
        expected: "the whole JSON of a plan",
        fix: `write it again with ${SHOW}, and look whether the disk is full`,
      });
    }
    return refuse({
      code: "PLAN_NOT_JSON",
      message: "This is no JSON.",
      found: text.startsWith("{") ? "objects or words behind each other" : "another kind of text",
      expected: "the JSON of a plan",
      fix: `write it with ${SHOW}; the text that \`terraform plan\` prints cannot be read`,
    });
  }
}

function hasChanges(plan: Readonly<Record<string, unknown>>): boolean {
  const { resource_changes: changes = [] } = plan;
  return (
    Array.isArray(changes) && changes.every((one) => isRecord(one) && isRecord(one.change) && "actions" in one.change)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
