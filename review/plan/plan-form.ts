import { isRecord } from "../values/values";
import type { PlanJson } from "./plan-json.types";

/** Whether a value has the form of a plan in everything that is read of one: a file from elsewhere may hold anything. */
export function isPlan(value: unknown): value is PlanJson {
  if (!isRecord(value) || typeof value.format_version !== "string") return false;
  const { resource_changes: changes = [], resource_drift: drift = [], output_changes: outputs = {} } = value;
  return (
    isListOf(changes, isResourceChange) &&
    isListOf(drift, isResourceChange) &&
    isRecord(outputs) &&
    Object.values(outputs).every(isChange) &&
    isConfiguration(value.configuration)
  );
}

/** A list; an absent one may be written as `null`. */
function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return value === null || (Array.isArray(value) && value.every(isOne));
}

/** Texts that may be absent. */
const OPTIONAL = ["previous_address", "module_address", "action_reason", "deposed", "mode"];

function isResourceChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { address, type, name, change } = value;
  const given = OPTIONAL.map((key) => value[key]).filter((one) => one !== undefined);
  return [address, type, name, ...given].every((text) => typeof text === "string") && isChange(change);
}

function isChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { actions, replace_paths: paths = [], importing } = value;
  const isImport = importing === undefined || importing === null || isImporting(importing);
  const isActions = Array.isArray(actions) && actions.every((action) => typeof action === "string");
  return isImport && isActions && isListOf(paths, Array.isArray);
}

/** The id may be known only after the apply. */
function isImporting(value: unknown): boolean {
  return isRecord(value) && (value.id === undefined || value.id === null || typeof value.id === "string");
}

function isConfiguration(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return isRecord(value) && isModule(value.root_module);
}

function isModule(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (!isRecord(value)) return false;
  const { resources = [], module_calls: calls = {} } = value;
  const isResource = (one: unknown) => isRecord(one) && typeof one.address === "string";
  return (
    isListOf(resources, isResource) &&
    isRecord(calls) &&
    Object.values(calls).every((call) => isRecord(call) && isModule(call.module))
  );
}
