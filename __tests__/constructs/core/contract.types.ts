import { Contract, list, map, text } from "../../../constructs/core/contract";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";

const network = new Contract("network", {
  vpcId: text("Id of the VPC", "vpc-00000000000000000"),
  natPublicIps: list("Public addresses of the NAT", ["192.0.2.1"]),
  subnetIds: map("Ids of the subnets by key", (key) => key),
});
const values = { vpcId: "vpc-1", natPublicIps: ["198.51.100.1"], subnetIds: { "app-a": "subnet-1" } };

/** What the compiler must refuse of a contract. The type check compiles it; nothing runs it. */
export function refusedByTheCompiler(stack: EnvironmentStack): void {
  network.publish(stack, values);
  // @ts-expect-error natPublicIps is missing
  network.publish(stack, { vpcId: "vpc-1", subnetIds: {} });
  // @ts-expect-error a text is not a list
  network.publish(stack, { ...values, natPublicIps: "198.51.100.1" });
  // @ts-expect-error a list is not a map
  network.publish(stack, { ...values, subnetIds: ["subnet-1"] });
  // @ts-expect-error the contract has no such output
  network.publish(stack, { ...values, vpcArn: "arn:aws:ec2:ap-northeast-2:111111111111:vpc/vpc-1" });

  const { vpcId, natPublicIps, subnetIds } = network.read(stack);
  const read: [string, string[], string] = [vpcId, natPublicIps, subnetIds("app-a")];
  network.publish(stack, { ...values, vpcId: read[0] });
  // @ts-expect-error the contract has no such output
  network.read(stack).vpcArn;
  // @ts-expect-error a map is read by calling it with the key
  network.read(stack).subnetIds["app-a"];
  // @ts-expect-error the mock of a map is made from the key
  map("Ids of the subnets by key", "subnet-1");
}
