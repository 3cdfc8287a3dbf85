import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

/** A stack with an error, a warning, a finding that is exempt, and texts that XML and JSON escape. */
async function checked(format: string): Promise<string> {
  const root = project({ dev: DEV });
  const granted = {
    ...{ rule: "SG-01", at: "prod-shop/ssh", reason: 'the partner says "<no other way>" & waits', until: "2030-01-31" },
    place: "exempt in main.ts:3:1",
  };
  const settings = {
    ...{ version: 1, environment: "prod", isProduction: true, exemptions: [] },
    stacks: { "prod-shop": { granted: [granted], places: {} } },
  };
  const group = { ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" };
  const stack = {
    resource: {
      aws_db_instance: { 'a"b<c>': { username: "admin", publicly_accessible: true } },
      aws_vpc_security_group_ingress_rule: { ssh: { "//": { metadata: { path: "prod-shop/ssh" } }, ...group } },
    },
  };
  const files = { "out/review/prod.json": settings, "out/stacks/prod-shop/cdk.tf.json": stack };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), JSON.stringify(content));
  }
  const { out } = await runIn(
    root,
    `check --format ${format} out/stacks/prod-shop/cdk.tf.json`,
    {},
    { today: "2026-11-30" },
  );
  return out;
}

const text = { type: "string", minLength: 1 } as const;
const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  ...{ type: "object", properties, required, additionalProperties: false },
});
const message = object({ text, markdown: text }, ["text"]);
const position = { type: "integer", minimum: 1 } as const;

/** What a log of ours has of SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", sections 3.13 to 3.52). */
const SARIF = object({
  $schema: text,
  version: { const: "2.1.0" },
  runs: {
    type: "array",
    items: object({
      tool: object({
        driver: object({
          name: text,
          rules: {
            type: "array",
            items: object({
              ...{ id: text, shortDescription: message, fullDescription: message, help: message },
              properties: object({ tags: { type: "array", items: text, uniqueItems: true } }),
            }),
          },
        }),
      }),
      columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
      results: {
        type: "array",
        items: object(
          {
            ruleId: text,
            ruleIndex: { type: "integer", minimum: 0 },
            level: { enum: ["none", "note", "warning", "error"] },
            message,
            locations: {
              type: "array",
              items: object(
                {
                  physicalLocation: object({
                    artifactLocation: object({ uri: { type: "string", pattern: "^[^\\s\\\\]+$" }, uriBaseId: text }),
                    region: object({ startLine: position, startColumn: position }, ["startLine"]),
                  }),
                  logicalLocations: { type: "array", items: object({ fullyQualifiedName: text, kind: text }) },
                },
                ["logicalLocations"],
              ),
            },
            partialFingerprints: { type: "object", additionalProperties: text },
            suppressions: {
              type: "array",
              items: object({
                kind: { enum: ["inSource", "external"] },
                status: { enum: ["accepted", "underReview", "rejected"] },
                justification: text,
              }),
            },
          },
          ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
        ),
      },
    }),
  },
});

test("SARIF has the form of its standard", async () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const log = JSON.parse(await checked("sarif"));
  expect([ajv.validate(SARIF, log), ajv.errors]).toEqual([true, null]);
  const [{ results, tool }] = log.runs;
  expect(results.some((one: object) => "suppressions" in one)).toBe(true);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

/** Elements of JUnit's XML as Jenkins reads them (xUnit plugin, junit-10.xsd, read 2026-11): attributes, required ones first, and children. */
const JUNIT: Readonly<
  Record<string, readonly [required: readonly string[], optional: readonly string[], inside: readonly string[]]>
> = {
  testsuites: [[], ["name", "time", "tests", "failures", "errors"], ["testsuite"]],
  testsuite: [
    ["name", "tests", "failures", "errors"],
    ["skipped", "time", "timestamp"],
    ["testcase", "properties", "system-out"],
  ],
  testcase: [["name"], ["classname", "time"], ["skipped", "error", "failure", "system-out", "system-err"]],
  failure: [[], ["type", "message"], []],
  skipped: [[], ["type", "message"], []],
  "system-out": [[], [], []],
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: Element[];
}

/** Reads XML that has neither comments nor sections; what is not well formed fails. */
function readXml(xml: string): Element {
  const root: Element = { name: "", attributes: {}, inside: [] };
  const open = [root];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  for (const part of body.split(/(<[^>]*>)/)) {
    const above = open.at(-1) ?? root;
    const [, end, name = "", attributes = "", alone] = /^<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>$/.exec(part) ?? [];
    if (name === "") expect(part).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#10);)/);
    else if (end) {
      expect(name).toBe(above.name);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]);
      const element: Element = { name, attributes: Object.fromEntries(pairs), inside: [] };
      above.inside.push(element);
      if (!alone) open.push(element);
    }
  }
  expect(open).toHaveLength(1);
  expect(root.inside).toHaveLength(1);
  return root.inside[0] ?? root;
}

test("JUnit has the elements and attributes that CI servers read, and counts what it has", async () => {
  const visit = ({ name, attributes, inside }: Element): void => {
    const [required = [], optional = [], children = []] = JUNIT[name] ?? [];
    expect(Object.keys(JUNIT)).toContain(name);
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...required]));
    expect([...required, ...optional]).toEqual(expect.arrayContaining(Object.keys(attributes)));
    for (const one of inside) expect([name, children]).toEqual([name, expect.arrayContaining([one.name])]);
    inside.forEach(visit);
  };
  const read = readXml(await checked("junit"));
  visit(read);
  expect(read.name).toBe("testsuites");
  const [suite] = read.inside;
  const count = (kind: string) => suite?.inside.filter(({ inside }) => inside.some(({ name }) => name === kind)).length;
  expect(suite?.attributes).toMatchObject({
    tests: String(suite?.inside.length),
    failures: String(count("failure")),
    skipped: String(count("skipped")),
    errors: "0",
  });
  expect([count("failure"), count("skipped"), count("system-out")].every((number) => (number ?? 0) > 0)).toBe(true);
});
