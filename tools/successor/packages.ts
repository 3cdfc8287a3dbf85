import { readPage } from "../markdown/page";

/** The page that takes a user to CDK Terrain. */
export const PAGE = "docs/guide/leaving.md";

/** Packages by name, as `npm pkg set` writes them into `package.json`. */
export type Packages = Readonly<Record<string, string>>;

const COMMAND = /^npm pkg set (.*)$/;
const SETTING = /^devDependencies\.([^=]+)=(.+)$/;

/**
 * The packages that the page has its reader install: what is proved is what the page says, and versions stand there alone.
 *
 * @param source text of the page
 * @throws Error if a command sets something else, or none sets anything
 */
export function packagesOfPage(source: string): Packages {
  const lines = readPage(PAGE, source).blocks.flatMap(({ lines }) => lines);
  const settings = lines.flatMap(({ text }) => COMMAND.exec(text.trim())?.[1]?.split(" ") ?? []);
  const packages = settings.map((setting) => {
    const [, name, version] = SETTING.exec(setting) ?? [];
    if (name === undefined || version === undefined) throw new Error(`${PAGE} sets no package: ${setting}`);
    return [name, version];
  });
  if (packages.length === 0) throw new Error(`${PAGE} has no \`npm pkg set\`.`);
  return Object.fromEntries(packages);
}
