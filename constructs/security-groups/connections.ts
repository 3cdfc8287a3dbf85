import type { IConstruct } from "constructs";
import { checkArgument } from "../core/checks/arguments";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { type Problem, Problems } from "../core/errors";
import { checkDescription } from "./description";
import type { CidrPeer, PrefixListPeer } from "./peer";
import type { Port } from "./port";
import type { Direction, Rule, RuleTarget } from "./rule.types";

/** A group that keeps its rules. */
export interface RuleHolder extends ISecurityGroup {
  /** What rules of other groups call it. */
  readonly label: string;
  /** The group as the other end of a rule. */
  readonly target: RuleTarget;
  readonly rules: { report(problems: readonly Problem[]): void };
  /** Makes a rule, or reports why not. */
  addRule(asked: Rule, property: string): void;
}

/** Something that rules can be written for: a security group, or a construct that has one. */
export interface IConnectable {
  readonly connections: Connections;
}

/** A security group that was made here or existed before. */
export interface ISecurityGroup extends IConstruct, IConnectable {
  readonly securityGroupId: string;
  /** Whether rules may be added to it from here. */
  readonly mutable: boolean;
}

/** The other end of a rule: a security group (or what has one), an address range, or a prefix list. */
export type RulePeer = IConnectable | CidrPeer | PrefixListPeer;

/**
 * Who may connect to a security group, and where it may connect to.
 *
 * Between two groups both sides get their rule: ingress here, egress there. It does not matter on which of the two the method
 * is called: the same rules come out, with the same ids. Each rule is a resource of its own below the group it belongs to, so
 * all of them lie in the stack of the constructs at hand. A group of another stack is brought into this one by
 * `SecurityGroup.fromExisting` with its id from a contract; then the rules of both sides lie here, in the consumer's stack,
 * and the stack that made the group needs to know nothing of its consumers.
 *
 * What is wrong with a rule is told at synth, together with everything else.
 */
export class Connections {
  readonly #group: RuleHolder;

  constructor(group: RuleHolder) {
    this.#group = group;
  }

  /** The group that the rules are for. */
  get securityGroup(): ISecurityGroup {
    return this.#group;
  }

  /**
   * Admits a peer.
   *
   * @param reason what for, in AWS's characters, at most 255; becomes the rule's description
   */
  allowFrom(peer: RulePeer, port: Port, reason: string): void {
    this.#allow("ingress", peer, port, reason);
  }

  /**
   * Lets the group connect to a peer. A group reaches nothing until it is allowed to.
   *
   * @param reason what for, in AWS's characters, at most 255; becomes the rule's description
   */
  allowTo(peer: RulePeer, port: Port, reason: string): void {
    this.#allow("egress", peer, port, reason);
  }

  /** Lets the members of the group connect to each other. */
  allowInternally(port: Port, reason: string): void {
    this.#allow("ingress", this.#group, port, reason);
  }

  #allow(direction: Direction, peer: RulePeer, port: Port, reason: string): void {
    const group = this.#group;
    checkArguments(`${group.node.path} › ${direction === "ingress" ? "allowFrom" : "allowTo"}`, peer, port, reason);
    const label = isConnectable(peer) ? peer.connections.#group.label : peer.label;
    const property = describe(direction, port, label);
    const problems = new Problems(group.node.path);
    port.check(problems, property);
    checkDescription(reason, "reason", problems, property);
    if (isConnectable(peer)) {
      const other = peer.connections.#group;
      checkSides(group, other, problems, property);
      if (problems.list.length === 0) {
        const back = direction === "ingress" ? "egress" : "ingress";
        if (group.mutable) group.addRule({ direction, target: other.target, port, reason }, property);
        if (other.mutable) {
          other.addRule({ direction: back, target: group.target, port, reason }, describe(back, port, group.label));
        }
      }
    } else {
      const target = peer.target(problems, property);
      if (!group.mutable) addImmutable(problems, property, "the group");
      if (target && problems.list.length === 0) group.addRule({ direction, target, port, reason }, property);
    }
    group.rules.report(problems.list);
  }
}

function isConnectable(peer: RulePeer): peer is IConnectable {
  return "connections" in peer;
}

/** Refuses arguments that TypeScript has not seen: nothing can be made of them. */
function checkArguments(call: string, peer: unknown, port: unknown, reason: unknown): void {
  const isRange = typeof peer === "string" && /^[\d.]+\/\d+$/.test(peer);
  checkArgument(isObjectWith(peer, "connections") || isObjectWith(peer, "target"), `${call} › peer`, peer, {
    expected: "a security group, a construct that has one, or a Peer",
    fix: isRange ? `write Peer.ipv4("${peer}")` : "give the construct itself, or a Peer, and not its name or id",
  });
  checkArgument(isObjectWith(port, "text"), `${call} › port`, port, {
    expected: "a Port",
    fix: `write Port.tcp(${/^\d+$/.test(String(port)) ? port : 5432})`,
  });
  checkArgument(typeof reason === "string", `${call} › reason`, reason, {
    expected: "what the rule is for, as a text",
    fix: 'say it: "orders asks for prices"',
  });
}

function isObjectWith(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}

/** The rule in words, which is also where problems with it are found. */
function describe(direction: Direction, port: Port, label: string): string {
  return `${direction} ${port.text} ${direction === "ingress" ? "from" : "to"} ${label}`;
}

function checkSides(group: RuleHolder, other: RuleHolder, problems: Problems, property: string): void {
  const here = EnvironmentStack.of(group);
  const there = EnvironmentStack.of(other);
  if (here !== there) {
    problems.add(property, {
      code: "PEER_IN_OTHER_STACK",
      message: "The peer is a security group of another stack; stacks know each other only through contracts.",
      found: `${other.node.path}, used in stack ${here.node.path}`,
      expected: `a security group of stack ${here.node.path}`,
      fix: "publish the id in the other stack's contract and use SecurityGroup.fromExisting(this, …, { securityGroupId })",
    });
  } else if (!group.mutable && !other.mutable) {
    addImmutable(problems, property, "either group");
  }
}

function addImmutable(problems: Problems, property: string, which: string): void {
  problems.add(property, {
    code: "SECURITY_GROUP_IMMUTABLE",
    message: `No rule can be written: ${which} is declared as one that is not changed from here.`,
    found: "mutable: false",
    expected: "at least one side that rules may be added to",
    fix: "leave `mutable: false` out, or have the rule added where the group is made",
  });
}
