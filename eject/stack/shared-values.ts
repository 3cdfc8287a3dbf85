import { type Expression, interpolated, mapped, type Part, text } from "../expressions/expression";
import { quotedTemplate } from "../expressions/template";
import type { Block } from "../writing/blocks";

/** A value becomes a local one when it stands more often than this. */
const OFTEN = 3;

/** Signs of a text from which on what it reads of another stack becomes a local value too. */
const LONG = 130;

/** An output of another stack, as code refers to it. */
const READ = /\bdata\.terraform_remote_state\.([\w-]+)\.outputs\.([A-Za-z_][\w-]*)/g;

/** What the account and region of a stack are told by. */
export interface Known {
  readonly account?: string;
  readonly region?: string;
}

/** A value that has a name of its own, and why. */
export interface SharedValue {
  readonly name: string;
  readonly value: Expression;
}

/** Values that stand in many places of a stack, and blocks in which their names stand instead. */
export class SharedValues {
  readonly values: readonly SharedValue[];
  readonly #reads: ReadonlyMap<string, string>;
  readonly #texts: readonly { readonly name: string; readonly pattern: RegExp }[];

  /**
   * @param blocks the blocks in which values are looked for
   * @param taken names that the stack has already
   */
  constructor(blocks: readonly Block[], { account, region }: Known, taken: ReadonlySet<string>) {
    const reads = new Map<string, number>();
    const counted = [
      // An account is no part of a longer number or of a UUID, and a region may be followed by the letter of a zone.
      {
        name: "account_id",
        text: account,
        pattern: account && pattern(account, "(?<![0-9$%]|[0-9a-f]{4}-)", "(?![0-9])"),
      },
      {
        name: "region",
        text: region,
        pattern: region && pattern(region, "(?<![A-Za-z0-9$%])", "(?=[a-f]?(?![A-Za-z0-9]))"),
      },
    ].flatMap((one) => (one.pattern ? [{ name: one.name, text: one.text ?? "", pattern: one.pattern, count: 0 }] : []));
    for (const block of blocks)
      changedBlock(block, (one) => {
        const length = one.kind === "template" ? quotedTemplate(one.parts).length : 0;
        for (const source of sourcesOf(one))
          for (const [read] of source.matchAll(READ)) {
            reads.set(read, (reads.get(read) ?? 0) + (length > LONG ? OFTEN + 1 : 1));
          }
        for (const known of counted) known.count += textsOf(one).join("\0").match(known.pattern)?.length ?? 0;
        return one;
      });
    const often = [...reads].filter(([, count]) => count > OFTEN).map(([read]) => read);
    const texts = counted.filter(({ name, count }) => count > OFTEN && !taken.has(name));
    const names = namesOf(often.sort(), new Set([...taken, ...texts.map(({ name }) => name)]));
    this.#texts = texts;
    this.#reads = names;
    this.values = [
      ...texts.map(({ name, text: value }) => ({ name, value: text(value) })),
      ...[...names].map(([read, name]) => ({ name, value: { kind: "code", text: read } as const })),
    ];
  }

  /** A block with the names in the place of the values. */
  in(block: Block): Block {
    return changedBlock(block, (one) => this.#named(one));
  }

  #named(one: Expression): Expression {
    if (one.kind === "code") return { kind: "code", text: this.#inCode(one.text) };
    if (one.kind !== "template") return one;
    const parts = one.parts.flatMap((part): Part[] =>
      typeof part === "string" ? this.#inText(part) : [{ source: this.#inCode(part.source) }],
    );
    const only =
      parts.length === 1 && one.parts.every((part) => typeof part === "string") ? interpolated(parts[0]) : undefined;
    return only === undefined ? { kind: "template", parts } : { kind: "code", text: only };
  }

  #inCode(source: string): string {
    return source.replace(READ, (read) => {
      const name = this.#reads.get(read);
      return name === undefined ? read : `local.${name}`;
    });
  }

  #inText(literal: string): Part[] {
    let parts: Part[] = [literal];
    for (const { name, pattern } of this.#texts) {
      parts = parts.flatMap((part) => {
        if (typeof part !== "string") return [part];
        return part
          .split(pattern)
          .flatMap((piece, index): Part[] => (index === 0 ? [piece] : [{ source: `\${local.${name}}` }, piece]))
          .filter((piece) => piece !== "");
      });
    }
    return parts;
  }
}

function pattern(value: string, before: string, behind: string): RegExp {
  return new RegExp(`${before}${value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${behind}`, "g");
}

/** A name for each output that is read: its own, with the stack's before it where it is taken. */
function namesOf(reads: readonly string[], taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const parts = reads.map((read) => {
    const [, stack = "", output = ""] = [...read.matchAll(READ)][0] ?? [];
    return { read, stack, output };
  });
  return new Map(
    parts.flatMap(({ read, stack, output }) => {
      const isOwn = parts.filter((one) => one.output === output).length === 1 && !taken.has(output);
      const name = isOwn ? output : `${stack}_${output}`.replace(/-/g, "_");
      return taken.has(name) ? [] : [[read, name] as const];
    }),
  );
}

function sourcesOf(one: Expression): string[] {
  if (one.kind === "code") return [one.text];
  return one.kind === "template" ? one.parts.flatMap((part) => (typeof part === "string" ? [] : [part.source])) : [];
}

function textsOf(one: Expression): string[] {
  return one.kind === "template" ? one.parts.filter((part) => typeof part === "string") : [];
}

function changedBlock(block: Block, change: (one: Expression) => Expression): Block {
  return {
    ...block,
    attributes: new Map([...block.attributes].map(([key, value]) => [key, mapped(value, change)])),
    blocks: block.blocks.map((inner) => changedBlock(inner, change)),
  };
}
