import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placeholdersIn, placeholderWarning } from "../../cli/placeholders";

describe("what was left as it was shipped", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "groundplan-placeholders-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const warningFor = (content: object) => {
    const file = join(folder, "cdk.tf.json");
    writeFileSync(file, JSON.stringify(content));
    return placeholderWarning("dev-edge", file);
  };

  test.each([
    ['"222222222222"', ["the account 222222222222"]],
    ["arn:aws:iam::123456789012:role/x and arn:aws:iam::123456789012:role/y", ["the account 123456789012"]],
    ["www.staging.example.com, example.org", ["the domain www.staging.example.com", "the domain example.org"]],
    ["203.0.113.0/25 198.51.100.7", ["the range 203.0.113.0/25", "the range 198.51.100.7"]],
    ["2001:db8:1::/48", ["the range 2001:db8:1::/48"]],
    // Neither a longer number, nor another name that begins so, nor a range of one's own.
    ["2222222222223 222222222221 example.community 10.30.0.0/16 fd00::/8", []],
  ])("is found in %s", (text, expected) => {
    expect(placeholdersIn(text)).toEqual(expected);
  });

  test("is told in one warning for a stack", () => {
    expect(warningFor({ account: "333333333333" })).toBe(
      "dev-edge: the account 333333333333 is a placeholder of the shipped configuration or of a document; " +
        "replace what is yours",
    );
    const ranges = [1, 2, 3, 4, 5, 6, 7].map((last) => `192.0.2.${last}`);
    expect(warningFor({ ranges })).toBe(
      "dev-edge: the range 192.0.2.1, the range 192.0.2.2, the range 192.0.2.3, the range 192.0.2.4, the range 192.0.2.5 " +
        "and 2 more are placeholders of the shipped configuration or of a document; replace what is yours",
    );
  });

  test("is nothing in a stack that is one's own", () => {
    expect(warningFor({ account: "404142434445", domain: "shop.io" })).toBeUndefined();
  });
});
