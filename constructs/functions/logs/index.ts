// Where lines of a function go.

export type { FunctionLogs } from "./logs.types";
