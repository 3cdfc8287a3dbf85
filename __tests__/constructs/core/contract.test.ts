import { App, TerraformOutput, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import { Contract, list, MOCK_CONTEXT, map, text } from "../../../constructs/core/contract";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { policyDocument } from "../../../constructs/iam/policies/policy-document";
import { testEnvironment } from "../../support/synth";

const network = new Contract("network", {
  vpcId: text("Id of the VPC", "vpc-00000000000000000"),
  natPublicIps: list("Public addresses of the NAT", ["192.0.2.1", "192.0.2.2"]),
  subnetIds: map("Ids of the subnets by <tier>-<zone>", (key) => `subnet-of-${key}`),
});
const VALUES = {
  vpcId: "vpc-1",
  natPublicIps: ["198.51.100.1"],
  subnetIds: { "app-a": "subnet-1", "app-c": "subnet-2" },
};

interface Options {
  readonly mock?: readonly string[];
  readonly environment?: Partial<Environment>;
}

/** A producer and a consumer in one app, not yet synthesized. */
function application({ mock, environment }: Options = {}) {
  const app = Testing.stubVersion(
    new App({ outdir: "unused", stackTraces: false, ...(mock ? { context: { [MOCK_CONTEXT]: mock } } : {}) }),
  );
  const producer = new EnvironmentStack(app, "network", testEnvironment(environment));
  const consumer = new EnvironmentStack(app, "access", testEnvironment(environment));
  return { app, producer, consumer };
}

function jsonOf(stack: EnvironmentStack) {
  return JSON.parse(Testing.synth(stack));
}

/** What a consumer makes of the values that it reads. */
function read(options: Options = {}) {
  const { producer, consumer } = application(options);
  const values = network.read(consumer);
  new TerraformOutput(consumer, "seen", {
    value: { text: values.vpcId, list: values.natPublicIps, map: values.subnetIds("app-a") },
    staticId: true,
  });
  const { data, output } = jsonOf(consumer);
  return { producer, consumer, data, seen: output.seen.value };
}

describe("publishing a contract", () => {
  it("declares every output by its name in snake case, with what it is", () => {
    const { producer } = application();
    network.publish(producer, VALUES);
    expect(jsonOf(producer).output).toEqual({
      vpc_id: { value: "vpc-1", description: "Id of the VPC" },
      nat_public_ips: { value: ["198.51.100.1"], description: "Public addresses of the NAT" },
      subnet_ids: {
        value: { "app-a": "subnet-1", "app-c": "subnet-2" },
        description: "Ids of the subnets by <tier>-<zone>",
      },
    });
  });

  it("names the outputs the same whatever the constructs behind them are called", () => {
    const names = ["network", "renamed"].map((id) => {
      const { producer } = application();
      new Construct(producer, id);
      network.publish(producer, VALUES);
      return Object.keys(jsonOf(producer).output);
    });
    expect(names[0]).toEqual(["nat_public_ips", "subnet_ids", "vpc_id"]);
    expect(names[1]).toEqual(names[0]);
  });
});

describe("reading a contract", () => {
  it("refers to the outputs in the state of the producer, in their shape", () => {
    const { data, seen } = read();
    expect(seen).toEqual({
      text: "${data.terraform_remote_state.network.outputs.vpc_id}",
      list: "${data.terraform_remote_state.network.outputs.nat_public_ips}",
      map: '${data.terraform_remote_state.network.outputs.subnet_ids["app-a"]}',
    });
    expect(data).toEqual({
      terraform_remote_state: {
        network: { backend: "local", config: { path: "../../../.groundplan/state/sandbox-network.tfstate" } },
      },
    });
  });

  it("refers to outputs that the producer declares", () => {
    const { producer, consumer } = application();
    network.publish(producer, VALUES);
    const values = network.read(consumer);
    new TerraformOutput(consumer, "seen", { value: [values.vpcId, values.natPublicIps, values.subnetIds("app-a")] });
    const referred = [...JSON.stringify(jsonOf(consumer).output).matchAll(/outputs\.(\w+)/g)].map(([, name]) => name);
    expect(referred.sort()).toEqual(Object.keys(jsonOf(producer).output).sort());
  });

  it("reads the state once, however often the contract is read", () => {
    const { consumer } = application();
    network.read(consumer);
    network.read(consumer);
    expect(Object.keys(jsonOf(consumer).data.terraform_remote_state)).toEqual(["network"]);
  });

  it("gives values that constructs can tell from literals", () => {
    const { consumer } = application();
    const { vpcId, natPublicIps, subnetIds } = network.read(consumer);
    expect([vpcId, natPublicIps, subnetIds("app-a")].map(Token.isUnresolved)).toEqual([true, true, true]);
  });

  it("gives values that Terraform understands inside a policy, keys included", () => {
    const { consumer } = application();
    const { subnetIds } = network.read(consumer);
    new TerraformOutput(consumer, "policy", {
      value: policyDocument([{ sid: "Use", actions: ["ec2:RunInstances"], resources: [subnetIds("app-a")] }]),
      staticId: true,
    });
    expect(jsonOf(consumer).output.policy.value).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"Use","Effect":"Allow","Action":"ec2:RunInstances",' +
        '"Resource":"${data.terraform_remote_state.network.outputs.subnet_ids["app-a"]}"}]}',
    );
  });

  it("deploys the consumer after the producer", () => {
    const { producer, consumer } = read();
    expect(consumer.dependencies).toEqual([producer]);
    expect(producer.dependencies).toEqual([]);
  });

  it("depends on the producer of the same environment only", () => {
    const { app, consumer, producer } = application();
    new EnvironmentStack(app, "network", testEnvironment({ name: "staging" }));
    network.read(consumer);
    expect(consumer.dependencies).toEqual([producer]);
  });

  it("works without the producer in the app, as when each stack has a program of its own", () => {
    const app = Testing.app();
    const consumer = new EnvironmentStack(app, "access", testEnvironment());
    network.read(consumer);
    expect(consumer.dependencies).toEqual([]);
    expect(Object.keys(jsonOf(consumer).data.terraform_remote_state)).toEqual(["network"]);
  });
});

describe("reading a contract whose producer is mocked", () => {
  it.each([
    ["by its name", "sandbox-network"],
    ["with all others", "*"],
  ])("%s, gives the mock values and reads no state", (_, mock) => {
    const { data, seen } = read({ mock: [mock] });
    expect(seen).toEqual({ text: "vpc-00000000000000000", list: ["192.0.2.1", "192.0.2.2"], map: "subnet-of-app-a" });
    expect(data).toBeUndefined();
  });

  it("reads the state when another stack is mocked", () => {
    for (const mock of [[], ["sandbox-data"], ["staging-network"], ["network"]]) {
      expect(read({ mock }).seen.text).toBe("${data.terraform_remote_state.network.outputs.vpc_id}");
    }
  });

  it("still deploys the consumer after the producer", () => {
    const { producer, consumer } = read({ mock: ["*"] });
    expect(consumer.dependencies).toEqual([producer]);
  });

  it("gives every reader a list of its own", () => {
    const { consumer } = application({ mock: ["*"] });
    network.read(consumer).natPublicIps.push("203.0.113.1");
    expect(network.read(consumer).natPublicIps).toEqual(["192.0.2.1", "192.0.2.2"]);
  });
});
