import type { Construct } from "constructs";
import { Contract, text } from "../../../constructs/core/contract";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { databaseLink } from "../../../constructs/links";
import { networkFromContract } from "../../../constructs/network/network-contract";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { SecurityGroup } from "../../../constructs/security-groups";
import { defineStack } from "../../../stacks/sections/define-stack";

const contract = new Contract("orders", {
  host: text("Host of the database", "orders.example.com"),
  groupId: text("Security group of the database", "sg-00000000000000000"),
  secretArn: text("Secret of the database", "arn:aws:secretsmanager:us-east-1:000000000000:secret:orders-AbCdEf"),
});

class OrdersStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, network: NetworkProps) {
    super(scope, "orders", environment);
    const shared = networkFromContract(this, "network", network);
    const group = new SecurityGroup(this, "group", { network: shared, description: "orders" });
    const secretArn = this.arn("secretsmanager", "secret:orders-AbCdEf");
    contract.publish(this, { host: "orders.example.com", groupId: group.securityGroupId, secretArn });
  }
}

/** A stack with one database, which services and pods may use. */
export const orders = defineStack<object>()({
  section: "orders",
  offers: {
    databases: {
      names: () => ["orders"],
      link: ({ scope }) => {
        const { host, groupId, secretArn } = contract.read(EnvironmentStack.of(scope));
        const group = SecurityGroup.fromExisting(scope, "group", { securityGroupId: groupId });
        return databaseLink({ host, port: 5432, database: "orders", group, secretArn });
      },
    },
  },
  create: ({ app, environment, network }) => new OrdersStack(app, environment, network),
});
