import { Construct } from "constructs";
import { GroundplanError } from "../errors";
import { found } from "../shapes/words";

/** What a call takes. */
interface Expected {
  readonly expected: string;
  /** A way out. */
  readonly fix: string;
}

/**
 * Checks a value that a call is given before anything is made of it: TypeScript refuses it, and JavaScript passes it on.
 *
 * @param call where it is told: the call with its argument, such as `EnvironmentStack › scope`
 * @throws GroundplanError `ARGUMENT_FORM`
 */
export function checkArgument(isRight: boolean, call: string, value: unknown, wanted: Expected): void {
  if (isRight) return;
  const message = "The value is not one that the call takes.";
  throw new GroundplanError([{ code: "ARGUMENT_FORM", path: call, message, found: found(value), ...wanted }]);
}

/**
 * Checks that a call is given a construct.
 *
 * @throws GroundplanError `ARGUMENT_FORM`
 */
export function checkConstruct(value: unknown, call: string): void {
  checkArgument(isConstruct(value), call, value, {
    expected: "a construct",
    fix: "give the construct itself, and not its name or its options",
  });
}

/**
 * Checks that a call is given the path of a construct.
 *
 * @throws GroundplanError `ARGUMENT_FORM`
 */
export function checkPath(value: unknown, call: string): void {
  checkArgument(typeof value === "string", call, value, {
    expected: "the path of a construct, as a text",
    fix: 'write it from the construct on, such as "database" or "reports/database"',
  });
}

/** Whether a value is a construct, of whichever copy of the library. */
export function isConstruct(value: unknown): boolean {
  return typeof value === "object" && value !== null && Construct.isConstruct(value);
}
