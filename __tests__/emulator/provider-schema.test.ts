import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { narrowed, typesIn } from "../../emulator/provider-schema";

/** A field of Protocol Buffers that has a length. */
function field(number: number, content: Buffer): Buffer {
  const length = content.length < 128 ? [content.length] : [(content.length & 127) | 128, content.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content]);
}

/** An entry of a map by type, whose value is as long as is said. */
function entry(map: number, type: string, length = 3): Buffer {
  return field(map, Buffer.concat([field(1, Buffer.from(type)), field(2, Buffer.alloc(length, "x"))]));
}

const PROVIDER = field(1, Buffer.from("the provider's own"));
const CAPABILITIES = field(6, Buffer.from([8, 1]));
const VERSION = Buffer.from([(9 << 3) | 0, 0x96, 0x01]);
const FUNCTION = entry(7, "arn_parse");

test("a schema is told with the types that are used, resources and data sources, and all that has no type", () => {
  const answer = [
    PROVIDER,
    entry(2, "aws_vpc"),
    entry(2, "aws_subnet", 300),
    entry(2, "aws_sns_topic", 300),
    entry(3, "aws_vpc"),
    entry(3, "aws_ami"),
    CAPABILITIES,
    VERSION,
    FUNCTION,
  ];
  const kept = [PROVIDER, entry(2, "aws_vpc"), entry(2, "aws_subnet", 300), entry(3, "aws_vpc")];
  expect(narrowed(Buffer.concat(answer), new Set(["aws_vpc", "aws_subnet"]))).toEqual(
    Buffer.concat([...kept, CAPABILITIES, VERSION, FUNCTION]),
  );
});

test("the types of a stack are those of its resources and of its data sources", () => {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  const json = { resource: { aws_vpc: { main: {} }, aws_subnet: {} }, data: { aws_ami: {} }, output: { id: {} } };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json));
  expect(typesIn(folder)).toEqual(["aws_vpc", "aws_subnet", "aws_ami"]);
  rmSync(folder, { recursive: true });
});
