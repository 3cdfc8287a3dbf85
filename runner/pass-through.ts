import { GroundplanError } from "../constructs/core/errors";

/** Arguments behind `--` that go to Terraform, and whether they need a value. */
const ALLOWED: Readonly<Record<string, "value" | "flag">> = {
  "-target": "value",
  "-replace": "value",
  "-refresh-only": "flag",
  "-lock-timeout": "value",
  "-parallelism": "value",
};

/** Those of them that Terraform takes when it applies a plan that is made already. */
const FOR_APPLY = ["-lock-timeout", "-parallelism"];

/** Terraform's arguments, by command. */
export interface PassedArguments {
  readonly plan: readonly string[];
  readonly apply: readonly string[];
}

/**
 * Reads the arguments behind `--`. Others would change what a plan is kept as, or what it asks.
 *
 * @throws GroundplanError `TERRAFORM_ARGUMENT` for every argument that is not passed on
 */
export function readPassedArguments(args: readonly string[]): PassedArguments {
  const wrong = args.filter((arg) => !isAllowed(arg));
  if (wrong.length > 0) {
    throw new GroundplanError(
      wrong.map((arg) => ({
        code: "TERRAFORM_ARGUMENT",
        path: "command line",
        message: "This argument is not passed on to Terraform.",
        found: arg,
        expected: Object.entries(ALLOWED)
          .map(([name, kind]) => (kind === "value" ? `${name}=…` : name))
          .join(", "),
        fix: "leave it out, or run Terraform itself in the stack's folder below cdktf.out/stacks",
      })),
    );
  }
  return { plan: args, apply: args.filter((arg) => FOR_APPLY.includes(arg.split("=")[0] ?? "")) };
}

function isAllowed(arg: string): boolean {
  const [name = "", ...value] = arg.split("=");
  const kind = ALLOWED[name];
  return kind === "value" ? value.join("=") !== "" : kind === "flag" && value.length === 0;
}

/** Whether all of a stack is planned: not a part of it, nor only what has changed outside. */
export function isWhole({ plan }: PassedArguments): boolean {
  return !plan.some((argument) => /^-(target|refresh-only)\b/.test(argument));
}
