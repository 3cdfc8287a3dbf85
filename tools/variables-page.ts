import { VARIABLES, type Variable, type VariableForm } from "../variables/table";

/** The forms as the page names them. */
const FORMS: Readonly<Record<VariableForm, string>> = {
  names: "names, with commas between",
  path: "path",
  paths: "folders, with colons between",
  program: "program: a name on the PATH, or a path",
  address: "address, `http://…` or `https://…`",
  switch: "`true` or `false`",
  time: "seconds since 1970",
  text: "text",
};

/** The page docs/variables.md: every environment variable that the project reads. */
export function renderVariables(): string {
  return [
    "<!-- Written by `npm run docs` from variables/table.ts. -->",
    "",
    "# Environment variables",
    "",
    "Every variable that the project reads, apart from those of the operating system and of proxies. Spaces around a value and around",
    "the names in a list mean nothing, and an empty variable is not set. A value that has not the form of its variable, the name of an",
    "environment or a stack that does not exist, and a `GROUNDPLAN_…` that is not in this table are errors.",
    "",
    "| Variable | Form | What it does | When it is not set |",
    "|---|---|---|---|",
    ...Object.entries<Variable>(VARIABLES).map(
      ([name, { form, meaning, default: value, whenUnset }]) =>
        `| \`${name}\` | ${FORMS[form]} | ${meaning} | ${value === undefined ? whenUnset : `\`${value}\``} |`,
    ),
    "",
  ].join("\n");
}
