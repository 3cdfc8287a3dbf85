import type { MarkdownPage, NumberedLine } from "./page";

/** The commands that the documentation may name. */
export interface KnownCommands {
  /** Scripts of package.json. */
  readonly scripts: readonly string[];
  /** Commands of `groundplan`, with their parents: `map`, `config explain`. */
  readonly subcommands: readonly string[];
}

/** The `npm run` scripts and `groundplan` commands of a page, in prose or in a block, that do not exist. */
export function checkCommands(page: MarkdownPage, known: KnownCommands): string[] {
  const lines = [...page.prose, ...page.blocks.filter((block) => block.info !== "ts").flatMap((block) => block.lines)];
  return lines
    .flatMap((line) => [...unknownScripts(line, known), ...unknownSubcommands(line, known)].map((p) => ({ line, p })))
    .sort((a, b) => a.line.number - b.line.number)
    .map(({ line, p }) => `${page.path}:${line.number}: ${p}`);
}

function unknownScripts({ text }: NumberedLine, { scripts }: KnownCommands): string[] {
  const named = [...text.matchAll(/\bnpm run (?:--?[\w-]+ )*([\w:-]+)/g)].map((match) => match[1] ?? "");
  return named.filter((name) => !scripts.includes(name)).map((name) => `package.json has no script ${name}`);
}

function unknownSubcommands({ text }: NumberedLine, { subcommands }: KnownCommands): string[] {
  const named = [...text.matchAll(/\bnpx groundplan ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/g)];
  return named.flatMap(([, first = "", second]) => {
    const group = subcommands.some((command) => command.startsWith(`${first} `));
    const command = group && second ? `${first} ${second}` : first;
    const known = group ? subcommands.includes(command) || second === undefined : subcommands.includes(first);
    return known ? [] : [`groundplan has no command ${command}`];
  });
}
