import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Decimal, type Item, PriceTable } from "../../cost";
import { HOURS } from "../../cost/items";

const table = new PriceTable();
const ROOT = join(__dirname, "..", "..");

function hourly(item: Item, region: string): Decimal {
  const price = table.price(region, item);
  if (price === undefined) throw new Error(`no price of ${item} in ${region}`);
  return price.dollars;
}

/** Dollars a month of so many, to the next ten. */
function tens(item: Item, count: number): string {
  const monthly = hourly(item, "us-east-1").times(Decimal.of(HOURS)).times(Decimal.of(count));
  return `${Decimal.of(monthly.times(Decimal.of("0.1")).toFixed(0)).times(Decimal.of(10))}`;
}

const cents = (item: Item, region = "us-east-1") => hourly(item, region).toFixed(2);

/** Sentences with prices, by file, as they follow from the table. */
const PROSE: readonly (readonly [file: string, sentence: string])[] = [
  ["docs/guide/network.md", `billed by the hour in each zone, ${cents("interface-endpoint")} US dollars in us-east-1`],
  ["docs/guide/network.md", `the ${hourly("nat-gateway", "us-east-1")} of a NAT gateway`],
  ["docs/guide/network.md", `15 network interfaces: about ${tens("interface-endpoint", 15)} dollars a month`],
  ["config/long-lived.yaml", `15 interfaces, about ${tens("interface-endpoint", 15)} US dollars a month in us-east-1`],
  ["config/long-lived.yaml", `instead of ${hourly("nat-gateway", "us-east-1")} by NAT`],
  ["constructs/network/endpoints/endpoint-props.ts", `${cents("interface-endpoint")} US dollars an hour in us-east-1`],
  [
    "constructs/network/endpoints/endpoint-props.ts",
    `six of them in three zones come to about ${tens("interface-endpoint", 18)} a month`,
  ],
  ["docs/guide/eks/upgrade.md", `| standard support | ${cents("eks-cluster")} US dollars an hour`],
  ["docs/guide/eks/upgrade.md", `\`support: "extended"\` | ${cents("eks-cluster-extended")} US dollars an hour |`],
  [
    "constructs/eks/cluster/kubernetes-versions.ts",
    `HOURLY = { standard: "${cents("eks-cluster")}", extended: "${cents("eks-cluster-extended")}" }`,
  ],
];

test.each(PROSE)("%s has the price of the table: %s", (file, sentence) => {
  const words = (text: string) => text.replace(/\n\s*(?:\*|#)?\s*/g, " ");
  expect(words(readFileSync(join(ROOT, file), "utf8"))).toContain(sentence);
});

test("an hour of a cluster costs the same in both regions of the table, as the messages of synth say without a region", () => {
  for (const item of ["eks-cluster", "eks-cluster-extended"] as const) {
    expect(cents(item, "ap-northeast-2")).toBe(cents(item, "us-east-1"));
  }
});
