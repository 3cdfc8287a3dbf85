import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Problem, Problems } from "../constructs/core/errors";
import type { DeployedStack } from "../memory/index";
import type { SynthesizedStack } from "../runner/stacks/stacks";

/** The parts of a stack's Terraform JSON that say of which project it is, where it is deployed, and where its state lies. */
interface PlaceJson {
  readonly provider?: {
    readonly aws?: readonly {
      readonly region?: string;
      readonly allowed_account_ids?: readonly string[];
      readonly default_tags?: readonly { readonly tags?: Readonly<Record<string, string>> }[];
    }[];
  };
  readonly terraform?: {
    readonly backend?: {
      readonly s3?: { readonly bucket?: string; readonly key?: string };
      readonly local?: { readonly path?: string };
    };
    readonly cloud?: { readonly organization?: string; readonly hostname?: string };
  };
}

/**
 * Refuses stacks that are remembered as deployed for another project, in another account or region, or with their state in another
 * place, than the configuration says now. Elsewhere Terraform would find nothing: a deploy would make all of it a second time, and a
 * destroy would find nothing to destroy, while what is deployed goes on. Names begin with the project: with another one nearly everything
 * would be replaced, clusters, balancers and buckets with what is in them.
 *
 * @param remembered what is remembered of a stack, if anything is
 * @throws GroundplanError `STACK_ELSEWHERE` for each of them
 */
export function refuseElsewhere(
  stacks: readonly SynthesizedStack[],
  remembered: (stack: SynthesizedStack) => DeployedStack | undefined,
): void {
  const problems = new Problems("");
  for (const stack of stacks) {
    const before = remembered(stack);
    if (!before) continue;
    const then = placeOf(before.skeleton as PlaceJson);
    const now = placeOf(JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8")) as PlaceJson);
    const moved = Object.keys(then).filter((part) => then[part] !== "" && then[part] !== now[part]);
    if (moved.length > 0) problems.addAll([elsewhere(stack, moved, then, now)]);
  }
  problems.throwIfAny();
}

type Place = Readonly<Record<string, string>>;

function placeOf({ provider, terraform }: PlaceJson): Place {
  const aws = provider?.aws?.[0];
  return {
    project: aws?.default_tags?.[0]?.tags?.Project ?? "",
    account: aws?.allowed_account_ids?.join(", ") ?? "",
    region: aws?.region ?? "",
    state: stateOf(terraform),
  };
}

function stateOf({ backend, cloud }: NonNullable<PlaceJson["terraform"]> = {}): string {
  if (backend?.s3) return `s3://${backend.s3.bucket}/${backend.s3.key}`;
  if (backend?.local) return "a local file";
  return cloud ? `HCP Terraform, ${cloud.organization}` : "";
}

function elsewhere(
  { name, environment }: SynthesizedStack,
  moved: readonly string[],
  then: Place,
  now: Place,
): Problem {
  const isStateAlone = moved.every((part) => part === "state");
  return {
    code: "STACK_ELSEWHERE",
    path: name,
    message:
      "The stack is remembered as deployed otherwise than the configuration says now: Terraform would make all of it anew, beside what is deployed or in its place.",
    found: moved.map((part) => `${part}: ${now[part]} instead of ${then[part]}`).join("; "),
    expected: "what it is deployed with, until it is destroyed",
    fix: isStateAlone
      ? `put the backend back; or move the state yourself, and then: npx groundplan accept ${environment} ${name}`
      : `put ${moved.map((part) => (part === "state" ? "backend" : part)).join(" and ")} back, and declare an environment of another name with what is new; destroy the old one when the new one runs`,
  };
}
