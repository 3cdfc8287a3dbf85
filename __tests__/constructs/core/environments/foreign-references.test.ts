import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { App, TerraformOutput } from "cdktf";
import { Contract, text } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import type { NetworkProps } from "../../../../constructs/network/network-props";
import { SecurityGroup } from "../../../../constructs/security-groups/security-group";
import { NetworkStack } from "../../../../stacks/network/network-stack";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, testEnvironment } from "../../../support/synth";

const NETWORK: NetworkProps = {
  cidr: "10.0.0.0/16",
  zones: ["a", "c"],
  nat: { mode: "none" },
  tiers: [{ name: "data", kind: "isolated", prefixLength: 24 }],
};

const topicContract = new Contract("topics", { topicArn: text("Topic", "arn:aws:sns:us-east-1:000000000000:mock") });

interface Input {
  readonly network: "direct" | "contract";
  readonly topic: "direct" | "contract";
}

const DIRECT: Input = { network: "direct", topic: "direct" };
const CONTRACT: Input = { network: "contract", topic: "contract" };

function problemsIn({ network, topic }: Input) {
  return problemsIfAny(() => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), "foreign-")), stackTraces: false });
    const shared = new NetworkStack(app, testEnvironment(), NETWORK);
    const topics = new EnvironmentStack(app, "topics", testEnvironment());
    const made = new SnsTopic(topics, "news", { name: "news" });
    topicContract.publish(topics, { topicArn: made.arn });
    const orders = new EnvironmentStack(app, "orders", testEnvironment());
    const vpc = network === "direct" ? shared.network : networkFromContract(orders, "network", NETWORK);
    for (const id of ["db", "cache"]) new SecurityGroup(orders, id, { network: vpc, description: id });
    const topicArn = topic === "direct" ? made.arn : topicContract.read(orders).topicArn;
    new TerraformOutput(orders, "told", { value: topicArn });
    app.synth();
    return { problems: [] };
  });
}

const CASES = [
  {
    mistake: "a network and a topic of other stacks that are used without their contracts",
    problems: problemsIn(DIRECT),
    ways: [
      {
        says: [
          'use networkFromContract(this, "network", network) in this stack',
          "publish the value in sandbox-topics by a Contract, and read it in this stack",
        ],
        to: CONTRACT,
      },
    ],
  },
];

test("what is used of another stack is told once for each thing, with all who use it and the way by contract", () => {
  const told = {
    code: "OTHER_STACK_USED",
    message: "Something of another stack is used directly; stacks know each other only through contracts.",
  };
  expect(problemsIn(DIRECT)).toEqual([
    {
      ...told,
      path: "sandbox-orders/cache/group",
      found: "sandbox-network/network, also in sandbox-orders/db/group",
      expected: "what sandbox-network publishes by a contract",
      fix: 'use networkFromContract(this, "network", network) in this stack',
    },
    {
      ...told,
      path: "sandbox-orders/told",
      found: "sandbox-topics/news",
      expected: "what sandbox-topics publishes by a contract",
      fix: "publish the value in sandbox-topics by a Contract, and read it in this stack",
    },
  ]);
});

testAdvice(CASES, problemsIn);
