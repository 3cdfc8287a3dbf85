import { TerraformResource } from "cdktf";
import { loadEnvironments } from "../../config/load";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { NAMED_RESOURCES } from "../../constructs/core/names/physical-names";
import { nameSource } from "../../constructs/core/names/physical-names/name-source";
import { collectChecks } from "../../constructs/core/validation";
import { FlowLog } from "../../constructs/network/flow-logs/flow-log";
import { createApplication } from "../../stacks/application/application";
import { DEV, load, removeConfigFolders } from "../config/support/config-folder";
import { buildShop } from "../config/support/shop";
import { testAdvice } from "../support/followed-advice";

afterAll(removeConfigFolders);

const OPTIONS = { outdir: "cdktf.out" };
const FLOW_LOG = "  flowLog: { to: cloudwatch }\n";

function problemsIn(step: () => unknown): readonly Problem[] {
  try {
    step();
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

/** An environment of a project, by its name. */
const of = (project: string, account = "111111111111") =>
  DEV.replace("project: groundplan", `project: ${project}`).replace("111111111111", account) + FLOW_LOG;

const ALIKE = {
  mistake: "two environments whose names begin alike",
  problems: [
    {
      code: "ENVIRONMENT_NAMES_TAKEN",
      path: "config/prod.yaml:1:10 › project",
      message: "The names of two environments of one account begin alike, so their things would have the same names.",
      found:
        'project "shop-eu", environment "prod", and project "shop", environment "eu-prod": ' +
        'S3 bucket "shop-eu-prod-state-111111111111-ap-northeast-2" of prod-state/storage/bucket/bucket, and of ' +
        'eu-prod-state/storage/bucket/bucket; IAM role "shop-eu-prod-flow-log" of ' +
        "prod-network/network/flow-log/role/Default, and of eu-prod-network/network/flow-log/role/Default",
      expected: "project and name of an environment that are no other's when they are joined",
      fix: "give prod another project; or eu-prod, if that is not deployed yet: what gets another name is made anew",
    },
  ],
  ways: [
    { says: "give prod another project", to: { "eu-prod": of("shop"), prod: of("europe") } },
    { says: "or eu-prod, if that is not deployed yet", to: { "eu-prod": of("store"), prod: of("shop-eu") } },
  ],
};

testAdvice([ALIKE], (files) => problemsIn(() => buildShop(files)));

describe("two environments of one account whose names begin alike", () => {
  test("are told once, at the file", () => {
    expect(problemsIn(() => buildShop({ "eu-prod": of("shop"), prod: of("shop-eu") }))).toEqual(ALIKE.problems);
  });

  test("are not told for another account", () => {
    expect(problemsIn(() => buildShop({ "eu-prod": of("shop"), prod: of("shop-eu", "222222222222") }))).toEqual([]);
  });
});

const environments = () => load({ dev: DEV + FLOW_LOG });

/** What is told when a stack of one's own has a flow log of this id. */
function auditedBy(id: string): readonly Problem[] {
  const [spec] = environments();
  if (!spec) throw new Error("no environment");
  const app = createApplication([spec], OPTIONS);
  new FlowLog(new EnvironmentStack(app, "audit", spec.environment), id, "vpc-1", { to: "cloudwatch" });
  return collectChecks(app);
}

const TAKEN_ID = {
  mistake: "an id that the environment has too",
  problems: [
    {
      code: "NAME_TAKEN",
      path: "dev-audit/flow-log",
      message: "AWS would have two things of one kind under the same name.",
      found:
        'log group "/groundplan/dev/network/flow-log" of dev-audit/flow-log/log-group, and of ' +
        'dev-network/network/flow-log/log-group; IAM role "groundplan-dev-flow-log" of ' +
        "dev-audit/flow-log/role/Default, and of dev-network/network/flow-log/role/Default",
      expected: "one log group of a name in an account and region; one IAM role of a name in an account",
      fix: "give dev-audit/flow-log an id of its own",
    },
  ],
  ways: [{ says: "give dev-audit/flow-log an id of its own", to: "audit" }],
};

testAdvice([TAKEN_ID], auditedBy);

describe("a stack of one's own", () => {
  test("is told that a name is the environment's", () => {
    expect(auditedBy("flow-log")).toEqual(TAKEN_ID.problems);
  });

  test("is told too when it adds to a stack of the environment's that stands further ahead", () => {
    const app = createApplication(environments(), OPTIONS);
    new FlowLog(app.node.findChild("dev-state"), "flow-log", "vpc-1", { to: "cloudwatch" });
    expect(collectChecks(app).map(({ path }) => path)).toEqual(["dev-state/flow-log"]);
  });
});

test("whatever has a name in the shipped environments says by which property it can have another", () => {
  const app = createApplication(loadEnvironments("config", { variables: {} }), OPTIONS);
  const unsaid = app.node
    .findAll()
    .filter((construct) => TerraformResource.isTerraformResource(construct))
    .filter((resource) => isNamed(resource) && nameSource(resource).construct === resource)
    .map(({ node }) => node.path.replace(/^\w+-/, ""));
  expect([...new Set(unsaid)].sort()).toEqual([]);
});

/** Whether a resource has a name that others could have too, and not one that is for its own parent. */
function isNamed(resource: TerraformResource): boolean {
  const kind = NAMED_RESOURCES[resource.terraformResourceType];
  return kind !== undefined && kind.of === undefined;
}
