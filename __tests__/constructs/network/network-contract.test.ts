import { TerraformOutput, Testing } from "cdktf";
import { MOCK_CONTEXT } from "../../../constructs/core/contract";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Network } from "../../../constructs/network/network";
import type { INetwork } from "../../../constructs/network/network.types";
import { networkFromContract, publishNetwork } from "../../../constructs/network/network-contract";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { problemsOf, testEnvironment } from "../../support/synth";
import { networkProps } from "./network-fixtures";

const RICH = networkProps({
  nat: { mode: "per-zone" },
  secondaryCidrs: ["100.64.0.0/16"],
  endpoints: { interface: ["ssm"] },
  prefixLists: { office: { entries: { seoul: "203.0.113.0/24" } } },
});

/** A network stack and a stack that reads it by contract. */
function producerAndConsumer(props: NetworkProps, mock: readonly string[] = []) {
  const app = Testing.app({ context: { [MOCK_CONTEXT]: mock } });
  const producer = new EnvironmentStack(app, "network", testEnvironment());
  const made = new Network(producer, "network", props);
  publishNetwork(made);
  const consumer = new EnvironmentStack(app, "access", testEnvironment());
  const read = networkFromContract(consumer, "shared-network", props);
  new TerraformOutput(consumer, "seen", { value: idsOf(read), staticId: true });
  return {
    made,
    read,
    consumer,
    producer,
    outputs: JSON.parse(Testing.synth(producer)).output,
    seen: JSON.parse(Testing.synth(consumer)).output.seen.value,
    data: JSON.parse(Testing.synth(consumer)).data ?? {},
  };
}

/** Everything of a network that is known only after apply. */
function idsOf(network: INetwork) {
  return {
    vpc: network.vpcId,
    subnets: network.tiers.flatMap((tier) => tier.subnets.map(({ subnetId }) => subnetId)),
    prefixLists: network.prefixListIds,
  };
}

/** Everything of a network that is known at synth. */
function factsOf({ cidrs, zones, tiers, endpointServices, hasNat, prefixListIds }: INetwork) {
  const places = tiers.map(({ name, kind, subnets }) => [name, kind, subnets.map(({ zone, cidr }) => [zone, cidr])]);
  return { cidrs, zones, places, endpointServices, hasNat, prefixLists: Object.keys(prefixListIds) };
}

describe("what the network publishes", () => {
  const { outputs } = producerAndConsumer(RICH);

  test("has names that belong to the contract and not to the constructs behind it", () => {
    expect(Object.keys(outputs).sort()).toEqual([
      "cache_subnet_groups",
      "db_subnet_groups",
      "nat_public_ips",
      "prefix_list_ids",
      "route_table_ids",
      "security_group_ids",
      "subnet_ids",
      "vpc_id",
    ]);
  });

  test("has keys by tier and zone", () => {
    const keys = Object.entries(outputs).map(([name, output]) => [
      name,
      Object.keys((output as { value: object }).value).sort(),
    ]);
    expect(Object.fromEntries(keys.filter(([name]) => name !== "vpc_id"))).toEqual({
      cache_subnet_groups: ["data"],
      db_subnet_groups: ["data"],
      nat_public_ips: ["a", "c"],
      prefix_list_ids: ["office"],
      route_table_ids: ["app-a", "app-c", "data", "public"],
      security_group_ids: ["endpoints"],
      subnet_ids: ["app-a", "app-c", "data-a", "data-c", "public-a", "public-c"],
    });
  });

  test("refers to the resources", () => {
    expect(outputs.subnet_ids.value["app-c"]).toMatch(/^\$\{aws_subnet\.network_app-c_[0-9A-F]{8}\.id\}$/);
    expect(outputs.nat_public_ips.value.a).toMatch(/^\$\{aws_nat_gateway\.network_nat_a_[0-9A-F]{8}\.public_ip\}$/);
    expect(outputs.db_subnet_groups.value.data).toMatch(/^\$\{aws_db_subnet_group\..+\.name\}$/);
  });

  test("says what every output is", () => {
    const descriptions = Object.values(outputs).map((output) => (output as { description?: string }).description);
    expect(descriptions.filter((description) => !description)).toEqual([]);
  });

  test("has the addresses and the group of NAT instances, and nothing that is not there", () => {
    const instances = producerAndConsumer(networkProps({ nat: { mode: "instance" } })).outputs;
    expect(Object.keys(instances.security_group_ids.value)).toEqual(["nat"]);
    expect(instances.nat_public_ips.value.a).toMatch(/^\$\{aws_eip\..+\.public_ip\}$/);
    const closed = producerAndConsumer(networkProps({ tiers: networkProps().tiers.slice(2), nat: { mode: "none" } }));
    expect(closed.outputs.nat_public_ips.value).toEqual({});
    expect(closed.outputs.security_group_ids.value).toEqual({});
  });
});

describe("another stack that reads the contract", () => {
  test("sees the network that was made: tiers, zones, ranges, endpoints, NAT", () => {
    for (const props of [RICH, networkProps(), networkProps({ zones: ["c", "a", "b"], ipv6: true })]) {
      const { made, read } = producerAndConsumer(props);
      expect(factsOf(read)).toEqual(factsOf(made));
    }
  });

  test("takes the ids from the network's state, by the contract's names", () => {
    const { seen, data, consumer, producer } = producerAndConsumer(RICH);
    const outputs = "data.terraform_remote_state.network.outputs";
    expect(seen).toEqual({
      vpc: `\${${outputs}.vpc_id}`,
      subnets: ["public-a", "public-c", "app-a", "app-c", "data-a", "data-c"].map(
        (key) => `\${${outputs}.subnet_ids["${key}"]}`,
      ),
      prefixLists: { office: `\${${outputs}.prefix_list_ids["office"]}` },
    });
    expect(Object.keys(data)).toEqual(["terraform_remote_state"]);
    expect(consumer.dependencies).toEqual([producer]);
  });

  test("can be planned before the network exists, with stand-ins that have the form of ids", () => {
    const { seen, data } = producerAndConsumer(RICH, ["sandbox-network"]);
    expect(data).toEqual({});
    expect(seen.vpc).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(new Set(seen.subnets).size).toBe(6);
    for (const id of seen.subnets) expect(id).toMatch(/^subnet-[0-9a-f]{17}$/);
    expect(seen.prefixLists.office).toMatch(/^pl-[0-9a-f]{17}$/);
    expect(producerAndConsumer(RICH, ["*"]).seen).toEqual(seen);
  });

  test("is told what is wrong with the network at its own place", () => {
    const app = Testing.app();
    const consumer = new EnvironmentStack(app, "access", testEnvironment());
    const wrong = networkProps({ nat: { mode: "single", zone: "b" } });
    expect(problemsOf(() => networkFromContract(consumer, "shared-network", wrong))).toEqual([
      {
        code: "NAT_ZONE_UNKNOWN",
        path: "sandbox-access/shared-network › nat.zone",
        message: "The NAT is to lie in a zone that the network does not use.",
        found: '"b"',
        expected: "one of a, c",
        fix: "choose one of these, or add the zone to the network",
      },
    ]);
  });
});
