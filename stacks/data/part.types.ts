import type { IConstruct } from "constructs";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import type { INetwork } from "../../constructs/network/network.types";
import type { Offer } from "../sections/offer.types";
import type { Place } from "../sections/places";
import type { DataProps, DataThings } from "./data-stack.types";
import type { DataOutputs } from "./outputs";

/** A kind of what the section has by name. */
export type DataKind = keyof DataThings;

/** What the things of a kind are made with. */
export interface DataMaking<Specs> {
  readonly stack: EnvironmentStack;
  /** The things by name, as the section has them. */
  readonly specs: Specs;
  /** The whole section. */
  readonly props: DataProps;
  /** The things of the kinds before it in the table; without those that were refused. */
  readonly made: Partial<DataThings>;
  /** The environment's network. It is read by contract as soon as somebody asks. */
  readonly network: () => INetwork;
}

/** A kind of what the section has by name: everything that the stack has to know of it. */
export interface DataPart<Kind extends DataKind> {
  /**
   * Makes the things of the section.
   *
   * @returns those that could be made; what is wrong with the others is added
   */
  create(making: DataMaking<NonNullable<DataProps[Kind]>>, problems: Problems): DataThings[Kind];
  /** What other stacks are told of the things. */
  readonly outputs: DataOutputs<ThingOf<Kind>>;
  /** What services name in `uses`. */
  readonly offer: Offer<DataProps>;
  /** The function by which other stacks have one: `queueFromContract`. */
  readonly reader: string;
  /**
   * Whether that function knows everything by the contract.
   *
   * @default - it is given the section too
   */
  readonly readsContractAlone?: boolean;
  /**
   * The scope of the keys that things have of their own, by their names: `queue-keys`.
   *
   * @default - they have none
   */
  readonly keys?: string;
  /**
   * How the section calls what constructs call otherwise.
   *
   * @default - a thing's key is `keyArn` and `ownKey` there, everything else has the same name
   */
  readonly places?: readonly Place[];
}

/** A thing of a kind. */
export type ThingOf<Kind extends DataKind> =
  DataThings[Kind] extends Readonly<Record<string, infer Thing extends IConstruct>> ? Thing : never;

/** The kinds by their names in the section, in the order in which they are made. */
export type DataParts = { readonly [Kind in DataKind]: DataPart<Kind> };
