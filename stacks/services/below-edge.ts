import type { Environment } from "../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../constructs/core/errors";
import { inAnyZone, isZoneAlone } from "../edge/edge-contract";
import { edge } from "../edge/edge-stack";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { DefinedStack, Making } from "../sections/define-stack";

/** A stack of which some things stand below the edge. */
export interface BelowEdge<Props> {
  /** Name of the stack without the environment. */
  readonly stack: string;
  /** What it makes, in the words of messages: `services`. */
  readonly made: string;
  /** Whether any of them is exposed. Those that are not need no edge. */
  hasExposed(props: Props): boolean;
  /** @param edge the section of the edge; absent where nothing is exposed, or where the environment has none */
  make(making: Making<Props>, edge: EdgeProps | undefined): EnvironmentStack;
  /**
   * Adds what is wrong with the section where the stack is not made.
   *
   * @param path path of the stack
   */
  check(path: string, making: Making<Props>, edge: EdgeProps, problems: Problems): void;
}

type Definition<Props> = DefinedStack<string, Props, readonly [], readonly [typeof edge]>;

/** The part of a stack's definition that says how it is made below the edge, and what becomes of it where there is none yet. */
export function belowEdge<Props>({
  stack: name,
  made,
  hasExposed,
  make,
  check,
}: BelowEdge<Props>): Required<Pick<Definition<Props>, "reads" | "usesOffers" | "away" | "create" | "otherwise">> {
  return {
    reads: [edge],
    usesOffers: true,
    away: {
      found: "edge.domain has delegated: false",
      fix: "remove delegated once the domain is delegated to the zone",
    },
    create(making, problems) {
      const { environment, props, sections, remembered = {} } = making;
      if (!hasExposed(props)) return make(making, undefined);
      if (!sections.edge || !isZoneAlone(sections.edge)) return make(making, sections.edge);
      // While the domain is not delegated, an environment has of what stands below the edge the mistakes alone.
      const stack = `${environment.name}-${name}`;
      const found = new Problems("");
      check(stack, making, sections.edge, found);
      // Of what it uses some may wait for the same.
      problems.addAll(found.list.filter(({ code }) => code !== "USE_AWAY"));
      if (Object.hasOwn(remembered, stack)) problems.addAll([takenBack(environment, stack, made)]);
      return undefined;
    },
    otherwise(making, problems) {
      const found = new Problems("");
      found.collect(() => make(making, making.sections.edge && inAnyZone(making.sections.edge)));
      // What is wrong with the edge is told by its own stack.
      problems.addAll(found.list.filter(({ path }) => !path.startsWith(`${making.environment.name}-${name}/edge`)));
    },
  };
}

function takenBack({ name }: Environment, stack: string, made: string): Problem {
  const [first = "", ...rest] = made;
  return {
    code: "EDGE_TAKEN_BACK",
    path: `${name}-edge › domain.delegated`,
    message: `${first.toUpperCase()}${rest.join("")} stand below the edge, and with delegated: false nothing of it would be left but the zone.`,
    found: `delegated: false, and ${stack} is deployed`,
    expected: `delegated: false only before the first deploy of the ${made}`,
    fix: `remove delegated, or destroy ${stack} first`,
  };
}
