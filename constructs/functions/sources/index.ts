// What calls a function by itself: queues, streams, buckets, topics, clocks and events.

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
} from "./source.types";
