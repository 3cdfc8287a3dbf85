import { isUtf8 } from "node:buffer";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { maskedText } from "../values/mask";
import { isRecord } from "../values/values";
import { isPlan } from "./plan-form";
import type { PlanJson } from "./plan-json.types";
import { readParts } from "./plan-parts";

/** How a plan becomes JSON. */
const SHOW = "terraform show -json <plan file> > plan.json";

/** Major version of the format that is understood. */
const MAJOR = "1";

/**
 * Reads the JSON of a plan.
 *
 * @param content text in UTF-8, or in UTF-16 with a byte order mark, as PowerShell writes it
 * @param source the file, for messages; `standard input`
 * @throws GroundplanError `PLAN_EMPTY`, `PLAN_BINARY`, `PLAN_ENCODING`, `PLAN_NOT_JSON`, `PLAN_TRUNCATED`, `PLAN_IS_STATE`, `PLAN_FORMAT_UNKNOWN`,
 *   `PLAN_FORMAT_NEWER`
 */
export function readPlan(content: string | Buffer, source: string): PlanJson {
  const refuse = (problem: Omit<Problem, "path">): never => {
    throw new GroundplanError([{ ...problem, path: source }]);
  };
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const parts = readParts(bytes);
  if (isText(bytes) && isPlan(parts) && !isState(parts) && isKnownFormat(parts.format_version)) return parts;
  // What is no plan that can be read is looked at as a whole, for what is wrong with it.
  const text = decoded(bytes);
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
  const isZip = text.startsWith("PK");
  if (isZip || text.includes("\u0000")) {
    return refuse({
      code: "PLAN_BINARY",
      message: isZip ? "This is a saved plan, which only Terraform reads." : "This is no text.",
      found: isZip ? "a zip archive" : "binary data",
      expected: "the JSON of the plan",
      fix: `make it with ${SHOW}, in the folder that the plan was made in`,
    });
  }
  if (!isText(bytes)) {
    return refuse({
      code: "PLAN_ENCODING",
      message: "The text is in an encoding that JSON has not.",
      found: "bytes that are no UTF-8",
      expected: "UTF-8, or UTF-16 with a byte order mark",
      fix: `write it again with ${SHOW}, without a program in between that changes the encoding`,
    });
  }
  const plan = parse(text, refuse);
  if (isState(plan)) {
    return refuse({
      code: "PLAN_IS_STATE",
      message: "This is a state, and no plan.",
      found:
        isRecord(plan) && "lineage" in plan
          ? "lineage and serial, as in a state file"
          : "values, and no resource_changes",
      expected: "the JSON of a plan",
      fix: `name the plan file: ${SHOW}`,
    });
  }
  // The version first: a newer format may have another form.
  const version = isRecord(plan) && typeof plan.format_version === "string" ? plan.format_version : undefined;
  if (version !== undefined && !isKnownFormat(version)) {
    return refuse({
      code: "PLAN_FORMAT_NEWER",
      message: "The plan is in a format that this version does not know.",
      found: `format_version ${version}`,
      expected: `format_version ${MAJOR}.x`,
      fix: "use a newer version of this tool, or a Terraform from 1.1 to 1.x",
    });
  }
  if (!isPlan(plan)) {
    return refuse({
      code: "PLAN_FORMAT_UNKNOWN",
      message: "This is not the JSON of a plan.",
      found: isRecord(plan)
        ? `keys ${Object.keys(plan).slice(0, 5).map(maskedText).join(", ") || "none"}`
        : kindOf(plan),
      expected: "an object with format_version, and resource_changes as a list of changes",
      fix: `write it with ${SHOW}; the stream of \`terraform plan -json\` is another format`,
    });
  }
  return plan;
}

function isKnownFormat(version: string): boolean {
  return version.split(".")[0] === MAJOR;
}

/** What JSON is that is no object. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}

/** Whether bytes are a text in one of the encodings that are read. */
export function isText(content: Buffer): boolean {
  return isUtf16(content) || isUtf8(content);
}

function isUtf16(content: Buffer): boolean {
  return content[0] === 0xff && content[1] === 0xfe;
}

/** A text in UTF-8, or in UTF-16 with a byte order mark, without that mark. */
export function decoded(content: Buffer): string {
  return content.toString(isUtf16(content) ? "utf16le" : "utf8").replace(/^\ufeff/, "");
}

/** The JSON that Terraform shows of a state, and the file that it keeps it in. */
function isState(plan: unknown): boolean {
  if (!isRecord(plan) || "resource_changes" in plan) return false;
  return ("format_version" in plan && "values" in plan) || ("lineage" in plan && "serial" in plan);
}

function parse(text: string, refuse: (problem: Omit<Problem, "path">) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position = ""] = /at position (\d+)/.exec(String(error)) ?? [];
    const isCut = /end of JSON input|Unterminated/.test(String(error)) || Number(position) >= text.trimEnd().length;
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
