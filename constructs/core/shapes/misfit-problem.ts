import type { Problem } from "../problem";
import type { Misfit } from "./misfits";
import { expected, found, mended } from "./words";

/** A value of another form, or that is missing, as a problem. */
export function misfitProblem(misfit: Misfit): Omit<Problem, "path"> {
  const { value, shape } = misfit;
  return {
    code: value === undefined ? "OPTION_MISSING" : "OPTION_FORM",
    message: messageOf(misfit),
    found: found(value),
    expected: expected(shape),
    fix: mended(misfit),
  };
}

function messageOf({ at, value, shape }: Misfit): string {
  if (value === undefined) return at === "" ? "The options of the construct are missing." : "The option is missing.";
  const isValue =
    typeof shape === "object" && "values" in shape && shape.values.some((one) => typeof one === typeof value);
  return isValue ? "The value is not one of those that are allowed." : "The value has another form than the option.";
}
