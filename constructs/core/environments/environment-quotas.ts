import type { IConstruct } from "constructs";
import { quotaIn, type RaisedQuotas } from "../../aws/quotas";
import { EnvironmentStack } from "./environment-stack";

/** What the account of a construct has of a quota: what was raised, else what everybody has. */
export function quotaOf(construct: IConstruct, name: keyof RaisedQuotas): number {
  return quotaIn(EnvironmentStack.of(construct).environment.quotas, name);
}
