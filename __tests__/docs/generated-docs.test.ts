import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDocs } from "../../tools/generated-docs";

const ROOT = join(__dirname, "..", "..");
const docs = generatedDocs(ROOT);

test.each(docs.map(({ path, content }) => [path, content]))("%s is what `npm run docs` writes", (path, content) => {
  const file = join(ROOT, path);
  expect(existsSync(file) ? readFileSync(file, "utf8") : undefined).toBe(content);
});

test("the generated documentation is the same each time, whatever environments the process asks for", () => {
  const variables = { ...process.env };
  try {
    process.env.GROUNDPLAN_ENV = "sandbox";
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:5000";
    expect(generatedDocs(ROOT)).toEqual(docs);
  } finally {
    process.env = variables;
  }
});
