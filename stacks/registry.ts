import { access } from "./access/access-stack";
import { apis } from "./apis/apis-stack";
import { buckets } from "./buckets/buckets-stack";
import { data } from "./data/data-stack";
import { dns } from "./dns/dns-stack";
import { ecs } from "./ecs/ecs-stack";
import { edge } from "./edge/edge-stack";
import { eksAddons } from "./eks/eks-addons-stack";
import { eks } from "./eks/eks-stack";
import { functions } from "./functions/functions-stack";
import type { SectionsOf } from "./sections/define-stack";
import { servers } from "./servers/servers-stack";

/** The stacks that the project brings. */
export const SHIPPED = [access, buckets, data, dns, edge, functions, apis, servers, ecs, eks, eksAddons] as const;

/**
 * The stacks that stand on an environment's network, each with a section in the configuration. A stack of your own is one file and one
 * entry here, behind the others. A stack is made after those that it needs, and otherwise in this order.
 */
export const STACKS = [...SHIPPED] as const;

/** The sections of a configuration that the registered stacks are made from. */
export type Sections = SectionsOf<typeof STACKS>;
