import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";

/** Who is told by the alarms that a construct makes by itself. */
export interface AlarmOptions {
  /**
   * ARNs that are told when an alarm goes off, and when all is well again: topics, mostly.
   *
   * @default - those of the environment's `alarms`
   */
  readonly actions?: readonly string[];
}

/**
 * What a construct takes that makes alarms by itself: who is told, or `false` for no alarms. Without it there are alarms where the
 * environment says by `alarms` who is told.
 */
export type Alarms = AlarmOptions | false;

/** Who is told by an alarm: those it names, else those of the environment; nobody where there are none. */
export function alarmActions(scope: IConstruct, asked?: readonly string[]): readonly string[] {
  return asked ?? EnvironmentStack.of(scope).environment.alarms?.actions ?? [];
}

/** Whether a construct makes its alarms, and who is told by them. */
export function askedAlarms(scope: IConstruct, alarms: Alarms | undefined): AlarmOptions | undefined {
  if (alarms === false) return undefined;
  const told = alarms ?? EnvironmentStack.of(scope).environment.alarms;
  return told === undefined ? undefined : { actions: alarmActions(scope, told.actions) };
}
