import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { MARK, targetProblem, writeTarget } from "../../eject/target";

let root = "";
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-eject-"));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const folder = () => path.join(root, "out", "dev");
const problem = (of = "dev") => targetProblem(folder(), "out/dev", of);
const FILES = new Map([
  ["README.md", "# dev\n"],
  ["network/vpc.tf", "a\n"],
  ["network/.terraform.lock.hcl", "lock\n"],
]);

test("a new folder and an empty one are taken", async () => {
  expect(problem()).toBeUndefined();
  fs.mkdirSync(folder(), { recursive: true });
  expect(problem()).toBeUndefined();
  await writeTarget(folder(), "dev", FILES);
  expect(fs.readdirSync(folder()).sort()).toEqual([MARK, "README.md", "network"].sort());
  expect(fs.readdirSync(path.dirname(folder()))).toEqual(["dev"]);
});

test("an earlier eject of the same is written anew, with what an init has made kept and nothing else", async () => {
  await writeTarget(folder(), "dev", new Map([...FILES, ["gone/a.tf", "a\n"]]));
  for (const stack of ["network", "gone"]) {
    fs.mkdirSync(path.join(folder(), stack, ".terraform"));
    fs.writeFileSync(path.join(folder(), stack, ".terraform", "terraform.tfstate"), "{}");
  }
  fs.writeFileSync(path.join(folder(), "network/.terraform.lock.hcl"), "lock with hashes\n");
  expect(problem()).toBeUndefined();
  await writeTarget(folder(), "dev", new Map([...FILES, ["network/vpc.tf", "b\n"]]));
  expect(fs.readFileSync(path.join(folder(), "network/vpc.tf"), "utf8")).toBe("b\n");
  expect(fs.existsSync(path.join(folder(), "network/.terraform/terraform.tfstate"))).toBe(true);
  expect(fs.existsSync(path.join(folder(), "gone"))).toBe(false);
});

test.each<[string, () => void, string, string]>([
  [
    "a file",
    () => fs.writeFileSync(path.join(root, "out", "dev"), ""),
    "There is a file where the folder should be.",
    "out/dev",
  ],
  [
    "files of somebody else",
    () => {
      fs.mkdirSync(folder());
      fs.writeFileSync(path.join(folder(), "main.tf"), "");
    },
    "The folder is not empty, and nothing is written over.",
    "out/dev with main.tf",
  ],
])("a folder with %s is refused", (_, make, message, found) => {
  fs.mkdirSync(path.join(root, "out"));
  make();
  expect(problem()).toEqual({
    code: "EJECT_FOLDER",
    path: "command line › --to",
    message,
    found,
    expected: "a folder that is not there, an empty one, or an earlier eject of dev that nobody has touched",
    fix: "choose another folder, for example --to out/dev-2",
  });
});

test.each<[string, (file: (name: string) => string) => void, string]>([
  ["changed", (file) => fs.appendFileSync(file("network/vpc.tf"), "b\n"), "changes of network/vpc.tf since"],
  ["added", (file) => fs.writeFileSync(file("network/own.tf"), ""), "changes of network/own.tf since"],
  ["taken away", (file) => fs.rmSync(file("README.md")), "changes of README.md since"],
])("an eject of which a file was %s is somebody's, and refused", async (_, change, found) => {
  await writeTarget(folder(), "dev", FILES);
  change((name) => path.join(folder(), name));
  expect(problem()).toMatchObject({ message: "The folder holds an eject that somebody has gone on with.", found });
});

test("the eject of something else is refused", async () => {
  await writeTarget(folder(), "dev", FILES);
  expect(problem("prod")).toMatchObject({
    message: "The folder holds the eject of something else.",
    found: "an eject of dev",
  });
});

test("when something fails, nothing is there that was not before", async () => {
  await writeTarget(folder(), "dev", FILES);
  const fail = async () => {
    throw new Error("no formatter");
  };
  await expect(writeTarget(folder(), "dev", new Map([["a.tf", "a\n"]]), fail)).rejects.toThrow("no formatter");
  expect(fs.readFileSync(path.join(folder(), "network/vpc.tf"), "utf8")).toBe("a\n");
  expect(fs.readdirSync(path.dirname(folder()))).toEqual(["dev"]);
});
