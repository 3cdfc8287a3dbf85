import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedDocs } from "./generated-docs";

/**
 * `npm run docs`: writes the generated files of the documentation. With `--check` it writes nothing, names those that are not
 * current, and exits with 1 if there are any.
 */
function main(): void {
  const root = process.cwd();
  const check = process.argv.includes("--check");
  const stale = generatedDocs(root).filter(({ path, content }) => !isCurrent(join(root, path), content));
  for (const { path, content } of stale) {
    process.stdout.write(check ? `${path} is not current: run \`npm run docs\`\n` : `${path} written\n`);
    if (check) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  if (stale.length === 0) process.stdout.write("The generated documentation is current.\n");
  if (check && stale.length > 0) process.exitCode = 1;
}

function isCurrent(file: string, content: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === content;
}

main();
