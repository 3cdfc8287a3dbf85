import { stateBucketOf } from "../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../constructs/core/environments/environment";
import type { Problem, Problems } from "../../constructs/core/errors";
import type { NameKind } from "../../constructs/core/names/naming";
import { environmentName } from "../../constructs/core/names/naming-scheme";
import { DELIVERY_STACK, isTellingBucketName, ownPrefix } from "../../constructs/delivery/delivery-names";
import type { EnvironmentSpec } from "../application/environment-spec";

/** What the pipeline of an environment goes by, names and state buckets, must tell it from the other environments of its account. */
export function checkDeliveries(specs: readonly EnvironmentSpec[], problems: Problems): void {
  for (const { environment, delivery } of specs) {
    if (!delivery) continue;
    checkNamesBegin(environment, problems);
    for (const { environment: other } of specs) {
      if (other === environment || other.account !== environment.account) continue;
      if (ownPrefix(other).startsWith(ownPrefix(environment))) problems.addAll([namesOverlap(environment, other)]);
      if (!isStateKept(environment, other)) problems.addAll([stateUnknown(environment, other)]);
    }
  }
}

/** The boundary tells identities of the environment by what their names begin with, and those of the pipeline among them. */
const OWN_IDENTITIES: readonly NameKind[] = ["iamRole", "iamPolicy", "instanceProfile"];

function checkNamesBegin(environment: Environment, problems: Problems): void {
  const beginning = `${ownPrefix(environment)}${DELIVERY_STACK}-`;
  const names = OWN_IDENTITIES.map((kind) => {
    const request = { kind, stack: DELIVERY_STACK, parts: [DELIVERY_STACK, "x"] };
    return { kind, name: environmentName(environment, request) };
  });
  for (const { kind, name } of names.filter((made) => !made.name.startsWith(beginning))) {
    problems.addAll([namesOutside(environment, kind, name, beginning)]);
  }
}

function namesOutside(environment: Environment, kind: NameKind, name: string, beginning: string): Problem {
  return {
    code: "DELIVERY_NAMING",
    path: `${environment.name}-delivery`,
    message:
      "The pipeline may change identities whose names begin like its environment's, and `naming` has them begin otherwise.",
    found: `${name} of the kind ${kind}`,
    expected: `names that begin with ${beginning} in the stack ${DELIVERY_STACK}, and alike in the others`,
    fix: `set naming.${kind} to "{project}-{environment}-{stack}-{name}" and naming.default to what naming is now, or take delivery away from ${environment.name}`,
  };
}

/** Whether the boundary of an environment keeps its roles from the states of another one. */
function isStateKept(environment: Environment, other: Environment): boolean {
  if (other.backend.type !== "s3") return true;
  const bucket = stateBucketOf(other, other.backend);
  const isShared = environment.backend.type === "s3" && bucket === stateBucketOf(environment, environment.backend);
  return isShared || isTellingBucketName(environment, bucket);
}

function namesOverlap(environment: Environment, other: Environment): Problem {
  return {
    code: "DELIVERY_NAMES_OVERLAP",
    path: `${environment.name}-delivery`,
    message: "The pipeline may change what has names of its environment, and those of another one begin the same way.",
    found: `${ownPrefix(environment)}* and ${ownPrefix(other)}*, both in account ${environment.account}`,
    expected: "environments of one account of which no name goes on where another one ends",
    fix: `give ${environment.name} or ${other.name} an account of its own, or take delivery away from ${environment.name}`,
  };
}

function stateUnknown(environment: Environment, other: Environment): Problem {
  const bucket = other.backend.type === "s3" ? stateBucketOf(other, other.backend) : "";
  return {
    code: "DELIVERY_STATE_UNKNOWN",
    path: `${environment.name}-delivery`,
    message:
      "The pipeline is kept from the states of other environments by the names of their buckets, and one has another name.",
    found: `${bucket}, the state bucket of ${other.name} in account ${environment.account}`,
    expected: `a name with -state-${environment.account}- in it, or one bucket for both environments`,
    fix: `name the bucket of ${other.name} so before it is made, share the bucket of ${environment.name}, or take delivery away from ${environment.name}`,
  };
}
