import type { Problem } from "../../constructs/core/errors";
import type { Edit } from "./edit";

/** One way out that an advice names, as a change of the files. */
export interface Way {
  readonly says: string;
  readonly follow: (edit: Edit) => void;
}

/** Words behind `write` and `use` that begin a description and no value. */
const NO_VALUE = /^(a|an|one|the|these|this|those|another|keys|true|it|names?|at|their|shorter|longer|wider|only)$/;

/** Advice of a form that says by itself what to change; the values are taken out of the text. */
const FORMS: readonly { readonly form: RegExp; readonly follow: (edit: Edit, found: RegExpExecArray) => void }[] = [
  { form: /did you mean "?([^"?]+)"?\?/g, follow: (edit, [, meant = ""]) => replaceWord(edit, meant) },
  {
    form: /(?:put the value in quotes|remove the quotes|write a list): (.+)$/g,
    follow: (edit, [, value = ""]) => edit.set(value),
  },
  {
    form: /(?:^|, or |; |: )(?:write|use|set it to) ("[^"]+"|\[[^\]]*\]|[\w./:*-]+)/g,
    follow: (edit, [, value = ""]) => edit.set(value),
  },
  {
    form: /(?:use|write) (?:one of )?these(?: values)?/g,
    follow: (edit) => edit.set(edit.literal(/(?:one of |a whole number from |^)([^,; ]+)/, edit.problem.expected)),
  },
  {
    form: /write a map(?: such as|:) (\{.*\})(?=$|, or remove the key$)/g,
    follow: (edit, [, value = ""]) => edit.set(value),
  },
  { form: /^write (\{\})/g, follow: (edit) => edit.set("{}") },
  { form: /write true or false, without quotes/g, follow: (edit) => edit.set("false") },
  { form: /write a text here/g, follow: (edit) => edit.set(typeof edit.path.at(-1) === "number" ? "c" : "platform") },
  { form: /for example ("[^"]+"|[^\s",;]+)/g, follow: (edit, [, value = ""]) => edit.set(value) },
  { form: /remove the key/g, follow: (edit) => edit.remove() },
  {
    form: /\b(?:remove|take|leave) ([a-z]\w+)(?= out| away|, which|$|,)/g,
    follow: (edit, [, key = ""]) => removeNamed(edit, key),
  },
  { form: /\bleave out (\w+)/g, follow: (edit, [, key = ""]) => removeNamed(edit, key) },
  {
    form: /\b(?:set|or) (\w+) to (\d+)/g,
    follow: (edit, [, key = "", value = ""]) => edit.set(value, [...edit.parent, key]),
  },
  { form: /\bset (\w+: [\w"]+)/g, follow: (edit, [, pair = ""]) => edit.merge(pair, edit.parent) },
];

/** The ways out that a problem's advice names: those of its own code, or those that the text has the form of. */
export function waysOf(problem: Problem, own: Readonly<Record<string, readonly Way[]>>): readonly Way[] {
  const ways = own[problem.code]?.filter(({ says }) => problem.fix.includes(says)) ?? [];
  return ways.length > 0 ? ways : formed(problem.fix);
}

function formed(fix: string): Way[] {
  return FORMS.flatMap(({ form, follow }) =>
    [...fix.matchAll(form)]
      .filter(([, word]) => word === undefined || !NO_VALUE.test(word))
      .map((found) => ({ says: found[0], follow: (edit: Edit) => follow(edit, found) })),
  );
}

/** What was meant stands for a key or for a value. */
function replaceWord(edit: Edit, meant: string): void {
  const [, key, value] = /^(\w+): (.+)$/.exec(meant) ?? [];
  if (key !== undefined && value !== undefined) {
    edit.set(value);
    edit.rename(key);
  } else if (JSON.stringify(edit.path.at(-1)) === edit.problem.found) edit.rename(meant);
  else edit.set(JSON.stringify(meant), Array.isArray(edit.get()) ? [...edit.path, indexOf(edit)] : edit.path);
}

function indexOf(edit: Edit): number {
  return (edit.get() as unknown[]).findIndex((item) => JSON.stringify(item) === edit.problem.found);
}

/** The key of this name: on the way to the place, beside it, or the place itself when the advice calls it by what it is for. */
export function removeNamed(edit: Edit, key: string): void {
  const { path } = edit;
  const at = path.lastIndexOf(key);
  if (at >= 0) edit.remove(path.slice(0, at + 1));
  else if (edit.get([...edit.parent, key]) !== undefined) edit.remove([...edit.parent, key]);
  else if (edit.get([...path, key]) !== undefined) edit.remove([...path, key]);
  else edit.remove([key]);
}
