import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const client = new SQSClient();

/** Answers `POST /orders`: the worker does the rest. */
export async function handler({ body, requestContext }) {
  await client.send(
    new SendMessageCommand({
      QueueUrl: process.env.ORDERS_QUEUE_URL,
      MessageBody: JSON.stringify({ id: requestContext.requestId, order: JSON.parse(body) }),
    }),
  );
  return { statusCode: 202, body: JSON.stringify({ id: requestContext.requestId }) };
}
