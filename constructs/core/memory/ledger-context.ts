import type { IConstruct } from "constructs";
import type { Ledger } from "../../../memory/ledger/ledger.types";

/** App context key: the ledgers of environments that have one, by the name of the environment. */
export const LEDGER_CONTEXT = "groundplan:ledger";

/** The ledger of an environment; `undefined` where it has none. */
export function ledgerOf(root: IConstruct, environment: string): Ledger | undefined {
  const ledgers: Readonly<Record<string, Ledger>> | undefined = root.node.tryGetContext(LEDGER_CONTEXT);
  return ledgers && Object.hasOwn(ledgers, environment) ? ledgers[environment] : undefined;
}
