import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import { Queue, type QueueProps, Topic } from "../../../../constructs/messaging";
import type { Program, Transition } from "../transition";

function queue(id: string, props: QueueProps = {}): Program {
  return (stack) => {
    new Queue(stack, id, props);
  };
}

/** A topic with a key that a queue hears, and whoever else. */
function heard(more: (topic: Topic) => void = () => {}, filter?: { readonly kind: readonly string[] }): Program {
  return (stack) => {
    const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
    const topic = new Topic(stack, "orders", { key });
    topic.subscribeQueue("bills", new Queue(stack, "bills", { key }), filter ? { filter } : {});
    more(topic);
  };
}

/** Changes of queues and topics. */
export const MESSAGING: readonly Transition[] = [
  {
    area: "messaging",
    name: "a queue gets dead letters, and other times",
    from: queue("jobs", { retention: "4 d" }),
    to: queue("jobs", { visibility: "60 s", retention: "7 d", delay: "5 s", deadLetter: { after: 5 } }),
  },
  {
    area: "messaging",
    name: "a queue keeps the order from now on, and is another one",
    from: queue("mails"),
    to: queue("mails", { fifo: true }),
    replaced: { aws_sqs_queue: 1, aws_sqs_queue_policy: 1 },
  },
  {
    area: "messaging",
    name: "a topic that a queue hears is heard by a page too, and the queue hears less",
    from: heard(),
    to: heard((topic) => topic.subscribeUrl("hook", "https://hooks.example.com/orders"), { kind: ["order"] }),
  },
];
