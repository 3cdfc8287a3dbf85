import { Network } from "../../../../constructs/network/network";
import { answersAnywhere } from "../../../../constructs/network/network-acls/network-acl-answers";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import type { NetworkAclProps, NetworkProps } from "../../../../constructs/network/network-props";
import { synthStack } from "../../../support/synth";

function props(networkAcl?: NetworkAclProps): NetworkProps {
  return {
    cidr: "10.0.0.0/16",
    zones: ["a", "c"],
    tiers: [
      { name: "web", kind: "public", prefixLength: 24 },
      { name: "app", kind: "private", prefixLength: 24, ...(networkAcl ? { networkAcl } : {}) },
    ],
  };
}

/** What the network says, as its own stack and as another one sees it. */
function answers(networkAcl?: NetworkAclProps): readonly boolean[] {
  const seen: boolean[] = [];
  synthStack((stack) => {
    for (const network of [
      new Network(stack, "network", props(networkAcl)),
      networkFromContract(stack, "again", props(networkAcl)),
    ]) {
      seen.push(answersAnywhere(network.tier("app").networkAcl ?? []));
    }
  });
  return seen;
}

const VPC = { vpc: { action: "allow", peer: "vpc" } } as const;
const OUT = { action: "allow", peer: "anywhere" } as const;

// Amazon VPC User Guide, "Ephemeral ports", as of 2026-11.
test.each<[string, NetworkAclProps["egress"] | undefined, boolean]>([
  ["the rules that a private tier has by default", undefined, true],
  ["everything", { all: OUT }, true],
  ["the ports of answers alone", { answers: { ...OUT, protocol: "tcp", ports: "1024-65535" } }, true],
  ["the VPC alone", VPC, false],
  ["some of the ports", { answers: { ...OUT, protocol: "tcp", ports: "32768-65535" } }, false],
  ["another protocol", { answers: { ...OUT, protocol: "udp" } }, false],
  [
    "everything but one of the ports",
    { "no-rdp": { action: "deny", peer: "anywhere", protocol: "tcp", ports: 3389 }, all: OUT },
    false,
  ],
])("a network knows whether answers go anywhere: %s", (_name, egress, expected) => {
  const acl = egress ? { ingress: VPC, egress, ephemeralPorts: false } : undefined;
  expect(answers(acl)).toEqual([expected, expected]);
});

test("a network has an internet gateway when it has a public tier", () => {
  synthStack((stack) => {
    const tiers = [{ name: "data", kind: "isolated", prefixLength: 24 }] as const;
    const closed: NetworkProps = { ...props(), tiers };
    const has = [props(), closed].map((one, index) => [
      new Network(stack, `network-${index}`, one).hasInternetGateway,
      networkFromContract(stack, `seen-${index}`, one).hasInternetGateway,
    ]);
    expect(has).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
