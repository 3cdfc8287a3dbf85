import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { collectChecks } from "../../../constructs/core/validation";
import { HostedZone, type IHostedZone } from "../../../constructs/dns";
import type { Way } from "../../support/followed-advice";
import { testEnvironment } from "../../support/synth";

/** A zone that exists. */
export function existingZone(
  stack: EnvironmentStack,
  zoneName = "example.com",
  visibility: "public" | "private" = "public",
): IHostedZone {
  const id = `${zoneName}-${visibility}`;
  const zoneId = visibility === "public" ? "Z0123456789PUBLIC" : "Z0123456789PRIVATE";
  return HostedZone.fromExisting(stack, id, { zoneId, zoneName, visibility });
}

/** What a program in a stack `sandbox-test` is told: thrown at once, or else found by the checks at synth. */
export function problemsIn(build: Build): readonly Problem[] {
  const app = Testing.app();
  try {
    build(new EnvironmentStack(app, "test", testEnvironment()));
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return collectChecks(app);
}

/** A load balancer that exists. */
export const BALANCER = { dnsName: "app-1.ap-northeast-2.elb.amazonaws.com", hostedZoneId: "ZWKZPGTI48KDX" };

/** A program in a stack `sandbox-test`. */
export type Build = (stack: EnvironmentStack) => unknown;

/** A row of a table of mistakes with a single problem, and the ways out. */
export function bad(
  mistake: string,
  build: Build,
  ...texts: [string, string, string, string, string, string, ways?: readonly Way<Build>[]]
) {
  const [code, at, message, found, expected, fix, ways] = texts;
  const problems: readonly Problem[] = [{ code, path: `sandbox-test/${at}`, message, found, expected, fix }];
  return { mistake, build, problems, ways };
}
