// A function within a network, and the files that it sees there.

export type { FunctionFiles, FunctionNetworkOptions } from "./network.types";
