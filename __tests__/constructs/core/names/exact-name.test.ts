import { type Problem, Problems } from "../../../../constructs/core/errors";
import { checkExactName, type ExactNameKind } from "../../../../constructs/core/names/exact-name";
import { testAdvice } from "../../../support/followed-advice";

interface Case {
  readonly kind: ExactNameKind;
  readonly name?: string;
}

function problemsIn({ kind, name }: Case): readonly Problem[] {
  const problems = new Problems("shop-ecs/cluster");
  checkExactName(kind, name, problems, "clusterName");
  return problems.list;
}

test.each<Case>([
  { kind: "ecs", name: "Prod_shop-1" },
  { kind: "ecs", name: "a".repeat(255) },
  { kind: "eksCluster", name: "prod_eu-1" },
  { kind: "eksCluster", name: "a".repeat(100) },
  { kind: "logGroup", name: "ecs/shop.web#1" },
  { kind: "loadBalancer", name: "shop--web" },
  { kind: "targetGroup", name: "internal-web" },
  { kind: "targetGroup", name: "a" },
  { kind: "capacityProvider", name: "Prod_1" },
  { kind: "iamPolicy", name: "Read+Orders@shop" },
  { kind: "instanceProfile", name: "a".repeat(128) },
  { kind: "securityGroup", name: "launch-wizard-1 (web)" },
  { kind: "kmsAlias", name: "alias/Shop/orders" },
  { kind: "dbSubnetGroup", name: "shop db.1" },
  { kind: "cacheSubnetGroup", name: "shop-cache" },
  { kind: "autoScalingGroup", name: "awseb-e-abc/AWSEBAutoScalingGroup~1" },
  { kind: "webAcl", name: "shop_acl" },
  { kind: "schedule", name: "shop.nightly_report" },
  { kind: "tag", name: "Öffentlich 1/2" },
])("$kind takes $name, though no name is made like that", (one) => {
  expect(problemsIn(one)).toEqual([]);
});

test.each<Case>([
  { kind: "ecs", name: "shop.prod" },
  { kind: "ecs", name: "a".repeat(256) },
  { kind: "ecs", name: "" },
  { kind: "eksCluster", name: "_prod" },
  { kind: "eksCluster", name: "a".repeat(101) },
  { kind: "logGroup", name: "shop web" },
  { kind: "logGroup", name: "a".repeat(513) },
  { kind: "loadBalancer", name: "internal-web" },
  { kind: "loadBalancer", name: "web-" },
  { kind: "targetGroup", name: "a".repeat(33) },
  { kind: "targetGroup", name: "-web" },
  { kind: "capacityProvider", name: "FargateLike" },
  { kind: "iamPolicy", name: "read orders" },
  { kind: "instanceProfile", name: "a".repeat(129) },
  { kind: "securityGroup", name: "sg-web" },
  { kind: "kmsAlias", name: "orders" },
  { kind: "kmsAlias", name: "alias/aws/s3" },
  { kind: "dbSubnetGroup", name: "Shop" },
  { kind: "dbSubnetGroup", name: "default" },
  { kind: "cacheSubnetGroup", name: "shop_cache" },
  { kind: "autoScalingGroup", name: "shop:web" },
  { kind: "webAcl", name: "shop.acl" },
  { kind: "schedule", name: "a".repeat(65) },
  { kind: "tag", name: "" },
])("$kind refuses $name", (one) => {
  expect(problemsIn(one).map(({ code }) => code)).toEqual(["EXACT_NAME_INVALID"]);
});

const MISTAKES = [
  {
    mistake: "a name that AWS has not",
    problems: problemsIn({ kind: "loadBalancer", name: "web_1" }),
    ways: [
      { says: "write the name as AWS shows it", to: { kind: "loadBalancer", name: "web-1" } as Case },
      { says: "leave clusterName out and one is made", to: { kind: "loadBalancer" } as Case },
    ],
  },
];

test("a wrong name is told with what AWS allows", () => {
  expect(MISTAKES[0]?.problems).toEqual([
    {
      code: "EXACT_NAME_INVALID",
      path: "shop-ecs/cluster › clusterName",
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"web_1" (5 characters)',
      expected: "1 to 32 letters, digits and -, no - at its ends, not beginning with internal-",
      fix: "write the name as AWS shows it, or leave clusterName out and one is made",
    },
  ]);
});

testAdvice(MISTAKES, problemsIn);
