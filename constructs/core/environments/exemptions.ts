import type { IConstruct } from "constructs";
import type { Problems } from "../errors";

const METADATA = "groundplan:exemption";

/** A rule of the architecture that a construct is exempt from, with the reason that its author wrote down. */
export interface Exemption {
  /** Construct path. */
  readonly path: string;
  /** What the construct is exempt from, in a few words: `plain HTTP`. */
  readonly rule: string;
  readonly reason: string;
}

/** Why something may be as it would otherwise not be. */
export interface ExemptionReason {
  /** Why, as a sentence; listed after each synth. */
  readonly reason: string;
}

/** Keeps an exemption with the construct that it is for, for {@link exemptionsOf}. */
export function addExemption(construct: IConstruct, exemption: Pick<Exemption, "rule" | "reason">): void {
  const { rule, reason } = exemption;
  construct.node.addMetadata(METADATA, { path: construct.node.path, rule, reason } satisfies Exemption);
}

/** Every exemption below and including `root`, in the order of the tree. */
export function exemptionsOf(root: IConstruct): Exemption[] {
  return root.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === METADATA)
    .map((entry) => entry.data as Exemption);
}

/** Adds `EXEMPTION_REASON` when the reason of an exemption says nothing. */
export function checkExemptionReason(reason: string, property: string, problems: Problems): void {
  if (reason.trim().split(/\s+/).length >= 3) return;
  problems.add(property, {
    code: "EXEMPTION_REASON",
    message: "An exemption needs a reason that a reviewer can judge.",
    found: `"${reason}"`,
    expected: "a sentence",
    fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
  });
}
