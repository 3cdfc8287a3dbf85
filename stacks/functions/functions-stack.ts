import { Construct } from "constructs";
import { readBy } from "../../constructs/core/contract-ways";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import type { FunctionProps } from "../../constructs/functions/function-props";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { functionLink } from "../../constructs/links/function-link";
import { byName } from "../../constructs/links/links";
import type { INetwork } from "../../constructs/network/network.types";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { ContainerImage } from "../../constructs/registry/container-image";
import { SecurityGroup } from "../../constructs/security-groups/security-group";
import { collectByName } from "../sections/collect-by-name";
import { defineStack } from "../sections/define-stack";
import type { EventSource } from "../sections/offer.types";
import { noOffers, type Offers } from "../sections/offers";
import { statementsOf } from "../services/permission-statement";
import { callBySources, onOptions } from "./function-sources";
import { functionFromContract, publishFunctions } from "./functions-contract";
import type { FunctionSpec, FunctionsProps } from "./functions-stack.types";

/** What calls that do not wait may be sent to: all but buckets. */
type Destination = Exclude<EventSource, { readonly kind: "bucket" }>;

/** `<environment>-functions`: functions of Lambda, with what calls them. */
export class FunctionsStack extends EnvironmentStack {
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  readonly #networkProps: NetworkProps;
  readonly #offers: Offers;
  #network: INetwork | undefined;

  /**
   * @param network the properties that the environment's network stack is made from; only read where a function lies in it
   * @param offers what other stacks of the environment offer to the functions; nothing where it is left out
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(
    scope: Construct,
    environment: Environment,
    network: NetworkProps,
    props: FunctionsProps,
    offers: Offers = noOffers(network),
  ) {
    super(scope, "functions", environment);
    this.#networkProps = network;
    this.#offers = offers;
    const problems = new Problems(this.node.path);
    // In a scope of its own, so that a function may have the name of anything else in the stack.
    const functions = new Construct(this, "functions");
    this.functions = collectByName(props, (name, spec) => this.#createFunction(functions, name, spec), problems);
    for (const [name, made] of Object.entries(this.functions)) {
      readBy(made, `functionFromContract(this, "${name}", "${name}")`);
    }
    problems.throwIfAny();
    publishFunctions(this, this.functions);
  }

  #createFunction(scope: Construct, name: string, spec: FunctionSpec): LambdaFunction {
    const problems = new Problems(`${scope.node.path}/${name}`);
    this.#offers.check(spec.uses, "uses", problems);
    const sources = (spec.on ?? []).map((on, index) => {
      const at = typeof on === "string" ? `on[${index}]` : `on[${index}].name`;
      return this.#offers.source(this, onOptions(on).name, at, problems);
    });
    const props = this.#propsOf(scope, name, spec, problems);
    const made = problems.collect(() => new LambdaFunction(scope, name, props));
    if (!made) throw new GroundplanError(problems.list);
    callBySources(made, spec, (index) => sources[index], problems);
    problems.collect(() => {
      for (const statement of statementsOf(made, { permissions: spec.permissions ?? {} })) made.role.allow(statement);
    });
    problems.throwIfAny();
    return made;
  }

  #propsOf(scope: Construct, name: string, spec: FunctionSpec, problems: Problems): FunctionProps {
    const { on: _, schedules: __, rules: ___, streams: ____, permissions: _____, ...rest } = spec;
    const { image, network, environmentKeyArn, uses, deadLetters, async, files, logs, ...options } = rest;
    const own = { environment: Object.keys(spec.environment ?? {}) };
    const links = this.#offers.links(this, uses, "uses", own, problems);
    const needsNetwork =
      files !== undefined ||
      options.tier !== undefined ||
      options.egress !== undefined ||
      links.some(({ link }) => (link.connections ?? []).length > 0);
    const read = image === undefined ? undefined : problems.collect(() => ContainerImage.fromRegistry(image));
    const letters = deadLetters === undefined ? undefined : this.#destination(deadLetters, "deadLetters", problems);
    return {
      ...options,
      ...(read ? { image: read } : {}),
      ...((network ?? needsNetwork) ? { network: this.#sharedNetwork() } : {}),
      ...(environmentKeyArn === undefined ? {} : { environmentKey: environmentKeyArn }),
      ...(links.length > 0 ? { uses: byName(links) } : {}),
      ...(letters ? { deadLetters: letters.kind === "queue" ? letters.queue : letters.topic } : {}),
      ...(async ? { async: this.#asyncOf(async, problems) } : {}),
      ...(files ? { files: filesOf(scope, name, files) } : {}),
      ...(logs ? { logs: logsOf(logs) } : {}),
    };
  }

  #asyncOf({ onFailure, onSuccess, ...options }: NonNullable<FunctionSpec["async"]>, problems: Problems) {
    const failure = onFailure === undefined ? undefined : this.#destination(onFailure, "async.onFailure", problems);
    const success = onSuccess === undefined ? undefined : this.#destination(onSuccess, "async.onSuccess", problems);
    return {
      ...options,
      ...(failure ? { onFailure: failure.kind === "queue" ? failure.queue : failure.topic } : {}),
      ...(success ? { onSuccess: success.kind === "queue" ? success.queue : success.topic } : {}),
    };
  }

  /** The queue or topic of a name. Adds `FUNCTION_DESTINATION_KIND` for what is neither. */
  #destination(name: string, at: string, problems: Problems): Destination | undefined {
    const found = this.#offers.source(this, name, at, problems);
    if (found?.kind !== "bucket") return found;
    problems.add(at, {
      code: "FUNCTION_DESTINATION_KIND",
      message: "Calls are sent to queues and topics alone.",
      found: `"${name}"`,
      expected: "a queue or a topic, such as queues.lost",
      fix: "name a queue or a topic of the section data",
    });
    return undefined;
  }

  #sharedNetwork(): INetwork {
    this.#network ??= networkFromContract(this, "network", this.#networkProps);
    return this.#network;
  }
}

function filesOf(
  scope: Construct,
  name: string,
  { mountTargetsGroupId: securityGroupId, ...files }: NonNullable<FunctionSpec["files"]>,
): NonNullable<FunctionProps["files"]> {
  if (securityGroupId === undefined) return files;
  const stack = EnvironmentStack.of(scope);
  const groups = stack.node.tryFindChild("mount-targets") ?? new Construct(stack, "mount-targets");
  return { ...files, mountTargets: SecurityGroup.fromExisting(groups as Construct, name, { securityGroupId }) };
}

function logsOf({ keyArn, ...logs }: NonNullable<FunctionSpec["logs"]>): NonNullable<FunctionProps["logs"]> {
  return { ...logs, ...(keyArn === undefined ? {} : { key: keyArn }) };
}

/** The stack of the section `functions`. */
export const functions = defineStack<FunctionsProps>()({
  section: "functions",
  places: [
    [/^functions\/([^/ ]+) › environmentKey$/, "$1.environmentKeyArn"],
    [/^functions\/([^/ ]+) › logs\.key$/, "$1.logs.keyArn"],
    [/^mount-targets\/([^/ ]+)[^›]*( ›.*)?$/, "$1.files.mountTargetsGroupId"],
    [/^functions\/([^/ ]+)[^›]* › (.*)$/, "$1.$2"],
    [/^functions\/([^/ ]+)[^›]*$/, "$1"],
  ],
  usesOffers: true,
  offers: {
    functions: {
      names: (props) => Object.keys(props),
      link: ({ scope, name }) => functionLink(functionFromContract(scope, "function", name)),
      function: ({ scope, name }) => functionFromContract(scope, "function", name),
    },
  },
  create: ({ app, environment, network, props, offers }) =>
    new FunctionsStack(app, environment, network, props, offers),
});
