import { Contract, map } from "../../constructs/core/contract";

const MOCK = { region: "us-east-1", account: "000000000000" } as const;

/** A stand-in for an ARN. */
function mockArn(service: string, resource: string): string {
  return `arn:aws:${service}:${MOCK.region}:${MOCK.account}:${resource}`;
}

/** What the stack of the data hands to the others: of each kind maps by the names of the configuration. */
export const dataContract = new Contract("data", {
  queueUrls: map(
    "Where messages are sent to and received from, by the names of queues",
    (key) => `https://sqs.${MOCK.region}.amazonaws.com/${MOCK.account}/mock-${key}`,
  ),
  queueArns: map("ARNs of the queues by name", (key) => mockArn("sqs", `mock-${key}`)),
  queueNames: map("Names of the queues in AWS, by their names in the configuration", (key) => `mock-${key}`),
  queueKeyArns: map("Keys that encrypt the messages, by the names of the queues that have one", (key) =>
    mockArn("kms", `key/mock-${key}`),
  ),
  topicArns: map("ARNs of the topics by name", (key) => mockArn("sns", `mock-${key}`)),
  topicNames: map("Names of the topics in AWS, by their names in the configuration", (key) => `mock-${key}`),
  topicKeyArns: map("Keys that encrypt the messages, by the names of the topics that have one", (key) =>
    mockArn("kms", `key/mock-${key}`),
  ),
});

/** One value of each thing that has it, by name. */
export function valuesOf<Thing>(
  things: Readonly<Record<string, Thing>>,
  of: (thing: Thing) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(things).flatMap(([name, thing]) => {
      const value = of(thing);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
