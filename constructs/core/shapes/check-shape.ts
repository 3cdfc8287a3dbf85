import type { IConstruct } from "constructs";
import { Problems } from "../errors";
import { checkRanges } from "./check-ranges";
import { type Judge, judgeOf } from "./judges";
import { misfitProblem } from "./misfit-problem";
import { misfitsOf } from "./misfits";
import { shapeTable } from "./shape-table";

const judges = new Map<string, Judge>();

/**
 * Refuses properties that are not of the form that their type says, before a construct uses them. TypeScript tells its users; those who
 * write JavaScript, or cast, are told here. Options that no type knows are passed over.
 *
 * Numbers that are not in the range of their option are no reason to end here: they are told with what else is wrong with the properties.
 *
 * Forms and ranges are read from the types when the project is built, so that a new option is known without another line.
 *
 * @param at the construct, or its path where it is not made yet
 * @param name the construct's class
 * @param properties what it was given
 * @returns what the construct collects its problems in, with `NUMBER_OUT_OF_RANGE` for each number that is out of range
 * @throws GroundplanError `OPTION_MISSING`, `OPTION_FORM`: all that is wrong in this way
 */
export function checkShape(at: IConstruct | string, name: string, properties: unknown): Problems {
  const problems = new Problems(typeof at === "string" ? at : at.node.path);
  const judge = judges.get(name) ?? judgeOfConstruct(name);
  if (!judge(properties)) refuse(name, properties, problems);
  checkRanges(name, properties, problems);
  return problems;
}

/** A class that is not in the table is one of a project that was not built since. */
function judgeOfConstruct(name: string): Judge {
  const judge = judgeOf(shapeTable().construct(name) ?? "any");
  judges.set(name, judge);
  return judge;
}

function refuse(name: string, properties: unknown, problems: Problems): void {
  for (const misfit of misfitsOf(shapeTable().construct(name) ?? "any", properties)) {
    problems.add(misfit.at, misfitProblem(misfit));
  }
  problems.throwIfAny();
}
