import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";

/** Attributes that say what the configuration wants although it may not name them: the provider adds its own tags. */
const ALWAYS_WANTED = ["tags", "tags_all"];

interface DriftJson {
  readonly resource_drift?: readonly {
    readonly type: string;
    readonly name: string;
    readonly change: { readonly before: Attributes | null; readonly after: Attributes | null };
  }[];
}

type Attributes = Readonly<Record<string, unknown>>;

/** A stack as it was synthesized: its resources by type and name. */
interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
}

/**
 * Whether something that the configuration says has changed outside of Terraform: a resource is gone, or an attribute that it names is
 * another one. What only AWS fills in differs after every deployment, such as the policies in a role that other resources attached.
 *
 * @param plan a plan with `-refresh-only`, in Terraform's JSON format
 */
export function hasDrifted(plan: DriftJson, stack: StackJson): boolean {
  return (plan.resource_drift ?? []).some(({ type, name, change: { before, after } }) => {
    if (before === null || after === null) return true;
    const wanted = [...Object.keys(stack.resource?.[type]?.[name] ?? {}), ...ALWAYS_WANTED];
    return wanted.some((attribute) => !isDeepStrictEqual(present(before[attribute]), present(after[attribute])));
  });
}

/** A value; undefined for one that is empty, in whichever way the provider says so. */
function present(value: unknown): unknown {
  const isEmpty = value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return isEmpty ? undefined : value;
}

/** Whether anything has drifted of the stacks whose plans a folder holds, which `plan --out` wrote. */
export function hasDriftedIn(folder: string): boolean {
  const ending = ".plan.json";
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  const stacks = fs.readdirSync(folder).filter((file) => file.endsWith(ending));
  return stacks.some((file) => hasDrifted(read(file), read(`${file.slice(0, -ending.length)}.cdk.tf.json`)));
}
