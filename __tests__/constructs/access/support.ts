import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { Bastion, type BastionProps } from "../../../constructs/access";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { ExistingNetwork, type ExistingNetworkProps } from "../../../constructs/network/existing-network";
import type { ITier } from "../../../constructs/network/network.types";
import type { TierKind } from "../../../constructs/network/network-props";
import type { Told, Way } from "../../support/followed-advice";
import { type Attributes, problemsIfAny, problemsOf, type SynthesizedStack, synthStack } from "../../support/synth";

function tier(name: string, kind: TierKind, third: number): ITier {
  const subnets = ["a", "b"].map((zone, index) => ({
    zone,
    subnetId: `subnet-${name}-${zone}`,
    cidr: `10.0.${third + index}.0/24`,
  }));
  return { name, kind, subnets };
}

/** Tiers by kind: `web` is public, `app` private, `data` isolated. */
export const TIERS = {
  public: tier("web", "public", 0),
  private: tier("app", "private", 10),
  isolated: tier("data", "isolated", 20),
} as const;

/** A network with a tier of each kind, NAT, and a prefix list. */
export function testNetwork(scope: Construct, overrides: Partial<ExistingNetworkProps> = {}): ExistingNetwork {
  return new ExistingNetwork(scope, "network", {
    vpcId: "vpc-0123456789abcdef0",
    cidrs: ["10.0.0.0/16"],
    zones: ["a", "b"],
    tiers: [TIERS.public, TIERS.private, TIERS.isolated],
    prefixListIds: { offices: "pl-0123456789abcdef0" },
    ...overrides,
  });
}

type Props = Omit<BastionProps, "network">;

/** Bytes of a key in OpenSSH form: each field with its length before it. */
export function publicKey(kind: string, ...fields: Buffer[]): string {
  const parts = [Buffer.from(kind), ...fields].flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return [length, field];
  });
  return `${kind} ${Buffer.concat(parts).toString("base64")} somebody@example.com`;
}

/** A key of the right form that nobody has the private half of. */
export const ED25519_KEY = publicKey("ssh-ed25519", Buffer.alloc(32, 7));

/** An RSA key with a modulus of so many bits. */
export function rsaKey(bits: number): string {
  const modulus = Buffer.alloc(bits / 8 + 1, 0xa5);
  modulus[0] = 0;
  return publicKey("ssh-rsa", Buffer.from([1, 0, 1]), modulus);
}

/** A synthesized bastion. */
export function synthBastion(
  props: Props = {},
  options: {
    readonly network?: Partial<ExistingNetworkProps>;
    readonly protect?: boolean;
    readonly after?: (bastion: Bastion, stack: EnvironmentStack) => void;
  } = {},
): SynthesizedStack & { readonly bastion: Bastion } {
  const made: Bastion[] = [];
  const synthesized = synthStack(
    (stack) => {
      const bastion = new Bastion(stack, "bastion", { ...props, network: testNetwork(stack, options.network) });
      made.push(bastion);
      options.after?.(bastion, stack);
    },
    { name: "access", environment: { protect: options.protect ?? false } },
  );
  const [bastion] = made;
  if (!bastion) throw new Error("no bastion was made");
  return { ...synthesized, bastion };
}

/** Other end, protocol and first port of each rule. */
export function peersOf(rules: readonly Attributes[]): unknown[] {
  return rules.map((rule) => [
    rule.cidr_ipv4 ?? rule.prefix_list_id ?? rule.referenced_security_group_id,
    rule.ip_protocol,
    rule.from_port,
  ]);
}

/** The commands as a deploy prints them, with the hashes taken out of the references. */
export function commandsOf(props: Props): { connect: string; forward: string } {
  const { outputs } = synthBastion(props, {
    after: (bastion, stack) => {
      const add = (id: string, value: string) => new TerraformOutput(stack, id, { value, staticId: true });
      add("connect", bastion.connectCommand);
      add("forward", bastion.portForwardCommand("db.internal", 5432, 15432));
    },
  });
  const read = (name: string) => String(outputs[name]?.value).replace(/_[0-9A-F]{8}\./g, ".");
  return { connect: read("connect"), forward: read("forward") };
}

/** What a bastion with these properties is refused for. */
export function bastionProblems(props: Props, network?: Partial<ExistingNetworkProps>): readonly Problem[] {
  return problemsOf(() => synthBastion(props, network ? { network } : {}));
}

/** A problem, with the property of the bastion that it is about in place of its path. */
type PropertyProblem = Omit<Problem, "path"> & { readonly property: string };

/** Properties that are refused, and what for. */
export interface Refusal {
  readonly name: string;
  readonly props: Props;
  readonly problems: readonly PropertyProblem[];
  readonly network?: Partial<ExistingNetworkProps>;
  readonly ways?: readonly Way<Asked>[];
}

/** Properties of a bastion, and what is different in its network. */
export type Asked = Pick<Refusal, "props" | "network">;

export function refusal(
  name: string,
  props: Props,
  problems: readonly PropertyProblem[],
  network?: Partial<ExistingNetworkProps>,
  ways?: readonly Way<Asked>[],
): Refusal {
  return { name, props, problems, network, ways };
}

/** Refusals and what finds their problems, as `testAdvice` takes them. */
export function adviceOf(
  refusals: readonly Refusal[],
): [mistakes: Told<Asked>[], problemsIn: (asked: Asked) => readonly Problem[]] {
  return [
    refusals.map(({ name, problems, ways }) => ({ mistake: name, problems, ways })),
    ({ props, network }) => problemsIfAny(() => synthBastion(props, network ? { network } : {})),
  ];
}

/** Compares the problems of a bastion with what is expected, word for word. */
export function expectRefusal({ props, problems, network }: Refusal): void {
  const expected = problems.map(({ property, ...problem }) => ({
    ...problem,
    path: `sandbox-access/bastion › ${property}`,
  }));
  expect(bastionProblems(props, network)).toEqual(expected);
}
