import type { Construct } from "constructs";
import { checkPlace } from "../base-construct";
import { Problems } from "../errors";
import { judgeOf } from "./judges";
import { misfitProblem } from "./misfit-problem";
import { type Misfit, misfitsOf } from "./misfits";
import { shapeTable } from "./shape-table";
import { expected } from "./words";

/**
 * Refuses what a function is given that is not of the form of its parameters, before it uses them; see `checkShape`. A function that puts
 * something into a scope is told of the place first, as a construct is.
 *
 * @param call the function's own name
 * @param given its parameters by their names
 * @throws GroundplanError `ARGUMENT_FORM` for a parameter, `OPTION_MISSING` and `OPTION_FORM` for what is in one, `CONSTRUCT_TWICE`
 */
export function checkCall(call: string, given: Readonly<Record<string, unknown>>): void {
  if ("scope" in given && "id" in given) checkPlace(call, given.scope as Construct, given.id as string);
  const { required = {}, optional = {} } = shapeTable().call(call) ?? {};
  const problems = new Problems(call);
  for (const [name, value] of Object.entries(given)) {
    const isOptional = Object.hasOwn(optional, name);
    const shape = optional[name] ?? required[name] ?? "any";
    if ((isOptional && value === undefined) || judgeOf(shape)(value)) continue;
    for (const misfit of misfitsOf(shape, value)) {
      if (misfit.at === "")
        problems.add(name, argumentProblem(misfit, call, Object.keys({ ...required, ...optional })));
      else problems.add(within(name, misfit.at), misfitProblem(misfit));
    }
  }
  problems.throwIfAny();
}

function within(name: string, at: string): string {
  return at.startsWith("[") ? `${name}${at}` : `${name}.${at}`;
}

/** The whole call is shown: who leaves one out has all others one place too far in front. */
function argumentProblem(misfit: Misfit, call: string, names: readonly string[]) {
  const { found } = misfitProblem(misfit);
  return {
    code: "ARGUMENT_FORM",
    message: "The value is not one that the call takes.",
    found,
    expected: expected(misfit.shape),
    fix: `write ${call}(${names.join(", ")}), with ${expected(misfit.shape)} in this place`,
  };
}
