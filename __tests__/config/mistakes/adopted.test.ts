import { formatProblem, type Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";
import { DEV, problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop } from "../support/shop";

afterAll(removeConfigFolders);

/** An environment with a network, and what of it AWS has. */
function adopting(adopted: string, name = "adopted/dev.yaml"): Readonly<Record<string, string>> {
  return { dev: `${DEV}  nat: { mode: single }\n  vpnGateway: {}\n`, [name]: adopted };
}

const tell = (files: Readonly<Record<string, string>>): readonly Problem[] => problemsIn(() => buildShop(files));

const VPC = "network/network/vpc: vpc-0123456789abcdef0\n";
const SUBNET = "network/network/app-a: subnet-0123456789abcdef0\n";
const TABLE = "network/network/routing-app/table: rtb-0123456789abcdef0\n";
const ASSOCIATION = "network/network/routing-app/subnet-a";

/** What is written, what is told, and ways out of it. */
const cases = [
  {
    mistake: "a path without the stack",
    adopted: "network/vpc: vpc-0123456789abcdef0\n",
    text: `Something is to be taken over into a resource that the environment does not make. [ADOPT_PATH_UNKNOWN]
   at:       config/adopted/dev.yaml:1:1 › network/vpc
   found:    network/vpc
   expected: the path of a resource: stack, constructs and resource, such as network/network/vpc
   fix:      write network/network/vpc; or take the line out, if the resource is not to be made any more`,
    ways: [
      { says: "write network/network/vpc", to: VPC },
      { says: "take the line out", to: "# nothing\n" },
    ],
  },
  {
    mistake: "a zone that the tier does not lie in",
    adopted: "network:\n  network:\n    app-b: subnet-0123456789abcdef0\n",
    text: `Something is to be taken over into a resource that the environment does not make. [ADOPT_PATH_UNKNOWN]
   at:       config/adopted/dev.yaml:3:5 › network/network/app-b
   found:    network/network/app-b
   expected: the path of a resource: stack, constructs and resource, such as network/network/vpc
   fix:      write network/network/app-a; or take the line out, if the resource is not to be made any more`,
    ways: [{ says: "write network/network/app-a", to: SUBNET }],
  },
  {
    mistake: "a construct, which is many resources",
    adopted: "network/network/nat: nat-0123456789abcdef0\n",
    text: `A construct is to be taken over, and AWS has resources only. [ADOPT_PATH_UNKNOWN]
   at:       config/adopted/dev.yaml:1:1 › network/network/nat
   found:    network/network/nat, which has 2 resources
   expected: one of network/network/nat/gateway-eip-a, network/network/nat/a
   fix:      write a line for each of its resources that AWS has`,
    ways: [{ says: "a line for each", to: "network/network/nat/a: nat-0123456789abcdef0\n" }],
  },
  {
    mistake: "the id of something else",
    adopted: "network/network/vpc: subnet-0123456789abcdef0\n",
    text: `The id is none of such a resource. [ADOPT_ID_FORM]
   at:       config/adopted/dev.yaml:1:1 › network/network/vpc
   found:    "subnet-0123456789abcdef0", the id of an aws_subnet, for an aws_vpc
   expected: an id such as vpc-0123456789abcdef0
   fix:      write the id of the aws_vpc; this one belongs to the line of an aws_subnet`,
    ways: [{ says: "write the id of the aws_vpc", to: VPC }],
  },
  {
    mistake: "a part of an id",
    adopted: `${ASSOCIATION}: subnet-0123456789abcdef0\n`,
    text: `The id is none of such a resource. [ADOPT_ID_FORM]
   at:       config/adopted/dev.yaml:1:1 › network/network/routing-app/subnet-a
   found:    "subnet-0123456789abcdef0", the id of an aws_subnet, for an aws_route_table_association
   expected: an id such as subnet-0123456789abcdef0/rtb-0123456789abcdef0
   fix:      write the id of the aws_route_table_association; this one belongs to the line of an aws_subnet`,
    ways: [{ says: "write the id", to: `${ASSOCIATION}: subnet-0123456789abcdef0/rtb-0123456789abcdef0\n` }],
  },
  {
    mistake: "an id whose parts are not there",
    adopted: `${SUBNET}${ASSOCIATION}: true\n`,
    text: `The id of the resource does not follow from the configuration and the other lines. [ADOPT_ID_UNKNOWN]
   at:       config/adopted/dev.yaml:2:1 › network/network/routing-app/subnet-a
   found:    true for an aws_route_table_association, whose route_table_id is not known
   expected: subnet_id or gateway_id/route_table_id, such as subnet-0123456789abcdef0/rtb-0123456789abcdef0
   fix:      write the id itself, for example "subnet-0123456789abcdef0/rtb-0123456789abcdef0"; or add the lines of the resources that it is made of`,
    ways: [
      { says: "write the id itself", to: `${ASSOCIATION}: subnet-0123456789abcdef0/rtb-0123456789abcdef0\n` },
      { says: "add the lines", to: `${SUBNET}${TABLE}${ASSOCIATION}: true\n` },
    ],
  },
  {
    mistake: "one thing for two resources",
    adopted: `${SUBNET}network/network/app-c: subnet-0123456789abcdef0\n`,
    text: `One thing is to be taken over into two resources. [ADOPT_ID_TWICE]
   at:       config/adopted/dev.yaml:2:1 › network/network/app-c
   found:    subnet-0123456789abcdef0 for network/network/app-a and for network/network/app-c
   expected: a line of its own for each thing
   fix:      leave the line that is right, and correct the other one or take it out`,
    ways: [
      { says: "correct the other one", to: `${SUBNET}network/network/app-c: subnet-0123456789abcdef1\n` },
      { says: "take it out", to: SUBNET },
    ],
  },
  {
    mistake: "one resource twice, nested and not",
    adopted: `network:\n  network:\n    vpc: vpc-0123456789abcdef0\n${VPC}`,
    text: `Two lines are about one resource. [ADOPT_PATH_TWICE]
   at:       config/adopted/dev.yaml:4:1 › network/network/vpc
   found:    network/network/vpc twice
   expected: one line for each resource
   fix:      take one of the two lines out`,
    ways: [{ says: "take one of the two lines out", to: VPC }],
  },
  {
    mistake: "what Terraform cannot import",
    adopted: "network/network/routing-app/vpn: true\n",
    text: `Terraform cannot take such a resource over. [ADOPT_TYPE]
   at:       config/adopted/dev.yaml:1:1 › network/network/routing-app/vpn
   found:    an aws_vpn_gateway_route_propagation: the provider cannot take it over: making it switches on what is on already, which changes nothing
   expected: no line for it
   fix:      take the line out; the next apply makes the resource`,
    ways: [{ says: "take the line out", to: "{}\n" }],
  },
  {
    mistake: "no id",
    adopted: "network/network/vpc:\n",
    text: `A resource that is taken over needs its id. [ADOPT_ID_MISSING]
   at:       config/adopted/dev.yaml:1:1 › network/network/vpc
   found:    nothing
   expected: the id that AWS shows, or true where it follows from the other lines
   fix:      write the id; or take the line out, and the resource is made new`,
    ways: [
      { says: "write the id", to: VPC },
      { says: "take the line out", to: "{}\n" },
    ],
  },
];

test.each(cases)("$mistake is told with a way out", ({ adopted, text }) => {
  expect(tell(adopting(adopted)).map(formatProblem)).toEqual([text]);
});

testAdvice(
  cases.map(({ mistake, adopted, ways }) => ({ mistake, problems: tell(adopting(adopted)), ways })),
  (adopted: string) => tell(adopting(adopted)),
);

const strayed = { mistake: "a file of no environment", problems: tell(adopting(VPC, "adopted/prod.yaml")) };
const strayedWays = [
  { says: "name the file after the environment", to: adopting(VPC) },
  { says: "delete it", to: { dev: DEV } },
];

test("a file for an environment that there is not is told", () => {
  expect(strayed.problems.map(formatProblem)).toEqual([
    `The file is to take things over into an environment that there is not. [ADOPT_ENVIRONMENT_UNKNOWN]
   at:       config/adopted/prod.yaml:1:1
   found:    "prod"
   expected: a file that is named after an environment: dev.yaml
   fix:      name the file after the environment, with the ending .yaml; or delete it`,
  ]);
});

testAdvice([{ ...strayed, ways: strayedWays }], tell);

test("all that is wrong is told at once, in the order of the lines", () => {
  const wrong = "network/network/vpc: rtb-0123456789abcdef0\nnetwork/network/gone: x\nnetwork/network/app-a: vpc-1\n";
  expect(
    tell(adopting(wrong))
      .map(({ code }) => code)
      .sort(),
  ).toEqual(["ADOPT_ID_FORM", "ADOPT_ID_FORM", "ADOPT_PATH_UNKNOWN"]);
});
