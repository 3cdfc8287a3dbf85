// Queues and topics: what one part of an application tells another.

export { Queue } from "./queue/queue";
export type { IQueue, QueueMetrics } from "./queue/queue.types";
export type { DeadLetterOptions, ExistingQueueProps, FifoOptions, QueueProps } from "./queue/queue-props";
export type { SendingService } from "./sending-services";
export { Topic } from "./topic/topic";
export type { ITopic, QueueSubscriptionOptions, SubscriptionOptions, TopicMetrics } from "./topic/topic.types";
export type { ExistingTopicProps, FifoTopicOptions, TopicProps } from "./topic/topic-props";
