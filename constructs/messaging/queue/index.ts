// Queues, their dead letters, and who sends and receives.

export { Queue } from "./queue";
export type { IQueue, QueueMetrics } from "./queue.types";
export type { DeadLetterOptions, ExistingQueueProps, FifoOptions, QueueProps } from "./queue-props";
