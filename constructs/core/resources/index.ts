// Resources of the provider: what holds data, what a construct has made, what waits for what, and values that are kept nowhere.

export { type ResourceClass, resourceOf, resourcesOf } from "./resource-of";
export { waitFor } from "./wait-for";
