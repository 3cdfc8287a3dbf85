import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError, type Problems } from "../../core/errors";
import { remember, rememberedTexts } from "../../core/memory/remembered";
import type { ISubnet } from "../../network/network.types";
import type { InstanceKind } from "./instances/instance-types";
import { checkNodes, type NodesToCheck } from "./node-checks";
import { placeNodes } from "./node-placement";

/** What follows from the properties of nodes. */
export interface NodesPlan {
  /** What the instance types have in common. */
  readonly kind: InstanceKind;
  /** Subnets that the nodes lie in. */
  readonly subnets: readonly ISubnet[];
}

/**
 * Checks nodes of either kind and finds their place; warns of Spot nodes that AWS could take all at once.
 *
 * @param problems what only this kind of nodes has, checked already
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function planNodes(nodes: Construct, props: NodesToCheck, problems: Problems): NodesPlan {
  const { protect } = EnvironmentStack.of(nodes).environment;
  const kind = checkNodes(props, protect, problems);
  const deployedZones = rememberedTexts(nodes, "zones");
  const subnets = placeNodes({ ...props, protect, ...(deployedZones ? { deployedZones } : {}) }, problems);
  if (kind === undefined || problems.list.length > 0) throw new GroundplanError(problems.list);
  const [only, ...others] = props.instanceTypes;
  if (props.capacity === "spot" && others.length === 0) {
    Annotations.of(nodes).addWarning(
      `Spot nodes of one instance type (${only}) go all at once when AWS needs the type back: name several.`,
    );
  }
  remember(
    nodes,
    "zones",
    subnets.map(({ zone }) => zone),
  );
  return { kind, subnets };
}
