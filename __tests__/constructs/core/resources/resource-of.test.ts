import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { EnvironmentStack, Problem } from "../../../../constructs/core";
import { resourceOf, resourcesOf } from "../../../../constructs/core";
import { Network } from "../../../../constructs/network";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, resourcesOf as synthesized, synthStack } from "../../../support/synth";

function network(stack: EnvironmentStack): Network {
  return new Network(stack, "network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "c"],
    tiers: [{ name: "app", kind: "isolated", prefixLength: 24 }],
    flowLog: { to: "cloudwatch" },
  });
}

test("a resource of a construct is found by its class, inside of other constructs too, and can be overridden", () => {
  const made = synthStack((stack) => {
    const own = network(stack);
    resourceOf(own, CloudwatchLogGroup).addOverride("skip_destroy", true);
    for (const subnet of resourcesOf(own, Subnet)) subnet.addOverride("timeouts.create", "5m");
  });
  expect(synthesized(made, "aws_cloudwatch_log_group")).toContainEqual(expect.objectContaining({ skip_destroy: true }));
  const subnets = synthesized(made, "aws_subnet");
  expect(subnets.map(({ timeouts }) => timeouts)).toEqual(subnets.map(() => ({ create: "5m" })));
  expect(subnets).toHaveLength(2);
});

/** Paths of the subnets below the network. */
function subnetPaths(): readonly string[] {
  const paths: string[] = [];
  synthStack((stack) => {
    const own = network(stack);
    paths.push(...resourcesOf(own, Subnet).map(({ node }) => node.path.slice(own.node.path.length + 1)));
  });
  return paths.sort();
}

interface Input {
  readonly find: (own: Network) => unknown;
}

const told = ({ find }: Input) =>
  problemsOf(() =>
    synthStack((stack) => {
      find(network(stack));
    }),
  );

const [first = "", second = ""] = subnetPaths();

interface Mistake extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const CASES: readonly Mistake[] = [
  {
    mistake: "a resource that the construct has several of",
    input: { find: (own: Network) => resourceOf(own, Subnet) },
    problems: [
      {
        code: "RESOURCE_AMBIGUOUS",
        path: "sandbox-test/network",
        message: "The construct has made several resources of this kind.",
        found: "2 of Subnet",
        expected: `one of ${first}, ${second}`,
        fix: "say at which of these paths, or take all by resourcesOf",
      },
    ],
    ways: [
      { says: "say at which of these paths", to: { find: (own: Network) => resourceOf(own, Subnet, first) } },
      { says: "take all by resourcesOf", to: { find: (own: Network) => resourcesOf(own, Subnet) } },
    ],
  },
  {
    mistake: "a resource at a place where there is none",
    input: { find: (own: Network) => resourceOf(own, Subnet, "subnet-b") },
    problems: [
      {
        code: "RESOURCE_MISSING",
        path: "sandbox-test/network",
        message: "The construct has not made such a resource.",
        found: 'no Subnet at "subnet-b"',
        expected: `one of ${first}, ${second}`,
        fix: "name one that is there, or set the property that makes it",
      },
    ],
    ways: [{ says: "name one that is there", to: { find: (own: Network) => resourceOf(own, Subnet, second) } }],
  },
];

test.each(CASES)("$mistake is told in these words", ({ input, problems }) => {
  expect(told(input)).toEqual(problems);
});

testAdvice(CASES, (input) => problemsIfAny(() => synthStack((stack) => void input.find(network(stack)))));

test("where there is no resource of the class, those that there are are told", () => {
  const [problem] = told({ find: (own) => resourceOf(own, S3Bucket) });
  expect(problem).toMatchObject({ code: "RESOURCE_MISSING", found: "no S3Bucket" });
  expect(problem?.expected).toMatch(/^one of .*CloudwatchLogGroup.*Subnet.*Vpc/);
});
