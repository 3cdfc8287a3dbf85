// How new versions of a function come out.

export type { CallShift, FunctionDeployment } from "./deployment.types";
