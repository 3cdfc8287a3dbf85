import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "constructs");

const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(ROOT, file), "utf8"));

/** Names of the interfaces that constructs of the project are taken by: `INetwork`. */
const INTERFACES = [
  ...new Set(
    SOURCES.flatMap((text) =>
      [...text.matchAll(/^export interface (I[A-Z][A-Za-z]*)\b/gm)].map(([, name = ""]) => name),
    ),
  ),
].sort();

/** Names of the classes that bring in what exists. */
const BRINGING_IN = SOURCES.flatMap((text) => {
  const [before, ...after] = text.split(/^ {2}static fromExisting\(/m);
  const [name] = [...(before ?? "").matchAll(/^export class (\w+)/gm)].map(([, one = ""]) => one).reverse();
  return after.length > 0 && name !== undefined ? [name] : [];
});

/** The class that brings in what has the interface, where its name is another one. */
const BY_ANOTHER_NAME: Readonly<Record<string, string>> = {
  ICreatedTargetGroup: "TargetGroup",
  ILoadBalancer: "ApplicationLoadBalancer",
};

/** Why nothing that exists is brought in by an interface. */
const REASONS: Readonly<Record<string, string>> = {
  IConnectable: "what has a security group: the group itself is brought in, by SecurityGroup",
  IGrantable: "what has a role: the role itself is brought in, by Role",
  IHttpListener: "part of a balancer: ApplicationLoadBalancer.fromExisting takes its listeners",
  IMatchSet: "what sets have in common: IpSet and RegexPatternSet bring them in",
  IPullable: "what image and role have to know of a repository: Repository brings it in",
  IServiceAccountRole:
    "names what the ServiceAccount needs of the role; charts take the ARN of one that exists by their values",
  ISubnet: "part of a network: Network.fromExisting takes it",
  ITaskDefinition: "nothing takes one: services and tasks set up the containers and roles of their own",
  ITier: "part of a network: Network.fromExisting takes it",
};

const bringsIn = (name: string) => BRINGING_IN.includes(BY_ANOTHER_NAME[name] ?? name.slice(1));

test.each(INTERFACES)("what has the interface %s can exist already, or there is a reason why it cannot", (name) => {
  expect({ name, bringsIn: bringsIn(name) }).toEqual({ name, bringsIn: REASONS[name] === undefined });
});

test("every reason and every other name is that of an interface", () => {
  for (const name of [...Object.keys(REASONS), ...Object.keys(BY_ANOTHER_NAME)]) expect(INTERFACES).toContain(name);
});

test("the guide's table of what exists has a row for each class that brings something in", () => {
  const page = readFileSync(join(ROOT, "..", "docs", "guide", "adopting.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z]\w+)` \| /gm)].map(([, name = ""]) => name);
  expect(rows.sort()).toEqual([...BRINGING_IN].sort());
});
