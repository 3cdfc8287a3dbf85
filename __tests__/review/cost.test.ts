import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { dollars, PriceTable } from "../../cost";
import { html, markdown, type PlanInput, type ReviewOptions, review, reviewJson, sarif, terminal } from "../../review";
import type { ReviewSettings } from "../../review/gates/settings.types";
import type { PlanJson, ResourceChangeJson } from "../../review/plan/plan-json.types";
import { caseInput } from "./cases";

/** Configuration of a plan whose provider is in a region. */
function configuration(region: unknown, addresses: readonly string[] = []): PlanJson["configuration"] {
  return {
    root_module: { resources: addresses.map((address) => ({ address, provider_config_key: "aws" })) },
    provider_config: { aws: { expressions: { region } } },
  };
}

function change(
  address: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  more: Partial<ResourceChangeJson["change"]> = {},
): ResourceChangeJson {
  const actions = before === null ? ["create"] : after === null ? ["delete"] : ["update"];
  const [type = "", name = ""] = address.replace(/^.*module\.[^.]+\./, "").split(/[.[]/);
  return { address, mode: "managed", type, name, change: { actions, before, after, ...more } };
}

/** A plan in us-east-1. */
function plan(changes: readonly ResourceChangeJson[], region: unknown = { constant_value: "us-east-1" }): PlanJson {
  const addresses = changes.map(({ address }) => address.replace(/\[[^\]]*\]/g, ""));
  return { format_version: "1.2", resource_changes: changes, configuration: configuration(region, addresses) };
}

function costOf(input: PlanJson | PlanInput) {
  const { cost } = review(["plan" in input ? input : { stack: "net", plan: input }]);
  return {
    monthly: dollars(cost.monthly),
    items: cost.stacks.flatMap(({ rows }) => rows.map((row) => `${row.quantity} ${row.item} ${dollars(row.monthly)}`)),
    uncounted: cost.stacks.flatMap(({ uncounted }) => uncounted.map(({ address, why }) => `${address}: ${why}`)),
  };
}

/** Two gateways with their addresses, in us-east-1: 2 × 0.045 × 730 + 2 × 0.005 × 730 = 73. */
const TWO_GATEWAYS = [
  change('aws_nat_gateway.a["a"]', null, {}),
  change('aws_nat_gateway.a["b"]', null, {}),
  change("aws_eip.a[0]", null, { domain: "vpc" }),
  change("aws_eip.a[1]", null, { domain: "vpc" }),
  change("aws_vpc.main", null, {}),
];

const reversed = (changes: readonly ResourceChangeJson[]) =>
  changes.map(({ address, change: { before, after } }) =>
    change(address, after as Record<string, unknown>, before as Record<string, unknown>),
  );

describe("the costs of a plan", () => {
  test("are those of what it adds, by item, the dearest first", () => {
    expect(costOf(plan(TWO_GATEWAYS))).toEqual({
      monthly: "$73.00",
      items: ["2 nat-gateway $65.70", "2 public-ipv4 $7.30"],
      uncounted: [],
    });
  });

  test("are the same with a minus for what it removes", () => {
    expect(costOf(plan(reversed(TWO_GATEWAYS)))).toEqual({
      monthly: "-$73.00",
      items: ["-2 nat-gateway -$65.70", "-2 public-ipv4 -$7.30"],
      uncounted: [],
    });
  });

  test("are nothing for what is replaced, moved, read, or not changed", () => {
    const gateway = { id: "nat-1" };
    const replaced = change("aws_nat_gateway.a", gateway, {}, { actions: ["delete", "create"] });
    const kept = change("aws_nat_gateway.b", gateway, gateway, { actions: ["no-op"] });
    const moved = { ...kept, address: "aws_nat_gateway.d", previous_address: "aws_nat_gateway.c" };
    const read: ResourceChangeJson = { ...change("aws_eip.e", null, {}), mode: "data" };
    expect(review([{ stack: "net", plan: plan([replaced, kept, moved, read]) }]).cost.stacks).toEqual([]);
  });

  test("do not change by what Terraform forgets: it stays in AWS", () => {
    expect(costOf(plan([change("aws_eip.a", { domain: "vpc" }, null, { actions: ["forget"] })])).items).toEqual([]);
  });

  test("do not change by what is taken over: it has been there", () => {
    const imported = change("aws_eip.a", { domain: "vpc" }, { domain: "vpc" }, { importing: { id: "eipalloc-1" } });
    expect(costOf(plan([imported])).items).toEqual([]);
  });

  test("are the difference of what changes in place", () => {
    const group = (desired: number) => ({ desired_capacity: desired, launch_template: [{ id: "lt-1" }] });
    const template = { id: "lt-1", instance_type: "t3.medium" };
    const changes = [
      change("aws_autoscaling_group.a", group(1), group(3)),
      change("aws_launch_template.a", template, template, { actions: ["no-op"] }),
    ];
    // Two more at 0.0416 an hour.
    expect(costOf(plan(changes)).items).toEqual(["2 ec2:t3.medium $60.74"]);
  });

  test("of another size are one item less and another more", () => {
    const disk = (size: number, type: string) => ({ size, type });
    expect(costOf(plan([change("aws_ebs_volume.a", disk(100, "gp2"), disk(100, "gp3"))]))).toEqual({
      monthly: "-$2.00",
      items: ["-100 ebs-gb:gp2 -$10.00", "100 ebs-gb:gp3 $8.00"],
      uncounted: [],
    });
  });

  test("follow references to what is made by the same plan", () => {
    const service = { launch_type: "FARGATE", desired_count: 1 };
    const changes = [
      change("aws_ecs_service.web", null, service, { after_unknown: { task_definition: true } }),
      change("aws_ecs_task_definition.web", null, { cpu: "1024", memory: "2048" }),
    ];
    const expressions = {
      task_definition: { references: ["aws_ecs_task_definition.web.arn", "aws_ecs_task_definition.web"] },
    };
    const made = plan(changes);
    const resources = [
      { address: "aws_ecs_service.web", provider_config_key: "aws", expressions },
      { address: "aws_ecs_task_definition.web", provider_config_key: "aws" },
    ];
    const whole = { ...made, configuration: { ...made.configuration, root_module: { resources } } };
    expect(costOf(whole).items).toEqual(["1 fargate-vcpu $29.55", "2 fargate-gb $6.49"]);
  });

  test("do not depend on the order of changes", () => {
    const expected = reviewJson(review([{ stack: "net", plan: plan(TWO_GATEWAYS) }]));
    fc.assert(
      fc.property(fc.shuffledSubarray(TWO_GATEWAYS, { minLength: TWO_GATEWAYS.length }), (changes) => {
        expect(reviewJson(review([{ stack: "net", plan: plan(changes) }]))).toBe(expected);
      }),
    );
  });

  test("of removing what was added are the opposite of adding it", () => {
    const resource = fc.constantFrom(
      ["aws_eip", { domain: "vpc" }],
      ["aws_nat_gateway", {}],
      ["aws_instance", { instance_type: "m7g.large", root_block_device: [{ volume_size: 30, volume_type: "gp3" }] }],
      ["aws_mq_broker", {}],
      ["aws_kms_key", {}],
      ["aws_vpc", {}],
    ) as fc.Arbitrary<[string, Record<string, unknown>]>;
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 12 }), (some) => {
        const changes = some.map(([type, after], at) => change(`${type}.x${at}`, null, after));
        const [added, removed] = [plan(changes), plan(reversed(changes))].map(
          (one) => review([{ stack: "a", plan: one }]).cost,
        );
        expect(added?.monthly.plus(removed?.monthly ?? added.monthly).isZero).toBe(true);
        expect(removed?.stacks[0]?.uncounted).toEqual(added?.stacks[0]?.uncounted);
      }),
    );
  });
});

describe("the region", () => {
  const address = change("aws_eip.a", null, { domain: "vpc" });

  test.each([
    ["of a provider, as a constant", plan([address], { constant_value: "ap-northeast-2" })],
    [
      "of a provider, as a variable",
      { ...plan([address], { references: ["var.region"] }), variables: { region: { value: "ap-northeast-2" } } },
    ],
    ["of a resource", plan([change("aws_eip.a", null, { domain: "vpc", region: "ap-northeast-2" })], {})],
    [
      "of an ARN",
      plan([change("aws_eip.a", null, { arn: "arn:aws:ec2:ap-northeast-2:111111111111:elastic-ip/a" })], {}),
    ],
  ] as const)("%s is taken", (_, given) => {
    const [stack] = review([{ stack: "net", plan: given }]).cost.stacks;
    expect(stack?.rows.map(({ region }) => region)).toEqual(["ap-northeast-2"]);
  });

  test("of a module's provider is taken", () => {
    const inModule = { ...address, address: "module.net[0].aws_eip.a", module_address: "module.net[0]" };
    const module = { resources: [{ address: "aws_eip.a", provider_config_key: "aws" }] };
    const given = plan([inModule], { constant_value: "us-east-1" });
    const whole = {
      ...given,
      configuration: { ...given.configuration, root_module: { module_calls: { net: { module } } } },
    };
    expect(costOf(whole).items).toEqual(["1 public-ipv4 $3.65"]);
  });

  test("that the caller knows is taken where the plan does not say any", () => {
    const bare: PlanJson = { format_version: "1.2", resource_changes: [address] };
    expect(costOf({ stack: "net", plan: bare, region: "us-east-1" }).items).toEqual(["1 public-ipv4 $3.65"]);
  });

  test("that nobody says, or that has no prices, is said", () => {
    const bare: PlanJson = { format_version: "1.2", resource_changes: [address] };
    expect(costOf(bare)).toEqual({ monthly: "$0.00", items: [], uncounted: ["aws_eip.a: its region is not known"] });
    expect(costOf(plan([address], { constant_value: "mx-central-1" })).uncounted).toEqual([
      "aws_eip.a: no price known in mx-central-1",
    ]);
    expect(costOf(plan([address], { references: ["local.region"] })).uncounted).toEqual([
      "aws_eip.a: its region is not known",
    ]);
  });
});

describe("what is told of costs", () => {
  const two = review([
    { stack: "dev-network", plan: plan(TWO_GATEWAYS) },
    {
      stack: "dev-data",
      plan: plan([change("aws_mq_broker.b", null, {}), change("aws_kms_key.k", { id: "1" }, null)]),
    },
    { stack: "dev-access", plan: plan([change("aws_vpc.v", null, {})]) },
  ]);

  test("on a terminal: each stack, all together, what is not counted, and what was assumed", () => {
    expect(
      terminal(two),
    ).toBe(`3 stacks · 7 to add · 1 to DESTROY · + $72.00 a month · needs approval: data loss (dev-data/aws_kms_key.k: loses what only this key decrypts)

  dev-network: 5 to add · + $73.00 a month
  dev-data: 1 to add · 1 to DESTROY · - $1.00 a month
  dev-access: 1 to add

Replaced and destroyed
  destroy  dev-data aws_kms_key.k

Risks
  high    data loss: dev-data/aws_kms_key.k: loses what only this key decrypts
  low     exposure: dev-network/aws_eip.a[0]: is a public address
  low     exposure: dev-network/aws_eip.a[1]: is a public address

Cost
  in all: + $72.00 a month
  dev-network: + $73.00 a month: + 2 NAT gateways ($65.70), + 2 public IPv4 addresses ($7.30)
  dev-data: - $1.00 a month: - 1 KMS key ($1.00)
  not counted: dev-data/aws_mq_broker.b: this type has no price here
  assumed: 730 hours a month at AWS's list prices in US dollars, on demand and on Linux, without taxes, discounts, credits and free tiers
  left out, since it is billed by use: requests to keys, secrets, zones and web ACLs; traffic through gateways, endpoints and attachments
  prices: AWS Price List, us-east-1, as public documents quote it, as of 2026-09-11
  prices: AWS Price List, us-east-1, as the tests of Infracost expect it, as of 2024-07-01

The rest
  dev-network: 5 new
  dev-data: 1 new
  dev-access: 1 new
`);
  });

  test("in a pull request: in the verdict, in the table, and as a section", () => {
    const text = markdown(two);
    expect(text).toContain("3 stacks · 7 to add · 1 to DESTROY · \\+ $72.00 a month · needs approval: data loss");
    expect(text).toContain("| `dev-network` | 5 to add | – | \\+ $73.00 a month |");
    expect(text).toContain("| `dev-access` | 1 to add | – |  |");
    expect(text).toContain(
      "### Cost\n\n- in all: \\+ $72.00 a month\n- dev\\-network: \\+ $73.00 a month: \\+ 2 NAT gateways \\($65.70\\)",
    );
    expect(text).toContain("- not counted: dev\\-data/aws\\_mq\\_broker.b: this type has no price here\n");
    expect(text).toContain("<summary>What the amounts assume</summary>");
  });

  test("on a page: in the table, and as a section that says what was assumed", () => {
    const page = html(two);
    expect(page).toContain("<td>+ $73.00 a month</td>");
    expect(page).toContain("Cost</h2>\n<ul><li>in all: + $72.00 a month</li>");
    expect(page).toContain("<li>not counted: dev-data/aws_mq_broker.b: this type has no price here</li>");
    expect(page).toContain("<summary>What the amounts assume</summary>");
  });

  test("to machines: amounts as decimal texts, with item, region and number", () => {
    const { cost } = JSON.parse(reviewJson(two));
    expect(cost.monthly).toBe("72.00");
    expect(cost.stacks).toEqual([
      {
        stack: "dev-network",
        monthly: "73.00",
        items: [
          { item: "nat-gateway", region: "us-east-1", quantity: "2", monthly: "65.70" },
          { item: "public-ipv4", region: "us-east-1", quantity: "2", monthly: "7.30" },
        ],
        notCounted: [],
      },
      {
        stack: "dev-data",
        monthly: "-1.00",
        items: [{ item: "kms-key", region: "us-east-1", quantity: "-1", monthly: "-1.00" }],
        notCounted: [{ address: "aws_mq_broker.b", why: "this type has no price here" }],
      },
    ]);
    expect(cost.sources).toHaveLength(2);
    expect(cost.assumptions).toHaveLength(1);
    expect(cost.leftOut).toHaveLength(2);
  });

  test("is nothing where no cost changes", () => {
    const none = review([caseInput("tags-only")]);
    for (const text of [terminal(none), markdown(none), html(none)]) expect(text).not.toMatch(/\$|[Cc]ost/);
    expect(JSON.parse(reviewJson(none)).cost).toEqual({
      monthly: "0.00",
      stacks: [],
      assumptions: [],
      leftOut: [],
      sources: [],
    });
  });

  test("is bounded: of many items and resources the first are named and the rest counted", () => {
    const types = ["t3.nano", "t3.micro", "t3.small", "t3.medium", "t3.large", "t3.xlarge", "t3.2xlarge"];
    const disk = [{ volume_size: 1, volume_type: "gp3" }];
    const machines = types.map((type, at) =>
      change(`aws_instance.i${at}`, null, { instance_type: type, root_block_device: disk }),
    );
    const brokers = Array.from({ length: 12 }, (_, at) => change(`aws_mq_broker.b${at}`, null, {}));
    const text = terminal(review([{ stack: "many", plan: plan([...machines, ...brokers]) }]));
    expect(text).toContain("+ 1 t3.micro instance ($7.59), and 2 more\n");
    expect(text.match(/ {2}not counted: many\/aws_mq_broker/g)).toHaveLength(10);
    expect(text).toContain("  not counted: many: and 2 more\n");
  });

  test("tells regions apart where there are several", () => {
    const both = plan([
      change("aws_eip.a", null, { region: "us-east-1" }),
      change("aws_eip.b", null, { region: "ap-northeast-2" }),
    ]);
    expect(terminal(review([{ stack: "two", plan: both }]))).toContain(
      "+ 1 public IPv4 address in ap-northeast-2 ($3.65), + 1 public IPv4 address in us-east-1 ($3.65)",
    );
  });

  test("is never what is sensitive, nor a text that is no type of AWS", () => {
    const secret = "db.hunter2.large";
    const database = { engine: "mysql", instance_class: secret, allocated_storage: 20, storage_type: "gp3" };
    const hidden = plan([change("aws_db_instance.a", null, database, { after_sensitive: { instance_class: true } })]);
    const strange = plan([change("aws_instance.a", null, { instance_type: "</details><script>alert(1)</script>" })]);
    for (const given of [hidden, strange]) {
      const result = review([{ stack: "net", plan: given }]);
      const texts = [terminal(result), markdown(result), html(result), reviewJson(result), sarif(result)].join("\n");
      expect(texts).not.toMatch(/hunter2|alert\(1\)/);
      expect(texts).toMatch(/is not known/);
    }
  });
});

test("the guide shows what is really printed", () => {
  const made = plan(
    [
      change('aws_nat_gateway.a["a"]', null, {}),
      change('aws_nat_gateway.a["c"]', null, {}),
      change("aws_eip.nat[0]", null, { domain: "vpc" }),
      change("aws_eip.nat[1]", null, { domain: "vpc" }),
    ],
    { constant_value: "ap-northeast-2" },
  );
  const guide = readFileSync(join(__dirname, "..", "..", "docs", "guide", "costs.md"), "utf8");
  expect(guide).toContain(`\n${terminal(review([{ stack: "network", plan: made }]))}\`\`\``);
});

describe("the limit", () => {
  const input = { stack: "net", plan: plan(TWO_GATEWAYS) };
  const three = { stack: "more", plan: plan([change("aws_nat_gateway.c", null, {})]) };
  const settings = (environment: string, stacks: readonly string[], costLimit?: number): ReviewSettings => ({
    version: 1,
    environment,
    isProduction: false,
    exemptions: [],
    stacks: Object.fromEntries(stacks.map((stack) => [stack, { granted: [], places: {} }])),
    ...(costLimit === undefined ? {} : { costLimit }),
  });
  const found = (options: ReviewOptions, inputs: readonly PlanInput[] = [input, three]) =>
    review(inputs, options).findings.flatMap(({ risk, stack, address, sentence }) =>
      risk === "cost" ? [`${stack} ${address}: ${sentence}`] : [],
    );

  test("is none where nobody has said one", () => {
    expect(found({})).toEqual([]);
    expect(found({ settings: [settings("dev", ["net", "more"])] })).toEqual([]);
  });

  test("is told at what adds most, and needs approval", () => {
    // 73 + 32.85 in two stacks together.
    const result = review([input, three], { costLimit: 100 });
    expect(result.risks).toEqual(["cost"]);
    expect(result.findings.find(({ risk }) => risk === "cost")).toEqual({
      rule: "cost-limit",
      risk: "cost",
      severity: "medium",
      stack: "more",
      address: "aws_nat_gateway.c",
      sentence: "$105.85 a month are added, more than $100.00; this adds most: $32.85",
      needsApproval: true,
    });
    expect(terminal(result)).toContain("  medium  cost: more/aws_nat_gateway.c: $105.85 a month are added");
    expect(sarif(result)).toContain('"id": "cost-limit"');
  });

  test("is that of the environment, for its stacks together", () => {
    expect(found({ settings: [settings("dev", ["net", "more"], 100)] })).toHaveLength(1);
    expect(found({ settings: [settings("dev", ["net"], 100), settings("eu", ["more"], 100)] })).toEqual([]);
    expect(found({ settings: [settings("dev", ["net"], 72), settings("eu", ["more"], 100)] })).toEqual([
      'net aws_nat_gateway.a["a"]: $73.00 a month are added, more than $72.00; this adds most: $32.85',
    ]);
  });

  test("of the command takes the place of the configuration's, also for plans from elsewhere", () => {
    const own = settings("dev", ["net"], 10);
    expect(found({ settings: [own], costLimit: 73 })).toEqual([]);
    expect(found({ settings: [own], costLimit: 30 }).map((text) => text.split(" ")[0])).toEqual(["more", "net"]);
  });

  test("is not reached by just as much", () => {
    expect(found({ costLimit: 73 }, [input])).toEqual([]);
    expect(found({ costLimit: 72.99 }, [input])).toHaveLength(1);
    expect(found({ costLimit: 0 }, [input])).toHaveLength(1);
  });

  test("is about what is added: savings are none", () => {
    expect(found({ costLimit: 0 }, [{ ...input, plan: plan(reversed(TWO_GATEWAYS)) }])).toEqual([]);
  });

  test("is reckoned with the prices that are given", () => {
    const source = { title: "AWS Price List, test", url: "https://example.com", asOf: "2026-11-01" };
    const prices = new PriceTable({ "us-east-1": [{ source, prices: "nat-gateway 1000" }] });
    expect(found({ prices, costLimit: 100 }, [input])).toEqual([
      'net aws_nat_gateway.a["a"]: $1,460,000.00 a month are added, more than $100.00; this adds most: $730,000.00',
    ]);
  });
});
