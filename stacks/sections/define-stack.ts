import type { App } from "cdktf";
import type { Environment } from "../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problem, Problems } from "../../constructs/core/errors";
import type { NetworkProps } from "../../constructs/network/network-props";
import type { Facts } from "../../memory/deployed.types";
import type { OfferedKinds, WhyAway } from "./offer.types";
import type { Offers } from "./offers";
import type { Place } from "./places";

/** What a stack is made from. */
export interface Making<Props, Sections = Readonly<Record<string, unknown>>> {
  readonly app: App;
  readonly environment: Environment;
  /** The properties that the environment's network stack is made from; the network itself is read by contract. */
  readonly network: NetworkProps;
  /** The stack's own section. */
  readonly props: Props;
  /** The sections of the stacks that it needs, and of those that it reads where there are any. */
  readonly sections: Sections;
  /** What others offer to it; nothing for a stack that does not say `usesOffers`. */
  readonly offers: Offers;
  /**
   * What is remembered of the stacks that are deployed, by full name.
   *
   * @default - nothing was deployed or accepted yet
   */
  readonly remembered?: Readonly<Record<string, Facts>>;
}

/** A stack that `stacks/registry.ts` registers. Made by {@link defineStack}. */
export interface StackDefinition<Section extends string = string, Props = unknown> {
  /** Key of the configuration, in camel case; the stack is `<environment>-<key in kebab case>`. */
  readonly section: Section;
  /**
   * Stacks whose sections must be there: this one is made after them, and refused without them.
   *
   * @default - none; the network is always there
   */
  readonly needs?: readonly StackDefinition[];
  /**
   * Stacks that this one is made after where their sections are there, and that it does without where they are not.
   *
   * @default - none
   */
  readonly reads?: readonly StackDefinition[];
  /**
   * How the section calls what constructs of the stack call otherwise, so that their problems are told at their lines of the file. The first
   * that fits counts; `named` and `single` make the usual ones.
   *
   * @default - a construct's property has the same name in the section, at its top
   */
  readonly places?: readonly Place[];
  /**
   * What the stack is made from in an environment that has no such section.
   *
   * @default - it is not made there
   */
  readonly byDefault?: Props;
  /**
   * What services of the environment may name in `uses`, by kind. A kind may be offered by several stacks, each name of it by one.
   *
   * @default - nothing
   */
  readonly offers?: OfferedKinds<Props>;
  /**
   * Whether it uses what others offer: it is made after those.
   *
   * @default false
   */
  readonly usesOffers?: boolean;
  /**
   * Why `create` may return nothing.
   *
   * @default - it always makes the stack, or tells what is wrong
   */
  readonly away?: WhyAway;
  /**
   * How it is told that a stack which this one needs is not there.
   *
   * @default - `SECTION_NEEDED`, with the names of both
   */
  missing?(environment: Environment): Problem;
  /**
   * Makes the stack. It is called even when a stack that this one needs or reads was refused: others are read by contract, so that the
   * mistakes of all are told in one run.
   *
   * @param problems for what is wrong; what is thrown as a GroundplanError is added too
   * @returns nothing where the environment has no such stack for a while, and then none that needs it either
   */
  create(making: Making<Props>, problems: Problems): EnvironmentStack | undefined;
  /**
   * Takes the place of `create` where a stack that this one needs or reads was refused, if `create` would repeat that one's problems: adds
   * what is wrong with this one alone.
   *
   * @default - `create`
   */
  otherwise?(making: Making<Props>, problems: Problems): void;
}

/** The properties of a section. */
export type PropsOf<Definition> = Definition extends StackDefinition<string, infer Props> ? Props : never;

/** The sections of some stacks, each of which may be absent. */
export type SectionsOf<Definitions extends readonly StackDefinition[]> = {
  readonly [Definition in Definitions[number] as Definition["section"]]?: PropsOf<Definition>;
};

/** What {@link defineStack} takes: a definition in which the sections of other stacks have their types. */
export interface DefinedStack<
  Section extends string,
  Props,
  Needs extends readonly StackDefinition[],
  Reads extends readonly StackDefinition[],
> extends Omit<StackDefinition<Section, Props>, "create" | "otherwise"> {
  readonly needs?: Needs;
  readonly reads?: Reads;
  create(making: Making<Props, NeededSections<Needs, Reads>>, problems: Problems): EnvironmentStack | undefined;
  otherwise?(making: Making<Props, NeededSections<Needs, Reads>>, problems: Problems): void;
}

type NeededSections<Needs extends readonly StackDefinition[], Reads extends readonly StackDefinition[]> = Required<
  SectionsOf<Needs>
> &
  SectionsOf<Reads>;

/**
 * Defines a stack with a section of its own in the configuration. It is made when it stands in the list of `stacks/registry.ts`.
 *
 * Others are named by their definitions and not by words, so that a name that does not exist, or a circle, does not compile, and their
 * sections have types.
 *
 * ```ts
 * export const orders = defineStack<OrdersProps>()({
 *   section: "orders", // key of the YAML; the stack is <environment>-orders
 *   needs: [ecs], // made after it, refused without it
 *   create: ({ app, environment, network, props, sections }) =>
 *     new OrdersStack(app, environment, network, sections.ecs, props),
 * });
 * ```
 *
 * @returns what takes the definition; of two type parameters TypeScript infers all or none, so the section's type has a call of its own
 */
export function defineStack<Props>() {
  return <
    const Section extends string,
    const Needs extends readonly StackDefinition[] = readonly [],
    const Reads extends readonly StackDefinition[] = readonly [],
  >(
    definition: DefinedStack<Section, Props, Needs, Reads>,
  ): StackDefinition<Section, Props> => definition as StackDefinition<Section, Props>;
}
