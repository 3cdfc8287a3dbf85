import type { Construct } from "constructs";
import type { PublishedValues } from "../../constructs/core/contract";
import { readBy } from "../../constructs/core/contract-ways";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import type { INetwork } from "../../constructs/network/network.types";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { defineStack } from "../sections/define-stack";
import type { OfferedKinds } from "../sections/offer.types";
import { named, type Place } from "../sections/places";
import { dataContract } from "./data-contract";
import type { DataProps, DataThings } from "./data-stack.types";
import { valuesOf } from "./outputs";
import type { DataKind, DataMaking, DataPart } from "./part.types";
import { DATA_PARTS } from "./parts";

/** The kinds, in the order in which they are made. */
const PARTS = Object.entries(DATA_PARTS) as readonly [DataKind, DataPart<DataKind>][];

/**
 * `<environment>-data`: what applications keep and tell each other. It knows none of those that use it: permissions lie with the roles, in
 * their stacks, and a key lets the account's roles decide.
 */
export class DataStack extends EnvironmentStack {
  /** What was made of each kind, by the names of the section. */
  readonly things: DataThings;

  /**
   * @param network the properties that the environment's network stack is made from; only read where something lies in it
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(scope: Construct, environment: Environment, network: NetworkProps, props: DataProps) {
    super(scope, "data", environment);
    const problems = new Problems(this.node.path);
    this.things = this.#make(network, props, problems);
    problems.throwIfAny();
    const outputs = PARTS.map(([kind, part]) => valuesOf<Construct>(part.outputs, this.things[kind]));
    dataContract.publish(this, Object.assign({}, ...outputs) as PublishedValues<typeof dataContract.outputs>);
  }

  #make(network: NetworkProps, props: DataProps, problems: Problems): DataThings {
    let shared: INetwork | undefined;
    const around = {
      stack: this,
      props,
      network: () => {
        shared ??= networkFromContract(this, "network", network);
        return shared;
      },
    };
    const made: Record<string, Readonly<Record<string, Construct>>> = {};
    for (const [kind, part] of PARTS) {
      const making = { ...around, specs: props[kind] ?? {}, made } as DataMaking<NonNullable<DataProps[DataKind]>>;
      const things = part.create(making, problems);
      for (const [name, thing] of Object.entries(things)) {
        const section = part.readsContractAlone ? "" : ", data";
        readBy(thing, `${part.reader}(this, "${name}", "${name}"${section})`);
      }
      made[kind] = things;
    }
    return made as unknown as DataThings;
  }
}

/** How the section calls what constructs of a kind call otherwise. */
function placesOf([kind, { keys, places = [] }]: readonly [string, DataPart<DataKind>]): readonly Place[] {
  const keyed: readonly Place[] =
    keys === undefined
      ? []
      : [
          [new RegExp(`^${kind}/([^/ ]+) › key$`), `${kind}.$1.keyArn`],
          [new RegExp(`^${keys}/([^/ ]+)[^›]*( ›.*)?$`), `${kind}.$1.ownKey`],
        ];
  return [...places, ...keyed, ...named(`${kind}/`, kind)];
}

/** The stack of the section `data`. */
export const data = defineStack<DataProps>()({
  section: "data",
  places: PARTS.flatMap(placesOf),
  offers: Object.fromEntries(PARTS.map(([kind, { offer }]) => [kind, offer])) as OfferedKinds<DataProps>,
  create: ({ app, environment, network, props }) => new DataStack(app, environment, network, props),
});
