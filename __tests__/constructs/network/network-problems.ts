import type { Problem } from "../../../constructs/core/errors";
import { planNetwork } from "../../../constructs/network/network-plan";
import type { NetworkProps } from "../../../constructs/network/network-props";
import type { Told, Way } from "../../support/followed-advice";
import { problemsOf, problemsIfAny as problemsThrown } from "../../support/synth";
import { networkProps } from "./network-fixtures";

/** Properties that are refused, with everything that is said about them. */
export interface BadNetwork extends Told<Partial<NetworkProps>> {
  readonly given: Partial<NetworkProps>;
  readonly problems: readonly Problem[];
}

/** A row of a table of mistakes with a single problem: code, property, message, found, expected, fix; and the ways out. */
export function bad(
  mistake: string,
  given: Partial<NetworkProps>,
  ...[code, property, message, found, expected, fix, ways]: readonly [
    ...Parameters<typeof problem>,
    ways?: readonly Way<Partial<NetworkProps>>[],
  ]
): BadNetwork {
  return { mistake, given, problems: [problem(code, property, message, found, expected, fix)], ways };
}

/** A problem of a network. */
export function problem(
  ...[code, property, message, found, expected, fix]: readonly [string, string, string, string, string, string]
): Problem {
  return { code, path: `network › ${property}`, message, found, expected, fix };
}

/** Everything that is said about a network in Seoul. */
export function problemsOfNetwork(given: Partial<NetworkProps>): readonly Problem[] {
  return problemsOf(() => planNetwork(networkProps(given), { region: "ap-northeast-2" }, "network"));
}

/** A network that differs from the usual one only in what is given is accepted; for the other side of a limit. */
export function isAccepted(given: Partial<NetworkProps>): boolean {
  planNetwork(networkProps(given), { region: "ap-northeast-2" }, "network");
  return true;
}

/** Everything that is said about a network that may be right. */
export function problemsIfAny(given: Partial<NetworkProps>): readonly Problem[] {
  return problemsThrown(() => {
    planNetwork(networkProps(given), { region: "ap-northeast-2" }, "network");
    return { problems: [] };
  });
}
