import type { Problems } from "../../core/errors";
import type { RestartPolicy } from "./container.types";

/** Amazon ECS API Reference, `ContainerRestartPolicy` (as of 2026-11), as the seconds below. */
const MAX_EXIT_CODES = 50;

/** Adds what is wrong with the way in which a container is started again: `RESTART_EXIT_CODES`, `NUMBER_OUT_OF_RANGE`. */
export function checkRestart(policy: RestartPolicy, at: string, problems: Problems): void {
  const { ignoredExitCodes = [] } = policy;
  if (ignoredExitCodes.length <= MAX_EXIT_CODES) return;
  problems.add(`${at}.ignoredExitCodes`, {
    code: "RESTART_EXIT_CODES",
    message: "ECS ignores no more than 50 exit codes of a container.",
    found: `${ignoredExitCodes.length} exit codes`,
    expected: `at most ${MAX_EXIT_CODES}`,
    fix: "name those that the container ends with when it is done, such as 0",
  });
}
