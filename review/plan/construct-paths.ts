import { isRecord } from "../values/values";
import type { ConstructPaths } from "./changes";

/** Paths of constructs by `type.name`, without the stack, from the JSON that synth wrote. Anything else has none. */
export function constructPaths(json: unknown): ConstructPaths {
  const resources = isRecord(json) && isRecord(json.resource) ? json.resource : {};
  const entries = Object.entries(resources).flatMap(([type, byName]) =>
    Object.entries(isRecord(byName) ? byName : {}).flatMap(([name, body]) => {
      const path = pathIn(body);
      return path === undefined ? [] : [[`${type}.${name}`, path.split("/").slice(1).join("/")] as const];
    }),
  );
  return new Map(entries);
}

function pathIn(body: unknown): string | undefined {
  const comment = isRecord(body) ? body["//"] : undefined;
  const metadata = isRecord(comment) ? comment.metadata : undefined;
  const path = isRecord(metadata) ? metadata.path : undefined;
  return typeof path === "string" ? path : undefined;
}
