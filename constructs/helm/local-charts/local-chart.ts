import type { Problems } from "../../core/errors";
import { type ProjectFile, projectFiles } from "../../core/files/project-files";
import { type ChartArchive, LONGEST_PATH, packChart } from "./chart-archive";

/** A chart of a folder of the project. */
export interface LocalChart {
  readonly name: string;
  readonly version: string;
  readonly archive: ChartArchive;
}

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const VERSION = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/**
 * Reads the chart of a folder, and packs it. Adds `CHART_FOLDER`, `CHART_FILE`, `CHART_DEPENDENCY`, and what is wrong with the path.
 *
 * @param folder from the project's folder on
 * @param property where it is written
 * @param root the project's folder
 */
export function readLocalChart(
  folder: string,
  property: string,
  problems: Problems,
  root?: string,
): LocalChart | undefined {
  const files = projectFiles(folder, property, problems, root);
  if (!files) return undefined;
  const base = folder.replace(/^\.\//, "").replace(/\/$/, "");
  const contents = new Map(files.map(({ path, content }) => [path.slice(base.length + 1), content]));
  const description = contents.get("Chart.yaml");
  if (!description) {
    problems.add(property, {
      code: "CHART_FOLDER",
      message: "The folder is no chart of Helm.",
      found: `no Chart.yaml in ${base}`,
      expected: "a folder with Chart.yaml and templates, as `helm create` makes it",
      fix: "name the folder that Chart.yaml lies in; objects without a chart belong in eksAddons.manifests",
    });
    return undefined;
  }
  const chart = descriptionOf(description);
  const path = `${base}/Chart.yaml`;
  const before = problems.list.length;
  checkDescription(chart, path, problems);
  checkPaths(chart.name, base, files, problems);
  checkDependencies(chart.dependencies, path, [...contents.keys()], base, problems);
  if (problems.list.length > before) return undefined;
  return { name: chart.name, version: chart.version, archive: packChart(chart.name, contents) };
}

interface Description {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly dependencies: readonly { readonly name: string }[];
}

/** What `Chart.yaml` says; empty texts for what it does not, or not in such a form. */
function descriptionOf(content: Buffer): Description {
  const yaml: typeof import("yaml") = require("yaml");
  let parsed: unknown;
  try {
    parsed = yaml.parse(content.toString("utf8"), { logLevel: "silent", maxAliasCount: 100 });
  } catch {
    parsed = undefined;
  }
  const map = typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const dependencies = Array.isArray(map.dependencies) ? map.dependencies : [];
  return {
    name: text(map.name),
    version: text(map.version),
    type: text(map.type),
    dependencies: dependencies.map((one: { readonly name?: unknown } | null) => ({ name: text(one?.name) })),
  };
}

function checkDescription({ name, version, type }: Description, path: string, problems: Problems): void {
  const wrong = [
    ...(NAME.test(name) ? [] : [`name: ${JSON.stringify(name)}`]),
    ...(VERSION.test(version) ? [] : [`version: ${JSON.stringify(version)}`]),
    ...(type === "library" ? ["type: library"] : []),
  ];
  if (wrong.length === 0) return;
  problems.addAll([
    {
      code: "CHART_FILE",
      path,
      message: "The description of the chart is none that Helm installs a chart by.",
      found: wrong.join(", "),
      expected: "a name of a-z, 0-9 and -, a whole version such as 1.2.3 as a text, and the type application",
      fix: "write name and version as `helm create` does, and leave type out",
    },
  ]);
}

function checkPaths(name: string, base: string, files: readonly ProjectFile[], problems: Problems): void {
  for (const { path } of files) {
    const packed = `${name}${path.slice(base.length)}`;
    if (Buffer.byteLength(packed) <= LONGEST_PATH) continue;
    problems.addAll([
      {
        code: "CHART_FILE",
        path,
        message: "The path of the file is longer than a packed chart takes.",
        found: `${Buffer.byteLength(packed)} bytes`,
        expected: `at most ${LONGEST_PATH} with the chart's name before it`,
        fix: "give the file, or a folder above it, a shorter name",
      },
    ]);
  }
}

/** Terraform's provider refuses at the plan a chart whose parts are not there. */
function checkDependencies(
  dependencies: Description["dependencies"],
  path: string,
  files: readonly string[],
  base: string,
  problems: Problems,
): void {
  const missing = dependencies
    .map(({ name }) => name)
    .filter((name) => !files.some((file) => file.startsWith(`charts/${name}/`) || file.startsWith(`charts/${name}-`)));
  if (missing.length === 0) return;
  problems.addAll([
    {
      code: "CHART_DEPENDENCY",
      path,
      message: "The chart is made of others, which are not in its folder charts.",
      found: missing.join(", "),
      expected: `each of them in ${base}/charts`,
      fix: `run \`helm dependency build ${base}\`, and commit what it puts there`,
    },
  ]);
}
