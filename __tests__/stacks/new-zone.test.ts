import { Testing } from "cdktf";
import { loadEnvironments } from "../../config/load";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { factsOf } from "../../constructs/core/memory/remembered";
import type { Facts } from "../../memory";
import { createApplication } from "../../stacks/application/application";
import type { EnvironmentSpec } from "../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../stacks/application/token-traces";

type Resources = Record<string, Record<string, unknown>>;

const environments = [
  ...loadEnvironments("config", { variables: {} }),
  ...loadEnvironments("__tests__/e2e/variants", { variables: {} }),
];

/**
 * Attributes that AWS changes in place (Terraform AWS provider 5.100 and 6: `ForceNew` is set on none of them, and the custom checks of
 * `aws_lb` replace a Network Load Balancer only, when it loses a subnet).
 */
const CHANGED_IN_PLACE: Readonly<Record<string, readonly string[]>> = {
  aws_db_subnet_group: ["subnet_ids"],
  aws_ecs_service: ["network_configuration"],
  aws_eks_addon: ["configuration_values"],
  aws_elasticache_subnet_group: ["subnet_ids"],
  aws_lb: ["subnets"],
  aws_network_acl: ["subnet_ids"],
  aws_vpc_endpoint: ["route_table_ids", "subnet_ids"],
};

function synthesized(spec: EnvironmentSpec) {
  return withoutTokenTraces(() => {
    const app = createApplication([spec], { outdir: "cdktf.out" });
    const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
    const resources: Resources = {};
    for (const stack of stacks) {
      const json = JSON.parse(Testing.synth(stack)) as { resource?: Record<string, Resources> };
      for (const [type, byName] of Object.entries(json.resource ?? {})) {
        for (const [name, { "//": _, ...attributes }] of Object.entries(byName)) {
          resources[`${stack.node.id} ${type}.${name}`] = attributes;
        }
      }
    }
    return { resources, facts: Object.fromEntries(stacks.map((stack) => [stack.node.id, factsOf(stack)])) };
  });
}

/** What a change does to what is there: nothing, or `stack type.name attribute` for each attribute. */
function changes(before: Resources, after: Resources): string[] {
  return Object.entries(before).flatMap(([address, attributes]) => {
    const now = after[address];
    if (!now) return [`${address} is destroyed`];
    const keys = [...new Set([...Object.keys(attributes), ...Object.keys(now)])];
    return keys.filter((key) => !isSame(attributes[key], now[key])).map((key) => `${address} ${key}`);
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function notInPlace(all: readonly string[]): string[] {
  return all.filter((change) => {
    const [, address = "", attribute = ""] = change.split(" ");
    return !CHANGED_IN_PLACE[address.split(".")[0] ?? ""]?.includes(attribute);
  });
}

function withZones(spec: EnvironmentSpec, zones: readonly string[]): EnvironmentSpec {
  return { ...spec, network: { ...spec.network, zones } };
}

/** Every way to give an environment one more zone, in front of the others and behind them as far as zones are left. */
function oneMore({ network: { zones } }: EnvironmentSpec): string[][] {
  const all = zones[0]?.includes("-") ? ["1", "2", "3", "4"].map((n) => `apne2-az${n}`) : ["a", "b", "c", "d"];
  return all.filter((zone) => !zones.includes(zone)).map((zone) => [...zones, zone].sort());
}

/** The environment without its bastion's and cluster's own words about zones, as it is after a deployment. */
function remembering(spec: EnvironmentSpec, facts: Readonly<Record<string, Facts>>): EnvironmentSpec {
  const { zones: _, ...eks } = spec.eks ?? { version: "", admins: [] };
  return { ...spec, ...(spec.eks ? { eks } : {}), remembered: facts };
}

const cases = environments.flatMap((spec) =>
  oneMore(spec).map((zones) => [spec.environment.name, zones.join(", "), spec, zones] as const),
);

describe("another zone only adds", () => {
  it.each(cases)(
    "to %s: with the zones %s nothing is replaced, and the cluster is not touched",
    (_, __, spec, zones) => {
      const before = synthesized(spec).resources;
      const after = synthesized(withZones(spec, zones)).resources;
      expect(notInPlace(changes(before, after))).toEqual([]);
      expect(Object.keys(after).length).toBeGreaterThan(Object.keys(before).length);
    },
  );

  it.each([
    ["staging", ["b", "c"]],
    ["sandbox", ["b", "c"]],
  ])(
    "in front of all others too, when %s is deployed in %j and says nothing of zones but the network's",
    (name, zones) => {
      const spec = environments.find(({ environment }) => environment.name === name) as EnvironmentSpec;
      const { zones: _, ...eks } = spec.eks as NonNullable<EnvironmentSpec["eks"]>;
      const first = withZones({ ...spec, eks }, zones);
      const { resources, facts } = synthesized(first);
      const after = synthesized(withZones(remembering(first, facts), ["a", ...zones])).resources;
      expect(notInPlace(changes(resources, after))).toEqual([]);
      // Without the memory the bastion, and a NAT that stands alone, would move.
      const forgotten = synthesized(withZones(first, ["a", ...zones])).resources;
      expect(notInPlace(changes(resources, forgotten)).length).toBeGreaterThan(0);
    },
  );
});

describe("a zone less", () => {
  it("leaves every other subnet, and no stack reads a subnet of the zone any more", () => {
    const production = environments.find(({ environment }) => environment.name === "production") as EnvironmentSpec;
    const { eks: _, eksAddons: __, ...spec } = production;
    const before = synthesized(spec).resources;
    const after = synthesized(withZones(spec, ["a", "c"])).resources;
    const gone = Object.keys(before).filter((address) => !after[address]);
    expect(gone.every((address) => /-b_|-b$|nat_b|_b_/.test(address) || address.includes("eip-b"))).toBe(true);
    const ofTheZone = /subnet_ids\[\\+"[a-z]+-b/;
    expect([before, after].map((resources) => ofTheZone.test(JSON.stringify(resources)))).toEqual([true, false]);
    const stay = Object.fromEntries(Object.entries(before).filter(([address]) => after[address]));
    expect(notInPlace(changes(stay, after))).toEqual([]);
  });
});
