import fc from "fast-check";
import { dollars, monthlyCosts, PriceTable, totalCosts } from "../../cost";
import { resources } from "./resources";

const table = new PriceTable();

/**
 * The network of an environment in Seoul, by AWS's price list of 2026-09: NAT gateways 0.059 an hour, addresses 0.005, endpoints 0.013 in
 * each zone, a key 1 a month. 2 × 43.07 + 2 × 3.65 + 6 × 9.49 + 1 = 151.38.
 */
const NETWORK = {
  "aws_eip.a": { domain: "vpc" },
  "aws_eip.c": { domain: "vpc" },
  "aws_kms_key.logs": {},
  "aws_nat_gateway.a": {},
  "aws_nat_gateway.c": {},
  "aws_vpc.main": {},
  "aws_vpc_endpoint.logs": { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] },
  "aws_vpc_endpoint.ssm": { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] },
};

test("a network costs what its parts cost, with what was assumed, left out, and where the prices are from", () => {
  const costs = monthlyCosts(resources(NETWORK, "ap-northeast-2"), table);
  expect(dollars(costs.total)).toBe("$151.38");
  expect(costs.lines.map(({ resource, monthly }) => [resource.address, monthly?.toFixed(2)])).toEqual([
    ["aws_eip.a", "3.65"],
    ["aws_eip.c", "3.65"],
    ["aws_kms_key.logs", "1.00"],
    ["aws_nat_gateway.a", "43.07"],
    ["aws_nat_gateway.c", "43.07"],
    ["aws_vpc_endpoint.logs", "28.47"],
    ["aws_vpc_endpoint.ssm", "28.47"],
  ]);
  expect(costs.unpriced).toEqual([]);
  expect(costs.assumptions).toEqual([]);
  expect(costs.leftOut).toEqual([
    "requests to keys, secrets, zones and web ACLs",
    "traffic through gateways, endpoints and attachments",
  ]);
  expect(costs.sources.map(({ title, asOf }) => `${title}, ${asOf}`)).toEqual([
    "AWS Price List, ap-northeast-2, as public documents quote it, 2026-09-17",
  ]);
});

test("what is billed by use alone is named once, though nothing is known of what it comes to", () => {
  const given = {
    "aws_lambda_function.a": {},
    "aws_lambda_function.b": {},
    "aws_sqs_queue.jobs": {},
    "aws_vpc.main": {},
  };
  const { lines, leftOut, total, unpriced } = monthlyCosts(resources(given), table);
  expect([lines, unpriced, dollars(total)]).toEqual([[], [], "$0.00"]);
  expect(leftOut).toEqual(["calls of functions", "requests to queues"]);
});

test("a region without prices, and one that is not known, are said and not taken for nothing", () => {
  const given = { "aws_nat_gateway.a": {}, "aws_route53_zone.a": {} };
  const elsewhere = monthlyCosts(resources(given, "eu-west-1"), table);
  expect(elsewhere.unpriced.map(({ resource, why }) => [resource.address, why])).toEqual([
    ["aws_nat_gateway.a", "no price known in eu-west-1"],
  ]);
  expect(dollars(elsewhere.total)).toBe("$0.50");
  const nowhere = resources(given).map(({ region: _, ...resource }) => resource);
  expect(monthlyCosts(nowhere, table).unpriced.map(({ why }) => why)).toEqual(["its region is not known"]);
});

test("what is assumed is said once, however many resources it is about", () => {
  const { assumptions } = monthlyCosts(
    resources({ "aws_eks_cluster.a": { version: "1.35" }, "aws_eks_cluster.b": { version: "1.35" } }),
    table,
  );
  expect(assumptions).toEqual(["Kubernetes 1.35 is in standard support, until 2027-03-27"]);
});

test("what is taken for a price that is not known is assumed, and nothing is where the price is known", () => {
  const standby = { multi_az: true, allocated_storage: 20, instance_class: "db.t3.large" };
  const assumed = (engine: string) =>
    monthlyCosts(resources({ "aws_db_instance.a": { ...standby, engine } }), new PriceTable()).assumptions;
  expect(assumed("mariadb")).toEqual([
    "a database with a standby costs twice as much as one without, where its price is not known",
  ]);
  expect(assumed("mysql")).toEqual([]);
});

test("costs of several stacks add up", () => {
  const [a, b] = [monthlyCosts(resources(NETWORK), table), monthlyCosts(resources(NETWORK, "ap-northeast-2"), table)];
  const all = totalCosts([a, b]);
  expect(all.total.compare(a.total.plus(b.total))).toBe(0);
  expect(all.lines).toHaveLength(a.lines.length + b.lines.length);
});

test("the order of resources does not matter", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(Object.entries(NETWORK), { minLength: 8 }), (entries) => {
      const shuffled = monthlyCosts(resources(Object.fromEntries(entries)), table);
      const sorted = monthlyCosts(resources(NETWORK), table);
      expect(shuffled.lines.map(({ resource, item }) => [resource.address, item])).toEqual(
        sorted.lines.map(({ resource, item }) => [resource.address, item]),
      );
      expect(dollars(shuffled.total)).toBe(dollars(sorted.total));
    }),
  );
});
