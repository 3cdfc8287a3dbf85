import { Contract } from "../../constructs/core/contract";
import { specsOf } from "./outputs";
import { QUEUE_OUTPUTS } from "./queues/queue-outputs";
import { TOPIC_OUTPUTS } from "./topics/topic-outputs";

/** What the stack of the data hands to the others: of each kind maps by the names of the configuration. */
export const dataContract = new Contract("data", { ...specsOf(QUEUE_OUTPUTS), ...specsOf(TOPIC_OUTPUTS) });
