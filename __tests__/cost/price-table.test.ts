import { Decimal, PriceTable } from "../../cost";
import { HOURS, itemText, KINDS, kindOf } from "../../cost/items";
import { PRICES } from "../../cost/prices";

const table = new PriceTable();

describe.each(Object.keys(PRICES))("the prices of %s", (region) => {
  const blocks = PRICES[region] ?? [];

  test("name a document, an address and a day for each", () => {
    for (const { source } of blocks) {
      expect(source.title).toMatch(/^AWS Price List, /);
      expect(source.url).toMatch(/^https:\/\/(pricing\.us-east-1\.amazonaws\.com|github\.com)\/\S+$/);
      expect(source.asOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    }
  });

  test("are each there once, more than nothing, and of a kind that is known", () => {
    const lines = blocks.flatMap(({ prices }) => prices.split("\n").filter((line) => line !== ""));
    const items = lines.map((line) => line.split(" ")[0]);
    expect(items.filter((item, at) => items.indexOf(item) !== at)).toEqual([]);
    expect(lines.filter((line) => !/^[a-z0-9:.-]+ \d+(\.\d+)?$/.test(line))).toEqual([]);
    for (const [item, { dollars }] of table.entries(region)) {
      expect(dollars.compare(Decimal.ZERO)).toBe(1);
      expect(itemText(item, "2")).not.toMatch(/undefined|[{}]|\(\)| {2}|of $/);
    }
  });
});

test("Seoul and Virginia have what the shipped environments are made of", () => {
  const needed = [
    "alb",
    "ebs-gb:gp3",
    "ec2:m7g.large",
    "ec2:t4g.nano",
    "eks-cluster",
    "eks-cluster-extended",
    "fargate-gb",
    "fargate-vcpu",
    "interface-endpoint",
    "kms-key",
    "nat-gateway",
    "nlb",
    "public-ipv4",
    "secret",
    "web-acl",
    "web-acl-rule",
  ] as const;
  for (const region of ["ap-northeast-2", "us-east-1"]) {
    expect(needed.filter((item) => table.price(region, item) === undefined)).toEqual([]);
  }
});

test("what costs the same everywhere is known in every region, and nothing else of regions without prices", () => {
  expect(table.regions).toEqual(["ap-northeast-2", "us-east-1"]);
  expect(table.price("eu-west-1", "hosted-zone")?.dollars.toString()).toBe("0.5");
  expect(table.price("eu-west-1", "nat-gateway")).toBeUndefined();
  expect(table.knows("eu-west-1")).toBe(false);
  expect(table.price("__proto__", "nat-gateway")).toBeUndefined();
});

test("a line that names no kind is refused", () => {
  const source = { title: "AWS Price List, test", url: "https://example.com", asOf: "2026-11-01" };
  const wrong = new PriceTable({ "us-east-1": [{ source, prices: "\nnat-gatewya 0.045\n" }] });
  expect(() => wrong.price("us-east-1", "nat-gateway")).toThrow(new RangeError("no kind has the item nat-gatewya"));
});

test("kinds are words for one and for many, by the hour or by the month", () => {
  expect(HOURS).toBe(730);
  for (const kind of Object.keys(KINDS)) {
    const { one, many, period } = kindOf(kind as keyof typeof KINDS);
    expect([one, many].every((words) => words.length > 0)).toBe(true);
    expect(["hour", "month"]).toContain(period);
  }
  expect(itemText("nat-gateway", "1")).toBe("1 NAT gateway");
  expect(itemText("rds:postgres:db.t4g.micro:multi-az", "2")).toBe("2 db.t4g.micro databases of postgres (multi-az)");
});
