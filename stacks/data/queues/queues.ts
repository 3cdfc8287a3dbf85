import { Construct } from "constructs";
import { closest } from "../../../config/checks/suggest";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { layDefaults } from "../../../constructs/core/shapes/defaults";
import { QUEUE_ACCESSES, type QueueAccess, queueLink } from "../../../constructs/links/queue-link";
import { Queue } from "../../../constructs/messaging/queue/queue";
import type { IQueue } from "../../../constructs/messaging/queue/queue.types";
import { DEFAULT_VISIBILITY } from "../../../constructs/messaging/queue/queue-checks";
import { checkKeyChoice, chosenKey } from "../../sections/key-choice";
import type { LinkMaker, Offer } from "../../sections/offer.types";
import { dataContract } from "../data-contract";
import type { DataProps, DataThings } from "../data-stack.types";
import type { DataMaking, DataPart } from "../part.types";
import { QUEUE_OUTPUTS } from "./queue-outputs";
import type { QueueSpec, QueuesProps } from "./queues.types";

type Queues = DataThings["queues"];

/** Makes the queues of a section. Those that others send their dead letters to come first. */
function createQueues({ stack, specs }: DataMaking<QueuesProps>, problems: Problems): Queues {
  const scopes = { queues: new Construct(stack, "queues"), keys: new Construct(stack, "queue-keys") };
  const made: Record<string, Queue> = {};
  const ready = Object.keys(specs).filter((name) => checkDeadLetterQueue(scopes.queues, name, specs, problems));
  for (const name of ready.sort((a, b) => lettersOf(a, specs).length - lettersOf(b, specs).length)) {
    const one = problems.collect(() => createQueue(scopes, name, specs[name] ?? {}, made));
    if (one) made[name] = one;
  }
  return Object.fromEntries(
    Object.keys(specs).flatMap((name) => (made[name] === undefined ? [] : [[name, made[name]]])),
  );
}

/**
 * A queue of the environment in another stack: its URL, name and key come from the contract, everything else from the section.
 *
 * @param name a queue of the section
 * @param props the section `data`
 */
export function queueFromContract(scope: Construct, id: string, name: string, props: DataProps): IQueue {
  checkCall("queueFromContract", { scope, id, name, props });
  const { queueArns, queueUrls, queueNames, queueKeyArns } = dataContract.read(EnvironmentStack.of(scope));
  const { keyArn, ownKey = false, fifo = false, ...spec } = props.queues?.[name] ?? {};
  const { visibility = DEFAULT_VISIBILITY } = layDefaults({ scope, id }, "Queue", spec);
  return Queue.fromExisting(scope, id, {
    visibility,
    queueArn: queueArns(name),
    queueUrl: queueUrls(name),
    queueName: queueNames(name),
    fifo: fifo !== false,
    ...(ownKey || keyArn !== undefined ? { keyArn: queueKeyArns(name) } : {}),
  });
}

function createQueue(
  scopes: Readonly<Record<"queues" | "keys", Construct>>,
  name: string,
  spec: QueueSpec,
  made: Queues,
): Queue | undefined {
  const { keyArn, ownKey, deadLetter, ...options } = spec;
  const { queue: other, ...letters } = deadLetter ?? {};
  const queue = other === undefined ? undefined : made[other];
  // The other one was refused, and that was told.
  if (other !== undefined && !queue) return undefined;
  const problems = new Problems(`${scopes.queues.node.path}/${name}`);
  checkKeyChoice(spec, problems);
  problems.throwIfAny();
  return new Queue(scopes.queues, name, {
    ...options,
    ...chosenKey(scopes.keys, name, spec, {
      name: `queue-${name}`,
      description: `Encrypts the messages of the queue ${name}`,
    }),
    ...(deadLetter ? { deadLetter: { after: deadLetter.after, ...letters, ...(queue ? { queue } : {}) } } : {}),
  });
}

/** The queues that dead letters of one go through, it being the first; a circle ends where it closes. */
function lettersOf(name: string, specs: QueuesProps): readonly string[] {
  const way = [name];
  for (;;) {
    const next = specs[way.at(-1) ?? ""]?.deadLetter?.queue;
    if (next === undefined) return way;
    const closes = way.includes(next);
    way.push(next);
    if (closes) return way;
  }
}

/** Adds `DEAD_LETTER_QUEUE_UNKNOWN` and `DEAD_LETTER_QUEUE_CIRCLE`. Returns whether the queue can be made. */
function checkDeadLetterQueue(scope: Construct, name: string, specs: QueuesProps, problems: Problems): boolean {
  const queue = specs[name]?.deadLetter?.queue;
  if (queue === undefined) return true;
  const told = new Problems(`${scope.node.path}/${name}`);
  const others = Object.keys(specs).filter((one) => one !== name);
  const way = lettersOf(name, specs);
  if (!Object.hasOwn(specs, queue)) {
    told.add("deadLetter.queue", {
      code: "DEAD_LETTER_QUEUE_UNKNOWN",
      message: "There is no such queue in the section.",
      found: `"${queue}"`,
      expected: others.length === 0 ? "another queue of the section, and there is none" : others.join(", "),
      fix: meantQueue(queue, others) ?? "leave queue out, and one is made",
    });
  } else if (way.indexOf(way.at(-1) ?? "") < way.length - 1) {
    told.add("deadLetter.queue", {
      code: "DEAD_LETTER_QUEUE_CIRCLE",
      message: "Dead letters would come back.",
      found: way.join(" → "),
      expected: "a queue whose own dead letters go elsewhere, or that has none",
      fix: "leave queue out, and one is made",
    });
  }
  problems.addAll(told.list);
  return told.list.length === 0;
}

/**
 * The advice where a queue of the section was most likely meant: beside it, a name stands without the kind that `uses` has before it.
 *
 * @param known the names that may stand there
 */
export function meantQueue(queue: string, known: readonly string[]): string | undefined {
  const meant = closest(queue.replace(/^queues\./, ""), known);
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

/** What services name in `uses`: `queues.jobs`. */
const OFFER: Offer<DataProps, QueueAccess> = {
  names: ({ queues = {} }) => Object.keys(queues),
  accesses: QUEUE_ACCESSES,
  link: ({ scope, name, props }): LinkMaker<QueueAccess> => {
    const queue = queueFromContract(scope, "queue", name, props);
    return (asked) => queueLink(queue, asked);
  },
  source: ({ scope, name, props }) => ({ kind: "queue", queue: queueFromContract(scope, "queue", name, props) }),
};

/** Queues of the section `data`. */
export const QUEUES: DataPart<"queues"> = {
  create: createQueues,
  outputs: QUEUE_OUTPUTS,
  offer: OFFER,
  reader: "queueFromContract",
  keys: "queue-keys",
};
