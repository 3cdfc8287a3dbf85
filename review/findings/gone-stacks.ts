import { STATEFUL } from "../../constructs/core/resources/resource-kinds";
import { type Finding, finding } from "./finding.types";

/** A stack that is deployed, and that the configuration no longer makes. */
export interface GoneStack {
  readonly stack: string;
  readonly environment: string;
  /** What its state holds: numbers of resources by type. @default - nobody has looked */
  readonly holds?: Readonly<Record<string, number>>;
  /** Where the configuration of its environment lies. @default - nowhere any more */
  readonly place?: string;
}

/** A deployed stack that nothing makes any more: no plan shows it, and what it holds stays as it is. */
export function goneStackFindings(gone: readonly GoneStack[]): readonly Finding[] {
  return gone.map(({ stack, holds }) =>
    finding(
      { stack, address: "" },
      "stack-gone",
      "medium",
      `is deployed, and nothing makes it any more: ${held(holds)}`,
    ),
  );
}

/** How a stack is destroyed that the configuration no longer makes. */
export function destroyCommand({ stack }: GoneStack): string {
  return `npx groundplan destroy ${stack}`;
}

/** What stays: how many resources, and which of them hold data. */
function held(holds: GoneStack["holds"]): string {
  if (holds === undefined) return "its resources stay as they are, and nothing manages them";
  const count = Object.values(holds).reduce((sum, one) => sum + one, 0);
  const withData = Object.entries(holds)
    .filter(([type]) => Object.hasOwn(STATEFUL, type))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, number]) => (number === 1 ? type : `${number} ${type}`));
  const what = count === 1 ? "its 1 resource stays as it is" : `its ${count} resources stay as they are`;
  return `${what}, and nothing manages them${withData.length === 0 ? "" : `; with data: ${withData.join(", ")}`}`;
}
