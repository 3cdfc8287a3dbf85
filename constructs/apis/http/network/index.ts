// The way of an API into a network.

export type { HttpApiNetworkOptions } from "./network.types";
