import { access } from "./access/access-stack";
import { apis } from "./apis/apis-stack";
import { buckets } from "./buckets/buckets-stack";
import { clickstream } from "./clickstream-stack";
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

/** With the shop's own, which this file adds to the list of the project. */
export const STACKS = [...SHIPPED, clickstream] as const;

/** The sections of a configuration that the registered stacks are made from. */
export type Sections = SectionsOf<typeof STACKS>;
