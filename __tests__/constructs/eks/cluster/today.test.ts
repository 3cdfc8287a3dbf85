import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { TODAY_CONTEXT } from "../../../../constructs/core/versions/today";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, testEnvironment } from "../../../support/synth";
import { testCluster } from "./support";

const INVALID: Problem = {
  path: "sandbox-eks/cluster",
  code: "EKS_TODAY_INVALID",
  message: "The context groundplan:today of the app is not a day.",
  found: '"20.11.2026"',
  expected: "YYYY-MM-DD",
  fix: 'for example "2026-11-20", or leave it out',
};

/** What is told about a cluster in an app with this day. */
function problemsAt(today: string | undefined): readonly Problem[] {
  return problemsIfAny(() => {
    const app = Testing.app();
    if (today !== undefined) app.node.setContext(TODAY_CONTEXT, today);
    testCluster(new EnvironmentStack(app, "eks", testEnvironment()));
    return { problems: [] };
  });
}

test("a cluster is refused for a day that is none", () => {
  expect(problemsAt("20.11.2026")).toEqual([INVALID]);
});

testAdvice(
  [
    {
      mistake: "a day that is none",
      problems: [INVALID],
      ways: [
        { says: 'for example "2026-11-20"', to: "2026-11-20" },
        { says: "or leave it out", to: undefined },
      ],
    },
  ],
  problemsAt,
);
