import type { NETWORK_RULES } from "../../../../guardrails/rules/networks";
import type { CasesOf } from "../../rule-cases";

/** How a state is kept, so that another stack is known to read it. */
const STATE = { backend: { s3: { bucket: "states", key: "network", use_lockfile: true } } };

const VPC = { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } };

/** Cases of the rules about flow logs and addresses that subnets give. */
export const NETWORK_BASE_CASES: CasesOf<Pick<typeof NETWORK_RULES, "NET-24" | "NET-26">> = {
  "NET-24": {
    title: "Networks of production write down who spoke with whom (flow logs).",
    fix: "add a flow log of the VPC, to S3 where CloudWatch costs too much",
    passes: {
      "a network with a flow log": { ...VPC, aws_flow_log: { all: { vpc_id: "${aws_vpc.main.id}" } } },
      "a flow log in another stack": {
        stacks: {
          network: { resource: VPC, output: { vpc_id: { value: "${aws_vpc.main.id}" } }, terraform: STATE },
          logs: {
            resource: {
              aws_flow_log: { all: { vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}" } },
            },
            data: {
              terraform_remote_state: {
                network: { backend: "s3", config: { bucket: "states", key: "network", region: "us-east-1" } },
              },
            },
          },
        },
      },
    },
    fails: {
      "none, and one of another network": {
        given: {
          aws_vpc: { main: { cidr_block: "10.0.0.0/16" }, other: { cidr_block: "10.1.0.0/16" } },
          aws_flow_log: { all: { vpc_id: "${aws_vpc.other.id}" } },
        },
        told: [["app/aws_vpc.main", "no flow log of the VPC", "a flow log of the VPC"]],
      },
    },
  },
  "NET-26": {
    title: "No subnet gives what is started in it an address on the internet.",
    fix: "set map_public_ip_on_launch to false, and give an Elastic IP to what needs one",
    passes: {
      "no word of it": { aws_subnet: { app: { cidr_block: "10.0.0.0/24" } } },
      "one that does not": { aws_subnet: { app: { map_public_ip_on_launch: false } } },
    },
    fails: {
      "one that does": {
        given: { aws_subnet: { public: { map_public_ip_on_launch: true } } },
        told: [
          [
            "app/aws_subnet.public › map_public_ip_on_launch",
            "map_public_ip_on_launch = true",
            "map_public_ip_on_launch = false",
          ],
        ],
      },
    },
  },
};
