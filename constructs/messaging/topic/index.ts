// Topics, and who hears them.

export { Topic } from "./topic";
export type { ITopic, QueueSubscriptionOptions, SubscriptionOptions, TopicMetrics } from "./topic.types";
export type { ExistingTopicProps, FifoTopicOptions, TopicProps } from "./topic-props";
