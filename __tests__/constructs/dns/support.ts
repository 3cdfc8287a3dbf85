import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environment-stack";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { collectChecks } from "../../../constructs/core/validation";
import { HostedZone, type IHostedZone } from "../../../constructs/dns";
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
export function problemsIn(build: (stack: EnvironmentStack) => unknown): readonly Problem[] {
  const app = Testing.app();
  try {
    build(new EnvironmentStack(app, "test", testEnvironment()));
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return collectChecks(app);
}
