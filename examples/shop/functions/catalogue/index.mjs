import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient();

/** Answers `GET /products/{id}`. */
export async function handler({ pathParameters }) {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: process.env.PRODUCTS_TABLE_NAME, Key: { id: { S: pathParameters.id } } }),
  );
  if (!Item) return { statusCode: 404 };
  return { id: Item.id.S, title: Item.title?.S, cents: Number(Item.cents?.N) };
}
