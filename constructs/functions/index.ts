// Functions of Lambda: code, versions behind an alias, and who calls them.

export type { CallingService, FunctionMetrics, ILambdaFunction } from "./function.types";
export type {
  AliasOptions,
  AsyncOptions,
  CodeOptions,
  ExistingFunctionProps,
  FunctionFiles,
  FunctionLogs,
  FunctionNetworkOptions,
  FunctionProps,
  FunctionUrlOptions,
  ImageCommand,
  UrlCors,
} from "./function-props";
export { type FunctionSource, LambdaFunction } from "./lambda-function";
export type { CallShift, FunctionDeployment } from "./release/deployment.types";
export { RUNTIMES, RUNTIMES_AS_OF, type Runtime } from "./runtimes";
export type {
  BatchOptions,
  EventPattern,
  ObjectEvent,
  ObjectSourceOptions,
  QueueSourceOptions,
  RuleSourceOptions,
  ScheduleSourceOptions,
  StreamSourceOptions,
  TopicSourceOptions,
} from "./sources";
