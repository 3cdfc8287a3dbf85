// Functions of Lambda: code, versions behind an alias, and who calls them.

export type { AsyncOptions } from "./calls/async.types";
export type { FunctionUrlOptions, UrlCors } from "./calls/url.types";
export type { CodeOptions, ImageCommand } from "./code/code.types";
export type { CallingService, FunctionMetrics, ILambdaFunction } from "./function.types";
export type { ExistingFunctionProps, FunctionProps } from "./function-props";
export { type FunctionSource, LambdaFunction } from "./lambda-function";
export type { FunctionLogs } from "./logs/logs.types";
export type { FunctionFiles, FunctionNetworkOptions } from "./network/network.types";
export type { AliasOptions } from "./release/alias.types";
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
