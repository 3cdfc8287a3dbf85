import type { Problem } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import type { SynthesizedStack } from "../stacks/stacks";
import { unprotecting } from "./protection";

/** The bucket is to be destroyed and Terraform would refuse it. */
export function protectedBucket({ name, environment }: SynthesizedStack, unprotected: readonly string[]): Problem {
  return {
    code: "BOOTSTRAP_BUCKET_PROTECTED",
    path: name,
    message: "The environment is protected, and so is the bucket that holds its states.",
    found: "protect: true",
    expected: "an environment whose protection is lifted for this command",
    fix: `${unprotecting([...unprotected, environment])}npx groundplan bootstrap ${environment} --destroy`,
  };
}

/** The bucket is to be destroyed and holds states of what is deployed. */
export function bucketInUse(
  { name, environment }: SynthesizedStack,
  deployed: readonly string[],
  unprotected: readonly string[],
): Problem {
  const variable = unprotecting(unprotected);
  return {
    code: "BOOTSTRAP_BUCKET_IN_USE",
    path: name,
    message:
      "The bucket holds the states of stacks that are deployed; without them nobody could destroy these any more.",
    found: `deployed: ${deployed.join(", ")}`,
    expected: "a bucket in which no stack that is deployed has its state",
    fix: `destroy them first: ${variable}npx groundplan destroy ${deployed.join(" ")}; then ${variable}npx groundplan bootstrap ${environment} --destroy`,
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
    fix: `write \`bucket: ${bucket}\` and \`bucketExists: true\` below backend, so that the other environment goes on to manage it, or name another bucket there`,
  };
}

/** A resource that only one of two states holds. */
export interface AloneResource {
  readonly address: string;
  readonly id: string;
  /** Whether the other state can take it in: the configuration has the resource, and the state has none at its address. */
  readonly isImportable: boolean;
}

/** There are two states of the stack that makes the bucket. */
export function twoStates(
  { name }: SynthesizedStack,
  bucket: string,
  file: string,
  alone: readonly AloneResource[],
): Problem {
  const imports = alone
    .filter(({ isImportable }) => isImportable)
    .map(({ address, id }) => `npx groundplan terraform ${name} -- import ${shellWord(address)} ${shellWord(id)}`);
  const others = alone.filter(({ isImportable }) => !isImportable).map(({ id }) => id);
  const ways = [
    ...(imports.length > 0 ? [`take into the other state what shall stay: ${imports.join("; ")}`] : []),
    ...(others.length > 0
      ? [`delete in AWS what is not needed of ${[...new Set(others)].join(", ")}, which the other state cannot take in`]
      : []),
  ];
  return {
    code: "BOOTSTRAP_TWO_STATES",
    path: name,
    message:
      "The stack has a state in its bucket and another one on this machine, which knows what the first does not.",
    found: `only in ${file}: ${alone.map(({ address, id }) => `${address} ${id}`).join(", ")}`,
    expected: `one state, in ${bucket}`,
    fix: `${ways.join("; ")}; then remove ${file}`,
  };
}
