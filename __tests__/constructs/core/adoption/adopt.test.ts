import { adopt } from "../../../../constructs/core";
import { type AdoptedId, adoptionOf } from "../../../../constructs/core/adoption";
import { addressOf, resourcesIn } from "../../../../constructs/core/adoption/known-attributes";
import { formatProblem, GroundplanError } from "../../../../constructs/core/errors";
import { Database } from "../../../../constructs/databases";
import { Role } from "../../../../constructs/iam";
import { Network } from "../../../../constructs/network";
import { Parameter, Secret } from "../../../../constructs/secrets";
import { Bucket } from "../../../../constructs/storage";
import { adoptionLines } from "../../../../stacks/application/output/adoption-report";
import { resourcesOf, synthStack } from "../../../support/synth";
import { databaseNetwork, SMALL } from "../../databases/support";

const VPC = "vpc-0123456789abcdef0";
const SUBNET = "subnet-0123456789abcdef0";
const TABLE = "rtb-0123456789abcdef0";

/** A stack with a network, a bucket and a role, into which something is taken over. */
function adopting(ids: Readonly<Record<string, AdoptedId>>) {
  return synthStack(
    (stack) => {
      new Network(stack, "network", {
        cidr: "10.10.0.0/16",
        zones: ["a", "c"],
        tiers: [
          { name: "public", kind: "public", prefixLength: 24 },
          { name: "app", kind: "private", prefixLength: 20 },
        ],
        nat: { mode: "single" },
      });
      new Bucket(stack, "uploads", { bucketName: "acme-uploads" });
      new Role(stack, "reader", {
        description: "Reads",
        trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
        roleName: "reader",
        managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      });
      adopt(stack, ids);
    },
    { name: "shop" },
  );
}

/** The imports by the construct path of the resource. */
function importsOf({ stack, json }: ReturnType<typeof adopting>): Readonly<Record<string, string>> {
  const paths = new Map(
    resourcesIn(stack).map((resource) => [addressOf(resource), resource.node.path.slice(stack.node.path.length + 1)]),
  );
  const { import: blocks = [] } = JSON.parse(json) as { import?: readonly (readonly [{ to: string; id: string }])[] };
  return Object.fromEntries(blocks.map(([{ to, id }]) => [paths.get(to), id]));
}

test("a parameter is written over, since the provider never changes the value of one that it has imported", () => {
  const made = synthStack(
    (stack) => {
      new Parameter(stack, "level", { value: "info", parameterName: "/shop/level" });
      new Parameter(stack, "token", { generate: {}, parameterName: "/shop/token" });
      adopt(stack, { "level/parameter": true, "token/parameter": "/shop/token" });
    },
    { name: "shop" },
  );
  expect(importsOf(made)).toEqual({});
  expect(resourcesOf(made, "aws_ssm_parameter").map(({ name, overwrite }) => [name, overwrite])).toEqual([
    ["/shop/level", true],
    ["/shop/token", true],
  ]);
  const told = "it is not imported: the plan shows it as made, and the apply writes over what is there";
  expect(adoptionOf(made.stack)).toMatchObject({
    imported: 2,
    caveats: [`shop/level/parameter: ${told}`, `shop/token/parameter: ${told}`],
  });
});

test("a database whose password AWS makes is imported as it is, and another one gets the password that is configured", () => {
  const caveatsOf = (withPassword: boolean) => {
    const { stack } = synthStack(
      (one) => {
        const secret = new Secret(one, "login", { generate: false });
        const props = { ...SMALL, network: databaseNetwork(one), instanceName: "shop-orders" };
        new Database(one, "orders", { ...props, ...(withPassword ? { password: { secret } } : {}) });
        adopt(one, { "orders/instance": true });
      },
      { name: "shop" },
    );
    return adoptionOf(stack)?.caveats;
  };
  expect(caveatsOf(false)).toEqual([]);
  expect(caveatsOf(true)).toEqual([
    "shop/orders/instance: the password is not read: the first apply writes the one that is configured",
  ]);
});

test("an import block stands for each resource, with ids that follow from the others", () => {
  const made = adopting({
    "network/vpc": VPC,
    "network/app-a": SUBNET,
    "network/routing-app/table": TABLE,
    "network/routing-app/subnet-a": true,
    "network/routing-app/internet": true,
    "network/default/route-table": true,
  });
  expect(importsOf(made)).toEqual({
    "network/vpc": VPC,
    "network/app-a": SUBNET,
    "network/routing-app/table": TABLE,
    "network/routing-app/subnet-a": `${SUBNET}/${TABLE}`,
    "network/routing-app/internet": `${TABLE}_0.0.0.0/0`,
    "network/default/route-table": VPC,
  });
});

test("what AWS shows of an association stands for the id that Terraform has", () => {
  const made = adopting({
    "network/app-a": SUBNET,
    "network/routing-app/table": TABLE,
    "network/routing-app/subnet-a": "rtbassoc-0123456789abcdef0",
  });
  expect(importsOf(made)["network/routing-app/subnet-a"]).toBe(`${SUBNET}/${TABLE}`);
});

test("what has a name in the configuration needs no id", () => {
  const made = adopting({ "uploads/bucket": true, "uploads/policy": true, "uploads/versioning": true });
  expect(importsOf(made)).toEqual({
    "uploads/bucket": "acme-uploads",
    "uploads/policy": "acme-uploads",
    "uploads/versioning": "acme-uploads",
  });
});

test("a synth says what is made new beside what is taken over", () => {
  const { stack } = adopting({ "uploads/bucket": true, "uploads/policy": true });
  const adoption = adoptionOf(stack);
  expect(adoption && adoptionLines("sandbox-shop", { ...adoption, file: "config/adopted/sandbox.yaml" })).toEqual([
    "adopt: sandbox-shop: 2 of 7 resources are taken over, the others are made new, in shop/uploads (5); once it is applied, its lines of config/adopted/sandbox.yaml can be deleted",
  ]);
});

test("nothing is taken over, and nothing said, where nothing is named", () => {
  const made = adopting({});
  expect(importsOf(made)).toEqual({});
  expect(adoptionOf(made.stack)).toBeUndefined();
});

test("a program is told the stack and the path", () => {
  const told = () => adopting({ "network/vpcs": VPC });
  expect(told).toThrow(GroundplanError);
  try {
    told();
  } catch (error) {
    expect((error as GroundplanError).problems.map(formatProblem)).toEqual([
      `Something is to be taken over into a resource that the environment does not make. [ADOPT_PATH_UNKNOWN]
   at:       sandbox-shop › shop/network/vpcs
   found:    shop/network/vpcs
   expected: the path of a resource: stack, constructs and resource, such as network/network/vpc
   fix:      write shop/network/vpc; or take the line out, if the resource is not to be made any more`,
    ]);
  }
});
