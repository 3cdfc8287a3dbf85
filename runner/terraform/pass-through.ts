import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";

/** Arguments behind `--` that go to Terraform, with an example of the value of those that need one. */
const ALLOWED: Readonly<Record<string, string | undefined>> = {
  "-target": "aws_vpc.main",
  "-replace": "aws_instance.bastion",
  "-refresh-only": undefined,
  "-lock-timeout": "60s",
  "-parallelism": "5",
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
        message: "This argument is not passed on to what plans the stacks.",
        found: arg,
        expected: Object.entries(ALLOWED)
          .map(([name, example]) => (example ? `${name}=…` : name))
          .join(", "),
        fix: fixOf(arg),
      })),
    );
  }
  return { plan: args, apply: args.filter((arg) => FOR_APPLY.includes(arg.split("=")[0] ?? "")) };
}

function isAllowed(arg: string): boolean {
  const [name = "", ...value] = arg.split("=");
  if (!(name in ALLOWED)) return false;
  return ALLOWED[name] ? value.join("=") !== "" : value.length === 0;
}

function fixOf(arg: string): string {
  const [name = ""] = arg.split("=");
  const example = ALLOWED[name];
  if (example) return `write its value behind =, for example ${name}=${example}, or leave it out`;
  if (name in ALLOWED) return `write ${name} without a value, or leave it out`;
  return `leave it out, or run the plan of one stack by itself: npx groundplan terraform <stack> -- plan ${shellWord(arg)}`;
}

/** Whether all of a stack is planned: not a part of it, nor only what has changed outside. */
export function isWhole({ plan }: PassedArguments): boolean {
  return !plan.some((argument) => /^-(target|refresh-only)\b/.test(argument));
}
