import { App, Testing } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { collectChecks } from "../../../../constructs/core/validation";
import { type Deployment, FargateService } from "../../../../constructs/ecs";
import type { TargetGroupOptions } from "../../../../constructs/ecs/services/service.types";
import type { Facts } from "../../../../memory";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { testEnvironment } from "../../../support/synth";
import { SMALL_SERVICE, testCluster, testExposure } from "../support";

interface Given {
  readonly id?: string;
  readonly port?: number;
  readonly targetGroup?: TargetGroupOptions;
  readonly by?: "codedeploy" | "blue-green" | "rolling";
  /** What is remembered of the stack. */
  readonly known?: Facts;
}

function make({ id = "api", port = 8080, targetGroup, by = "codedeploy", known = {} }: Given): EnvironmentStack {
  const app = new App({ context: { [REMEMBERED_CONTEXT]: { "sandbox-ecs": known } } });
  const stack = new EnvironmentStack(app, "ecs", testEnvironment());
  const cluster = testCluster(stack);
  const deployment: Deployment = by === "blue-green" ? { by, provider: "6.4 or later" } : { by };
  new FargateService(stack, id, {
    ...SMALL_SERVICE,
    cluster,
    port,
    ...(targetGroup ? { targetGroup } : {}),
    ...(by === "codedeploy" ? { imageOwner: "deployment" as const } : {}),
    expose: testExposure(stack, cluster),
    deployment,
  });
  return stack;
}

const problemsIn = (given: Given): readonly Problem[] => collectChecks(make(given).node.root);

/** What is remembered of a service that is deployed with port 8080. */
const DEPLOYED = factsOf(make({}));
const NAME = String((DEPLOYED.api?.targetGroup as { readonly name?: string } | undefined)?.name);

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const MESSAGE =
  "Other target groups would take the place of those that the service's tasks are registered with. CodeDeploy moves a service to none, so " +
  "it would be made anew, with the image that the code names, and nothing would answer until then.";
const WAY =
  "or give the host to a service of another name that has it from the start, and take this one away in the same deployment";

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "another port of a service that CodeDeploy has deployed",
    given: { port: 9090, known: DEPLOYED },
    problems: [
      {
        code: "CODEDEPLOY_TARGET_GROUPS",
        path: "sandbox-ecs/api › port",
        message: MESSAGE,
        found: "port 8080, and now 9090",
        expected: "port 8080",
        fix: `set port to 8080, ${WAY}`,
      },
    ],
    ways: [
      { says: "set port to 8080", to: { port: 8080, known: DEPLOYED } },
      { says: "give the host to a service of another name", to: { id: "orders", port: 9090, known: DEPLOYED } },
    ],
  },
  {
    mistake: "another version of the protocol",
    given: { targetGroup: { version: "HTTP2" }, known: DEPLOYED },
    problems: [
      {
        code: "CODEDEPLOY_TARGET_GROUPS",
        path: "sandbox-ecs/api › targetGroup",
        message: MESSAGE,
        found: expect.stringMatching(
          `^${NAME}, and now sandbox-.*, by another protocol, version, VPC or targetGroupName$`,
        ),
        expected: "the protocol, version, VPC and targetGroupName that are deployed",
        fix: `take the change back, ${WAY}`,
      },
    ],
    ways: [
      { says: "take the change back", to: { known: DEPLOYED } },
      {
        says: "give the host to a service of another name",
        to: { id: "orders", targetGroup: { version: "HTTP2" }, known: DEPLOYED },
      },
    ],
  },
];

test.each(MISTAKES)("$mistake is told before the apply", ({ given, problems }) => {
  expect(problemsIn(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("where ECS itself deploys, a port may change: the service follows its target group", () => {
  for (const by of ["rolling", "blue-green"] as const) {
    expect(factsOf(make({ by })).api?.targetGroup).toBeUndefined();
    expect(problemsIn({ by, port: 9090, known: DEPLOYED })).toEqual([]);
  }
});

test("where nothing is remembered, the service is made anew with the rule that leads to its target groups", () => {
  const services = (by: Given["by"]) =>
    Object.values<{ lifecycle?: { replace_triggered_by?: string[] } }>(
      JSON.parse(Testing.synth(make({ by }))).resource.aws_ecs_service,
    );
  const [service] = services("codedeploy");
  expect(service?.lifecycle?.replace_triggered_by).toEqual([expect.stringMatching(/^terraform_data\./)]);
  expect(services("rolling")[0]?.lifecycle?.replace_triggered_by).toBeUndefined();
});
