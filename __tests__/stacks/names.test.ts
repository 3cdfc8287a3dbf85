import { type App, TerraformResource } from "cdktf";
import { loadEnvironments } from "../../config/load";
import { EnvironmentStack } from "../../constructs/core/environment-stack";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { NAMED_RESOURCES } from "../../constructs/core/physical-names";
import { nameSource } from "../../constructs/core/physical-names/name-source";
import { collectChecks } from "../../constructs/core/validation";
import { FlowLog } from "../../constructs/network/flow-log";
import { createApplication } from "../../stacks/application";
import { DEV, load, removeConfigFolders } from "../config/config-folder";
import { buildShop } from "../config/shop";

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

describe("two environments of one account whose names begin alike", () => {
  const of = (project: string, account = "111111111111") =>
    DEV.replace("project: groundplan", `project: ${project}`).replace("111111111111", account) + FLOW_LOG;

  test("are told once, at the file", () => {
    expect(problemsIn(() => buildShop({ "eu-prod": of("shop"), prod: of("shop-eu") }))).toEqual([
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
    ]);
  });

  test("are not told once one has another project, or another account", () => {
    expect(problemsIn(() => buildShop({ "eu-prod": of("shop"), prod: of("europe") }))).toEqual([]);
    expect(problemsIn(() => buildShop({ "eu-prod": of("shop"), prod: of("shop-eu", "222222222222") }))).toEqual([]);
  });
});

describe("a stack of one's own", () => {
  const environments = () => load({ dev: DEV + FLOW_LOG });
  const own = (app: App, id: string) => {
    const [{ environment } = { environment: undefined }] = environments();
    if (!environment) throw new Error("no environment");
    return new FlowLog(new EnvironmentStack(app, "audit", environment), id, "vpc-1", { to: "cloudwatch" });
  };

  test("is told that a name is the environment's, and another id mends it", () => {
    const app = createApplication(environments(), OPTIONS);
    own(app, "flow-log");
    expect(collectChecks(app)).toEqual([
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
    ]);
    const mended = createApplication(environments(), OPTIONS);
    own(mended, "audit");
    expect(collectChecks(mended)).toEqual([]);
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
