import { ENCODED } from "../../constructs/core/texts/refused-texts";
import { type Blocks, type ProviderBlocks, shapeIn } from "../../runner/terraform/provider-blocks";
import { type Expression, text } from "../expressions/expression";
import { fromJson, type Json, literalJson, references } from "../expressions/from-json";
import type { Block } from "../writing/blocks";
import { isComparedAsJson } from "./compared-documents";
import {
  asTemplate,
  asText,
  bodyOf,
  isMetaReference,
  type JsonObject,
  labelledObjects,
  META_BLOCKS,
  objectsIn,
} from "./json-blocks";

/** A block of a stack, and where it comes from. */
export interface StackBlock {
  readonly block: Block;
  /** `aws_vpc.network_vpc_8E2C3D1A`; `data.` before a data source. Undefined for what has no address. */
  readonly address?: string;
  /** Path of the construct, without the stack's name. Undefined where the JSON does not say it. */
  readonly path?: string;
}

/** The schema of one provider: its blocks, by the name that its resources begin with. */
export type Schemas = Readonly<Record<string, ProviderBlocks>>;

/** A resource type that no provider of the stack has. */
export class UnknownType extends Error {
  constructor(readonly type: string) {
    super(`No provider of the stack has ${type}.`);
  }
}

/** Providers that Terraform has itself; nothing of them has blocks (Terraform language, "terraform_remote_state", as of 2026-11). */
const BUILT_IN: readonly string[] = ["terraform_remote_state", "terraform_data"];

/** The blocks of a stack's JSON, kind by kind, each in the order of the JSON. */
export class StackBlocks {
  readonly #stack: string;

  constructor(
    private readonly json: JsonObject,
    private readonly schemas: Schemas,
    stack: string,
  ) {
    this.#stack = stack;
  }

  /** Keys of the JSON that are read here; others are none of Terraform's, as far as is known. */
  static readonly KEYS = [
    ..."terraform provider variable locals resource data ephemeral module output moved import removed check".split(" "),
    "//",
  ];

  /** Resources, data sources and ephemeral resources. */
  get resources(): StackBlock[] {
    return (["data", "ephemeral", "resource"] as const).flatMap((kind) =>
      labelledObjects(this.json[kind], 2).map(({ labels, json }) => this.#resource(kind, labels, json)),
    );
  }

  get modules(): StackBlock[] {
    return labelledObjects(this.json.module, 1).map(({ labels, json }) => {
      const isReference = (path: readonly string[]) => path[0] === "depends_on" || path[0] === "providers";
      const { attributes, blocks } = bodyOf(json, { blocks: {}, read: asTemplate, isReference });
      const fixed = new Map(attributes);
      for (const key of ["source", "version"]) if (key in json) fixed.set(key, literalJson(json[key] ?? null));
      if (isObject(json.providers)) fixed.set("providers", providerMap(json.providers));
      const block = { type: "module", labels, attributes: fixed, blocks };
      return { block, address: `module.${labels.join(".")}`, path: this.#path(json) };
    });
  }

  get providers(): Block[] {
    return labelledObjects(this.json.provider, 1).map(({ labels, json }) => {
      const [name = ""] = labels;
      const schema = this.schemas[name];
      const read = (value: Json, path: readonly string[]) =>
        path[0] === "alias" || path[0] === "version" ? literalJson(value) : fromJson(value);
      return {
        type: "provider",
        labels,
        ...bodyOf(json, { blocks: schema ? shapeIn(schema, schema.provider) : {}, read }),
      };
    });
  }

  get variables(): Block[] {
    return labelledObjects(this.json.variable, 1).map(({ labels, json }) => {
      const read = (value: Json, path: readonly string[]) => (path.length > 1 ? fromJson(value) : literalJson(value));
      const isReference = (path: readonly string[]) => path.join(".") === "type";
      return { type: "variable", labels, ...bodyOf(json, { blocks: { validation: {} }, read, isReference }) };
    });
  }

  /** Values of `locals` by name. */
  get locals(): ReadonlyMap<string, Expression> {
    return new Map(
      objectsIn(this.json.locals).flatMap((one) =>
        Object.entries(one)
          .filter(([key]) => key !== "//")
          .map(([key, value]) => [key, fromJson(value)] as const),
      ),
    );
  }

  get outputs(): Block[] {
    return labelledObjects(this.json.output, 1).map(({ labels, json }) => {
      const read = (value: Json, path: readonly string[]) =>
        path[0] === "description" ? literalJson(value) : fromJson(value);
      const isReference = (path: readonly string[]) => path.join(".") === "depends_on";
      return { type: "output", labels, ...bodyOf(json, { blocks: { precondition: {} }, read, isReference }) };
    });
  }

  /** `moved`, `import`, `removed`. */
  refactorings(type: "moved" | "import" | "removed"): Block[] {
    const isReference = ([key, ...rest]: readonly string[]) =>
      rest.length === 0 && ["from", "to", "provider"].includes(key ?? "");
    const blocks: Blocks = { lifecycle: {}, provisioner: { connection: {} } };
    return objectsIn(this.json[type]).map((json) => ({
      type,
      labels: [],
      ...bodyOf(json, { blocks, read: asTemplate, isReference }),
    }));
  }

  get checks(): Block[] {
    return labelledObjects(this.json.check, 1).map(({ labels, json }) => {
      const { data, ...rest } = json;
      const { attributes, blocks } = bodyOf(rest, { blocks: { assert: {} }, read: asTemplate });
      const scoped = labelledObjects(data, 2).map(
        ({ labels: own, json: one }) => this.#resource("data", own, one).block,
      );
      return { type: "check", labels, attributes, blocks: [...scoped, ...blocks] };
    });
  }

  /**
   * The `terraform` block.
   *
   * @param requiredVersion what the file beside the JSON says
   */
  terraform(requiredVersion: string | undefined): Block {
    const [json = {}] = objectsIn(this.json.terraform);
    const { backend, provider_meta, required_providers, required_version, ...rest } = json;
    const version = required_version ?? requiredVersion;
    const blocks: Block[] = [
      ...objectsIn(required_providers).map((one) => ({ type: "required_providers", labels: [], ...literalBody(one) })),
      ...backendBlocks(backend),
      ...labelledObjects(provider_meta, 1).map((one) => ({
        type: "provider_meta",
        labels: one.labels,
        ...literalBody(one.json),
      })),
    ];
    const body = literalBody(rest, { cloud: { workspaces: {} } });
    const attributes = new Map(body.attributes);
    if (typeof version === "string") attributes.set("required_version", text(version));
    return { type: "terraform", labels: [], attributes, blocks: [...blocks, ...body.blocks] };
  }

  #resource(kind: "resource" | "data" | "ephemeral", labels: readonly string[], json: JsonObject): StackBlock {
    const [type = "", name = ""] = labels;
    const read = (value: Json, path: readonly string[]) =>
      fromJson(value, {
        isComparedAsJson: kind === "resource" && isComparedAsJson(type, path),
        isEncoded: ENCODED.has(path.at(-1) ?? ""),
      });
    const blocks = { ...this.#blocksOf(kind, type), ...META_BLOCKS };
    // The provider that a type has anyway is not named.
    const { provider, ...rest } = json;
    const own = provider === undefined || provider === type.split("_")[0] ? rest : json;
    const block = { type: kind, labels: [type, name], ...bodyOf(own, { blocks, read, isReference: isMetaReference }) };
    return { block, address: `${kind === "resource" ? "" : `${kind}.`}${type}.${name}`, path: this.#path(json) };
  }

  /** @throws UnknownType */
  #blocksOf(kind: "resource" | "data" | "ephemeral", type: string): Blocks {
    if (BUILT_IN.includes(type)) return {};
    for (const schema of Object.values(this.schemas)) {
      const number = schema[kind === "resource" ? "resources" : kind][type];
      if (number !== undefined) return shapeIn(schema, number);
    }
    throw new UnknownType(type);
  }

  /** The path that cdktf wrote down, without the stack and what stands for the construct itself. */
  #path(json: JsonObject): string | undefined {
    const comment = json["//"];
    const metadata = isObject(comment) ? comment.metadata : undefined;
    const path = isObject(metadata) ? metadata.path : undefined;
    if (typeof path !== "string" || !path.startsWith(`${this.#stack}/`)) return undefined;
    return path.slice(this.#stack.length + 1).replace(/\/(?:Default|Resource)$/, "");
  }
}

/** Nested blocks of backends that have some; all others have attributes alone (Terraform language, "Backend block", as of 2026-11). */
const BACKEND_BLOCKS: Readonly<Record<string, Blocks>> = {
  remote: { workspaces: {} },
  kubernetes: { exec: {} },
  oss: { assume_role: {} },
};

function backendBlocks(value: Json | undefined): Block[] {
  return labelledObjects(value, 1).map(({ labels, json }) => ({
    type: "backend",
    labels,
    ...literalBody(json, BACKEND_BLOCKS[labels[0] ?? ""]),
  }));
}

function literalBody(json: JsonObject, blocks: Blocks = {}): Pick<Block, "attributes" | "blocks"> {
  return bodyOf(json, { blocks, read: asText });
}

/** The providers of a module: names and references, both as code. */
function providerMap(json: JsonObject): Expression {
  const entries = Object.entries(json).map(([key, value]) => ({ key: references(key), value: references(value) }));
  return { kind: "object", entries };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
