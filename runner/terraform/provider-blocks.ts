/** The kinds of nested blocks of a block, by name, each with those in it. What is not named is an attribute. */
export interface Blocks {
  readonly [name: string]: Blocks;
}

/** Which keys of a provider's resources are blocks. Equal blocks are one, so that rules that nest in each other take no room. */
export interface ProviderBlocks {
  /** By number: the nested blocks by name, each the number of what is in it. */
  readonly shapes: readonly Readonly<Record<string, number>>[];
  readonly provider: number;
  readonly resources: Readonly<Record<string, number>>;
  readonly data: Readonly<Record<string, number>>;
  readonly ephemeral: Readonly<Record<string, number>>;
}

/** A block of `terraform providers schema -json`, as far as it is read. */
interface SchemaBlock {
  readonly block_types?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
}

interface Schema {
  readonly block?: SchemaBlock;
}

/** A provider of `terraform providers schema -json`, as far as it is read. */
export interface ProviderSchema {
  readonly provider?: Schema;
  readonly resource_schemas?: Readonly<Record<string, Schema>>;
  readonly data_source_schemas?: Readonly<Record<string, Schema>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, Schema>>;
}

/** A provider that has nothing. */
export const NO_BLOCKS: ProviderBlocks = { shapes: [{}], provider: 0, resources: {}, data: {}, ephemeral: {} };

/**
 * Takes the blocks out of a provider's schema.
 *
 * @param wants whether a type is wanted; all are
 */
export function blocksOf(schema: ProviderSchema, wants: (type: string) => boolean = () => true): ProviderBlocks {
  const shapes: Record<string, number>[] = [];
  const known = new Map<string, number>();
  const shapeOf = (block: SchemaBlock = {}): number => {
    const names = Object.keys(block.block_types ?? {}).sort();
    const shape = Object.fromEntries(names.map((name) => [name, shapeOf(block.block_types?.[name]?.block)]));
    const text = JSON.stringify(shape);
    const number = known.get(text) ?? shapes.push(shape) - 1;
    known.set(text, number);
    return number;
  };
  const kind = (schemas: Readonly<Record<string, Schema>> = {}) =>
    Object.fromEntries(
      Object.keys(schemas)
        .filter(wants)
        .sort()
        .map((type) => [type, shapeOf(schemas[type]?.block)]),
    );
  const provider = shapeOf(schema.provider?.block);
  const resources = kind(schema.resource_schemas);
  const data = kind(schema.data_source_schemas);
  const ephemeral = kind(schema.ephemeral_resource_schemas);
  return { shapes, provider, resources, data, ephemeral };
}

/** The blocks of a shape. */
export function shapeIn({ shapes }: ProviderBlocks, number: number): Blocks {
  return Object.fromEntries(
    Object.entries(shapes[number] ?? {}).map(([name, inner]) => [name, shapeIn({ shapes } as ProviderBlocks, inner)]),
  );
}
