import type { Problem } from "../constructs/core/errors";
import type { SynthesizedStack } from "./stacks";

/** The bucket is to be destroyed and Terraform would refuse it. */
export function protectedBucket({ name, environment }: SynthesizedStack): Problem {
  return {
    code: "BOOTSTRAP_BUCKET_PROTECTED",
    path: name,
    message: "The environment is protected, and so is the bucket that holds its states.",
    found: "protect: true",
    expected: "an environment whose protection is lifted for this command",
    fix: `GROUNDPLAN_UNPROTECT=${environment} npx groundplan bootstrap ${environment} --destroy`,
  };
}

/** The bucket is to be destroyed and holds states of what is deployed. */
export function bucketInUse({ name, environment }: SynthesizedStack, deployed: readonly string[]): Problem {
  return {
    code: "BOOTSTRAP_BUCKET_IN_USE",
    path: name,
    message:
      "The bucket holds the states of stacks that are deployed; without them nobody could destroy these any more.",
    found: `deployed: ${deployed.join(", ")}`,
    expected: "a bucket in which no stack that is deployed has its state",
    fix: `destroy them first: npx groundplan destroy ${deployed.join(" ")}; then npx groundplan bootstrap ${environment} --destroy`,
  };
}

/** The bucket that is there is another environment's. */
export function bucketOfAnother(
  { name }: SynthesizedStack,
  bucket: string,
  tags: Readonly<Record<string, string>>,
): Problem {
  return {
    code: "BOOTSTRAP_BUCKET_OF_ANOTHER",
    path: name,
    message: "The bucket is there, and the state stack of another environment made it.",
    found: `${bucket} of project ${tags.Project ?? "unknown"}, environment ${tags.Environment ?? "unknown"}`,
    expected: "a bucket that is not there, that is this environment's, or that is nobody's",
    fix: "write `bucketExists: true` below backend, so that the other environment goes on to manage it, or name another bucket",
  };
}

/** There are two states of the stack that makes the bucket. */
export function twoStates({ name }: SynthesizedStack, bucket: string, file: string, alone: readonly string[]): Problem {
  return {
    code: "BOOTSTRAP_TWO_STATES",
    path: name,
    message:
      "The stack has a state in its bucket and another one on this machine, which knows what the first does not.",
    found: `only in ${file}: ${alone.join(", ")}`,
    expected: `one state, in ${bucket}`,
    fix: `if these are worth nothing, remove ${file}; else take them into the other state: npx groundplan terraform ${name} -- import <address> <id>`,
  };
}
