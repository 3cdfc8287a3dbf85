import type { IConstruct } from "constructs";
import { QUOTAS, type RaisedQuotas } from "../aws/quotas";
import { EnvironmentStack } from "./environment-stack";

/** What the account of a construct has of a quota: what was raised, else what everybody has. */
export function quotaOf(construct: IConstruct, name: keyof RaisedQuotas): number {
  return EnvironmentStack.of(construct).environment.quotas?.[name] ?? QUOTAS[name].value;
}
