import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { type Problem, Problems } from "../core/errors";
import { referenceText } from "../core/texts/reference-text";
import { addCheck } from "../core/validation";
import { checkInternetIngress } from "./internet-exposure";
import { openTogether } from "./open-together";
import type { Port } from "./port";
import type { Direction, Rule } from "./rule.types";

const books = new WeakMap<IConstruct, Map<string, RuleBook>>();

/**
 * All rules of one security group, wherever in the program they are made. AWS refuses a rule that exists already and counts
 * all of them, so both can only be judged over the whole.
 */
export class RuleBook {
  readonly #rules = new Map<string, Rule>();
  readonly #problems: Problem[] = [];
  /** Why single ports are public entries, by their labels. */
  readonly #publicPorts = new Map<string, string>();

  private constructor(
    private readonly path: string,
    private readonly quota: number,
    private readonly publicEntry: string | undefined,
  ) {}

  /**
   * The book of a group. Two constructs that stand for the same group share it.
   *
   * @param identity the same for the same group: its path, or the id of one that existed before
   * @param publicEntry why the group is a public entry, when it declares that
   */
  static of(group: IConstruct, identity: string, quota: number, publicEntry: string | undefined): RuleBook {
    const root = group.node.root;
    const ofRoot = books.get(root) ?? new Map<string, RuleBook>();
    books.set(root, ofRoot);
    const known = ofRoot.get(identity);
    if (known) return known;
    const book = new RuleBook(group.node.path, quota, publicEntry);
    ofRoot.set(identity, book);
    addCheck(group, () => book.problems());
    return book;
  }

  /** The rules so far. */
  get rules(): readonly Rule[] {
    return [...this.#rules.values()];
  }

  /** Declares why a port of the group is a public entry. */
  declarePublicEntry(port: Port, reason: string): void {
    this.#publicPorts.set(port.label, reason);
  }

  /** Why the group, or this port of it, is a public entry. */
  publicEntryOf(port: Port): string | undefined {
    return this.publicEntry ?? this.#publicPorts.get(port.label);
  }

  /** Keeps problems until synth, where all of them are told together. */
  report(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /**
   * Enters a rule of one of the constructs that stand for the group. Returns whether it is new; the same rule with another reason is a
   * problem.
   */
  enter(rule: Rule, group: IConstruct, property: string): boolean {
    const { key } = rule.target;
    // A reference means the same within its stack only.
    const other = Token.isUnresolved(key)
      ? `${EnvironmentStack.of(group).node.path} ${referenceText(key, group)}`
      : key;
    const identity = `${rule.direction} ${rule.port.label} ${other}`;
    const known = this.#rules.get(identity);
    if (!known) {
      this.#rules.set(identity, rule);
      return true;
    }
    if (known.reason === rule.reason) return false;
    const problems = new Problems(this.path);
    problems.add(property, {
      code: "RULE_REASON_DIFFERS",
      message: "The same rule is asked for twice, with different reasons.",
      found: `"${known.reason}" and "${rule.reason}"`,
      expected: "one rule with one reason; AWS keeps a rule only once",
      fix: "give both calls the same reason, or leave one of them out",
    });
    this.report(problems.list);
    return false;
  }

  /** Everything that is wrong with the group's rules. */
  problems(): readonly Problem[] {
    return [...this.#problems, ...this.#openTogether(), ...this.#overQuota("ingress"), ...this.#overQuota("egress")];
  }

  /** What rules open to the internet together. */
  #openTogether(): readonly Problem[] {
    const problems = new Problems(this.path);
    for (const { port, rules } of openTogether(this.rules)) {
      const peers = rules.map(({ target }) => target.label).join(", ");
      checkInternetIngress(
        port,
        `${peers} together`,
        this.publicEntryOf(port),
        problems,
        `ingress ${port.text} from ${peers}`,
      );
    }
    return problems.list;
  }

  #overQuota(direction: Direction): readonly Problem[] {
    const rules = this.rules.filter((rule) => rule.direction === direction);
    const ipv4 = rules.reduce((sum, rule) => sum + rule.target.weight.ipv4, 0);
    const ipv6 = rules.reduce((sum, rule) => sum + rule.target.weight.ipv6, 0);
    const [version, count] = ipv4 >= ipv6 ? ["IPv4", ipv4] : ["IPv6", ipv6];
    if (count <= this.quota) return [];
    const problems = new Problems(this.path);
    const heavy = new Set(
      rules
        .map(({ target: { label, weight } }) => ({ label, most: Math.max(weight.ipv4, weight.ipv6) }))
        .filter(({ most }) => most > 1)
        .map(({ label, most }) => `prefix list ${label} counts ${most} each time`),
    );
    problems.add(direction, {
      code: "RULE_QUOTA_EXCEEDED",
      message: `The security group has more ${direction} rules than AWS allows.`,
      found: [`${count} for ${version}`, ...heavy].join("; "),
      expected: `at most ${this.quota} for each direction and IP version (Amazon VPC quotas)`,
      fix: [
        "join rules: one range of ports, or one security group in place of several ranges",
        ...(heavy.size > 0 ? ["lower the lists' `maxEntries`"] : []),
        "or raise the quota and set `rulesQuota`, or quotas.rulesPerSecurityGroup of the environment",
      ].join(", "),
    });
    return problems.list;
  }
}
