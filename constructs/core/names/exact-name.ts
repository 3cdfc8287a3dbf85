import type { Problems } from "../errors";
import { holdsReference, knownAfterApply } from "../known-at-synth";

/** What AWS allows in a name of one kind. */
interface ExactNameRule {
  readonly pattern: RegExp;
  /** The same in words. */
  readonly expected: string;
}

/**
 * What AWS allows in names that are given as they are, which is more than names that are made have: people name what they made before
 * otherwise. Sources, as of 2026-11: Amazon ECS API Reference `CreateCluster` and `CreateService`; Amazon EKS API Reference
 * `CreateCluster`; CloudWatch Logs API Reference `CreateLogGroup`; Elastic Load Balancing API Reference `CreateLoadBalancer` and
 * `CreateTargetGroup`. Managed node groups have none: what they are made from (role, launch template) replaces them whatever their name.
 */
const RULES = {
  ecs: { pattern: /^[A-Za-z0-9_-]{1,255}$/, expected: "1 to 255 letters, digits, _ and -" },
  eksCluster: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
    expected: "1 to 100 letters, digits, _ and -, a letter or a digit first",
  },
  logGroup: { pattern: /^[A-Za-z0-9_./#-]{1,512}$/, expected: "1 to 512 letters, digits, _, ., /, # and -" },
  loadBalancer: {
    pattern: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    expected: "1 to 32 letters, digits and -, no - at its ends, not beginning with internal-",
  },
  targetGroup: {
    pattern: /^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    expected: "1 to 32 letters, digits and -, no - at its ends",
  },
} satisfies Record<string, ExactNameRule>;

/** A kind of name that can be given as it is. */
export type ExactNameKind = keyof typeof RULES;

/**
 * Checks a name that is given as it is, so that a resource that exists can be taken over without being replaced. It is never changed:
 * a wrong one is a problem, `EXACT_NAME_INVALID`, and a reference is `KNOWN_AFTER_APPLY`.
 *
 * @param name nothing is checked where it is left out
 * @param property that holds the name, such as `clusterName`
 */
export function checkExactName(
  kind: ExactNameKind,
  name: string | undefined,
  problems: Problems,
  property: string,
): void {
  if (name === undefined) return;
  if (holdsReference(name)) {
    problems.addAll([knownAfterApply(`${problems.path} › ${property}`)]);
    return;
  }
  const { pattern, expected }: ExactNameRule = RULES[kind];
  if (pattern.test(name)) return;
  problems.add(property, {
    code: "EXACT_NAME_INVALID",
    message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
    found: `"${name}" (${name.length} characters)`,
    expected,
    fix: `write the name as AWS shows it, or leave ${property} out and one is made`,
  });
}
