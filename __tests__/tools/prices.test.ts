import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { OFFERS } from "../../tools/prices/offers";
import { indexFile, regionFile } from "../../tools/prices/price-files";
import { PRICE_LISTS, readRegion } from "../../tools/prices/renew";

/** Columns of the lists that are read here, and one that is not. */
const COLUMNS = [
  "SKU",
  "TermType",
  "PriceDescription",
  "StartingRange",
  "Unit",
  "PricePerUnit",
  "Currency",
  "Location Type",
  "Instance Type",
  "Operating System",
  "Tenancy",
  "Pre Installed S/W",
  "CapacityStatus",
  "operation",
  "usageType",
  "Volume API Name",
  "Database Engine",
  "License Model",
  "Deployment Option",
  "Cache Engine",
  "Storage Family",
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** A price list as AWS writes it: five lines about itself, the names of the columns, and rows. */
function list(offer: string, rows: readonly Row[]): string {
  const usual: Row = {
    TermType: "OnDemand",
    StartingRange: "0",
    Currency: "USD",
    "Location Type": "AWS Region",
    Unit: "Hrs",
  };
  const line = (fields: readonly string[]) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(",");
  return [
    line(["FormatVersion", "v1.0"]),
    line(["Disclaimer", "This pricing list is for informational purposes only."]),
    line(["Publication Date", "2026-11-20T18:12:01Z"]),
    line(["Version", "20261120181201"]),
    line(["OfferCode", offer]),
    line(COLUMNS),
    ...rows.map((row) => ({ ...usual, ...row })).map((row) => line(COLUMNS.map((column) => row[column] ?? ""))),
    "",
  ].join("\n");
}

const instance: Row = {
  "Instance Type": "m7g.large",
  "Operating System": "Linux",
  Tenancy: "Shared",
  "Pre Installed S/W": "NA",
  CapacityStatus: "Used",
  operation: "RunInstances",
  usageType: "EUW2-BoxUsage:m7g.large",
  PricePerUnit: "0.0945000000",
};
const usage = (usageType: string, PricePerUnit: string, more: Row = {}): Row => ({ usageType, PricePerUnit, ...more });
const database = (
  usageType: string,
  price: string,
  engine: string,
  deployment: string,
  license = "No license required",
): Row =>
  usage(usageType, price, {
    "Database Engine": engine,
    "Deployment Option": deployment,
    "Instance Type": "db.t4g.micro",
    "License Model": license,
  });

/** What lists of London could hold, with what must not be taken. */
const LISTS: Readonly<Record<string, readonly Row[]>> = {
  AmazonEC2: [
    instance,
    { ...instance, TermType: "Reserved", PricePerUnit: "0.06" },
    { ...instance, "Operating System": "Windows", operation: "RunInstances:0002", PricePerUnit: "0.19" },
    { ...instance, Tenancy: "Dedicated", usageType: "EUW2-DedicatedUsage:m7g.large", PricePerUnit: "0.1" },
    { ...instance, CapacityStatus: "UnusedCapacityReservation", usageType: "EUW2-UnusedBox:m7g.large" },
    { ...instance, "Location Type": "AWS Local Zone", PricePerUnit: "0.2" },
    { ...instance, "Instance Type": "c7g.large", PriceDescription: 'a "quoted", and 2 commas', PricePerUnit: "0.08" },
    usage("EUW2-NatGateway-Hours", "0.0500000000"),
    usage("EUW2-RegionalNatGateway-Hours", "0.0510000000"),
    usage("EUW2-NatGateway-Bytes", "0.05", { Unit: "GB" }),
    usage("EUW2-EBS:VolumeUsage.gp3", "0.0928000000", { "Volume API Name": "gp3", Unit: "GB-Mo" }),
    usage("EUW2-EBS:VolumeUsage", "0.0600000000", { "Volume API Name": "standard", Unit: "GB-Mo" }),
    usage("EUW2-EBS:VolumeP-IOPS.piops", "0.0760000000", { Unit: "IOPS-Mo" }),
    usage("EUW2-EBS:VolumeP-IOPS.io2.tier2", "0.0532000000", { Unit: "IOPS-Mo" }),
    usage("EUW2-EBS:VolumeP-Throughput.gp3", "47.5136000000", { Unit: "GiBps-mo" }),
  ],
  AmazonVPC: [
    usage("EUW2-VpcEndpoint-Hours", "0.0110000000"),
    usage("EUW2-VpcEndpoint-GWLBE-Hours", "0.0110000000"),
    usage("EUW2-PublicIPv4:InUseAddress", "0.0050000000"),
    usage("EUW2-PublicIPv4:IdleAddress", "0.0050000000"),
    usage("EUW2-VPN-Usage-Hours:ipsec.1", "0.0500000000"),
    usage("EUW2-VPN-Usage-Hours:ipsec.1", "0.6000000000", { operation: "Large" }),
    usage("EUW2-TransitGateway-Hours", "0.0500000000"),
  ],
  AWSELB: [
    usage("EUW2-LoadBalancerUsage", "0.0264600000", { operation: "LoadBalancing:Network" }),
    usage("EUW2-LoadBalancerUsage", "0.0147000000", { operation: "LoadBalancing:Gateway" }),
    usage("EUW2-LCUUsage", "0.0080000000", { operation: "LoadBalancing:Application" }),
  ],
  AmazonECS: [
    usage("EUW2-Fargate-vCPU-Hours:perCPU", "0.0465600000"),
    usage("EUW2-ECS-EC2-vCPU-Hours", "0.0000000000"),
  ],
  AmazonEKS: [
    usage("EUW2-AmazonEKS-Hours:perCluster", "0.1000000000"),
    usage("EUW2-AmazonEKS-Hours:extendedSupport", "0.5000000000"),
  ],
  AmazonRDS: [
    database("EUW2-InstanceUsage:db.t4g.micro", "0.0180000000", "PostgreSQL", "Single-AZ"),
    database("EUW2-Multi-AZUsage:db.t4g.micro", "0.0360000000", "PostgreSQL", "Multi-AZ"),
    database("EUW2-InstanceUsageIOOptimized:db.t4g.micro", "0.0230000000", "Aurora PostgreSQL", "Single-AZ"),
    database("EUW2-InstanceUsage:db.t4g.micro", "0.0900000000", "Oracle", "Single-AZ", "License included"),
    usage("EUW2-RDS:GP3-Storage", "0.1330000000", { "Database Engine": "Any" }),
    usage("EUW2-RDS:Multi-AZ-GP3-Storage", "0.2660000000", { "Database Engine": "Any" }),
    usage("EUW2-RDS:Multi-AZCluster-GP3-Storage", "0.3990000000", { "Database Engine": "Any" }),
    usage("EUW2-RDS:PIOPS", "0.1160000000", { "Database Engine": "Any" }),
  ],
  AmazonElastiCache: [
    usage("EUW2-NodeUsage:cache.t4g.micro", "0.0180000000", { "Cache Engine": "Redis" }),
    usage("EUW2-NodeUsage:cache.t4g.micro", "0.0144000000", { "Cache Engine": "Valkey" }),
    usage("EUW2-ExtendedSupportYr1_Yr2-NodeUsage:cache.t4g.micro", "0.0140000000", { "Cache Engine": "Redis" }),
  ],
  AmazonMSK: [
    usage("EUW2-Kafka.t3.small", "0.0528000000"),
    usage("EUW2-Kafka.Storage.GP2", "0.1160000000", { "Storage Family": "GP2" }),
  ],
  AmazonRedshift: [usage("EUW2-Node:ra3.4xlarge", "3.8960000000")],
  AmazonCloudWatch: [
    usage("EUW2-CW:AlarmMonitorUsage", "0.1000000000"),
    usage("EUW2-CW:HighResAlarmMonitorUsage", "0.3000000000"),
    usage("EUW2-CW:CompositeAlarmMonitorUsage", "0.5000000000"),
  ],
  awskms: [usage("eu-west-2-KMS-Keys", "1.0000000000"), usage("eu-west-2-KMS-Requests", "0.0000030000")],
  awswaf: [
    usage("EUW2-WebACLV2", "5.0000000000"),
    usage("EUW2-RuleV2", "1.0000000000"),
    usage("EUW2-ShieldProtected-WebACLV2", "4.0000000000"),
  ],
  AWSSecretsManager: [usage("EUW2-AWSSecretsManager-Secrets", "0.4000000000")],
  AmazonRoute53: [
    usage("HostedZone", "0.5000000000"),
    usage("HostedZone", "0.1000000000", { StartingRange: "25" }),
    usage("Health-Check-AWS", "0.0000000000"),
    usage("Health-Check-AWS", "0.5000000000", { StartingRange: "50" }),
    usage("Health-Check-Non-AWS", "0.7500000000"),
    usage("Health-Check-Option-AWS", "1.0000000000"),
  ],
};

let server: Server;
let host: string;
let respond: (service: string, region: string) => { status?: number; body: string };
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, service = "", region = ""] =
      /^\/offers\/v1\.0\/aws\/(\w+)\/current\/(?:([a-z0-9-]+)\/)?index\.csv$/.exec(request.url ?? "") ?? [];
    asked.push(`${service} ${region}`);
    const { status = 200, body } = respond(service, region);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  asked.length = 0;
  respond = (service) => ({ body: list(service, LISTS[service] ?? []) });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a region's file has what its lists say, with the day of each, and nothing of what is billed otherwise", async () => {
  const file = regionFile("eu-west-2", await readRegion("eu-west-2", host));
  expect(file.replaceAll(host, "https://host")).toMatchSnapshot();
  expect(asked).toContain("AmazonEC2 eu-west-2");
  expect(asked).not.toContain("AmazonRoute53 ");
});

test("what costs the same everywhere has a file of its own", async () => {
  const [offer, ...more] = await readRegion("global", host);
  expect(more).toEqual([]);
  expect(asked).toEqual(["AmazonRoute53 "]);
  expect([...(offer?.prices ?? [])].map(([item, price]) => `${item} ${price}`)).toEqual([
    "hosted-zone 0.5",
    "health-check 0.5",
    "health-check-option 1",
  ]);
});

test("an item with several prices is told, and none is taken", async () => {
  const offers = await readRegion("eu-west-2", host);
  const vpc = offers.find(({ service }) => service === "AmazonVPC");
  expect(vpc?.ambiguous).toEqual(["vpn-connection"]);
  expect(vpc?.prices.has("vpn-connection")).toBe(false);
});

test("every list that is read has rows here", () => {
  expect(OFFERS.map(({ service }) => service).sort()).toEqual(Object.keys(LISTS).sort());
  expect(PRICE_LISTS).toBe("https://pricing.us-east-1.amazonaws.com");
});

test.each([
  ["a list that is not there", { status: 404, body: "" }, "HTTP 404"],
  ["a page instead of a list", { body: "<html>\n<body>Sign in</body>\n</html>\n" }, "this is no price list of AWS"],
  ["nothing", { body: "" }, "this is no price list of AWS"],
  ["a list without a day", { body: '"SKU","TermType"\n"a","OnDemand"\n' }, "this is no price list of AWS"],
])("%s is an error that names the address", async (_, answer, why) => {
  respond = () => answer;
  await expect(readRegion("eu-west-2", host)).rejects.toThrow(
    new Error(`${host}/offers/v1.0/aws/AmazonEC2/current/eu-west-2/index.csv: ${why}`),
  );
});

test("a list that comes in many pieces is read whole", async () => {
  const many = Array.from({ length: 2_000 }, (_, at) => usage(`EUW2-Other:${at}`, "0.1"));
  respond = (service) => ({ body: list(service, service === "AmazonEC2" ? [...many, instance] : []) });
  const [ec2] = await readRegion("eu-west-2", host);
  expect([...(ec2?.prices.keys() ?? [])]).toEqual(["ec2:m7g.large"]);
});

test("the index names the file of each region", () => {
  expect(
    indexFile(["us-east-1", "global", "eu-west-2"]),
  ).toBe(`/** The price table: a file for each region, and one for what costs the same everywhere. \`npm run prices\` renews it. */
import type { RegionalPrices } from "../price-blocks";
import { PRICES as EU_WEST_2 } from "./eu-west-2";
import { PRICES as GLOBAL } from "./global";
import { PRICES as US_EAST_1 } from "./us-east-1";

/** All prices, by region. */
export const PRICES: RegionalPrices = {
  "eu-west-2": EU_WEST_2,
  global: GLOBAL,
  "us-east-1": US_EAST_1,
};
`);
});

test("the index that is committed is what would be written", () => {
  const index = readFileSync("cost/prices/index.ts", "utf8");
  expect(index).toBe(indexFile(["ap-northeast-2", "global", "us-east-1"]));
});
