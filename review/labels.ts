import { RISKS, type Risk } from "./findings";
import { RISK_WORDS } from "./render/words";

/** A label on a pull request. */
export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  /** At most 100 characters, as GitHub takes. */
  readonly description: string;
}

/** Label of a pull request whose review finds nothing that needs approval. */
export const NO_RISK_LABEL: Label = {
  name: "risk/none",
  color: "0e8a16",
  description: "The review finds nothing that needs approval",
};

/** Colours by kind of risk: what cannot be taken back is darkest. */
const COLORS: Readonly<Record<Risk, string>> = {
  "data-loss": "b60205",
  outage: "d93f0b",
  exposure: "e11d21",
  permission: "fbca04",
  protection: "f9d0c4",
  cost: "c5def5",
};

/** The labels of pull requests: one for each kind of risk, the gravest first, and that of no risk. A pull request has one of them. */
export const RISK_LABELS: readonly Label[] = [...RISKS.map(riskLabel), NO_RISK_LABEL];

/** The label of a review: that of the gravest of its risks. */
export function labelOf(risks: readonly Risk[]): Label {
  const gravest = RISKS.find((risk) => risks.includes(risk));
  return gravest ? riskLabel(gravest) : NO_RISK_LABEL;
}

function riskLabel(risk: Risk): Label {
  return { name: `risk/${risk}`, color: COLORS[risk], description: `The review finds: ${RISK_WORDS[risk]}` };
}
