import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { NAMED_RESOURCES, NAMELESS_RESOURCES } from "../../../../../constructs/core/names/physical-names";

const root = resolve(__dirname, "../../../../..");

interface ResourceClass {
  readonly tfResourceType?: string;
  readonly prototype: object;
}

/** Classes of the resources that the project's sources import, by type. */
function resourceClasses(): ReadonlyMap<string, ResourceClass> {
  const modules = ["constructs", "stacks"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((f) => join(folder, f)),
    )
    .filter((file) => file.endsWith(".ts"))
    .flatMap(
      (file) =>
        readFileSync(join(root, file), "utf8").match(/@cdktf\/provider-\w+\/lib\/(?!data-|provider")[\w-]+/g) ?? [],
    );
  const load = createRequire(__filename);
  const classes = [...new Set(modules)]
    .sort()
    .flatMap((name) => Object.values(load(name) as Record<string, ResourceClass>));
  return new Map(classes.flatMap((made) => (made?.tfResourceType ? [[made.tfResourceType, made] as const] : [])));
}

const used = resourceClasses();

test("every type of resource that the project uses is known to have a name, or to have none", () => {
  const known = (type: string) => type in NAMED_RESOURCES || NAMELESS_RESOURCES.has(type);
  expect(used.size).toBeGreaterThan(100);
  expect([...used.keys()].filter((type) => !known(type))).toEqual([]);
});

test("no type is said to have a name and none, and none is kept that nobody uses any more", () => {
  expect([...NAMELESS_RESOURCES].filter((type) => type in NAMED_RESOURCES || !used.has(type))).toEqual([]);
});

test("the attributes that make a name are attributes of the type", () => {
  const missing = [...used].flatMap(([type, { prototype }]) => {
    const { name, of = [] } = NAMED_RESOURCES[type] ?? {};
    const inputs = [...(name ? [name] : []), ...of].map((path) => String(path.split(".")[0]));
    return inputs
      .filter((attribute) => !(`${camelCase(attribute)}Input` in prototype))
      .map((attribute) => `${type}.${attribute}`);
  });
  expect(missing).toEqual([]);
});

function camelCase(attribute: string): string {
  return attribute.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
