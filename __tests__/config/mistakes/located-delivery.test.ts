import { devWith, problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop } from "../support/shop";

afterAll(removeConfigFolders);

/** An environment with a pipeline. */
function delivered(github: string, rest = ""): string {
  return `${devWith("  type: local\n", "  type: s3\n")}delivery:\n  github: { ${github} }\n${rest}`;
}

const ACME = 'repository: acme/platform, ownerId: "77", repositoryId: "4242"';

test("what is wrong with a pipeline is told where it is written", () => {
  const dev = delivered(
    'repository: "acme/*", ownerId: acme, repositoryId: "4242"',
    "  apply: { branches: [main, x*] }\n",
  );
  expect(problemsIn(() => buildShop({ dev })).map(({ code, path }) => [code, path.replace(/:\d+:\d+/, "")])).toEqual([
    ["GITHUB_REPOSITORY_INVALID", "config/dev.yaml › delivery.github.repository"],
    ["GITHUB_ID_INVALID", "config/dev.yaml › delivery.github.ownerId"],
    ["GITHUB_BRANCH_INVALID", "config/dev.yaml › delivery.apply.branches[1]"],
  ]);
});

test("a provider that two environments would make is told at the later one", () => {
  const files = { dev: delivered(ACME), qa: delivered(ACME) };
  const told = problemsIn(() => buildShop(files)).filter(({ code }) => code === "GITHUB_PROVIDER_TWICE");
  expect(told.map(({ path }) => path.replace(/:\d+:\d+/, ""))).toEqual(["config/qa.yaml › delivery.github.provider"]);
});
