/** The names of resources in AWS: which types have one, within what it is given once, and who is told when two want the same. */
export { markEnvironmentsOwn } from "./claims";
export { distinctName, namedBy } from "./name-source";
export { NAMED_RESOURCES, NAMELESS_RESOURCES, type NamedResource } from "./named-resources";
export { checkNames } from "./taken-names";
