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

/** An absent list may be written as `null`. */
function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return value === null || (Array.isArray(value) && value.every(isOne));
}

function isResourceChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { address, type, name, previous_address: previous, change } = value;
  const texts = [address, type, name, ...(previous === undefined ? [] : [previous])];
  return texts.every((text) => typeof text === "string") && isChange(change);
}

function isChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { actions, replace_paths: paths = [] } = value;
  const isPath = (path: unknown) => Array.isArray(path);
  return Array.isArray(actions) && actions.every((action) => typeof action === "string") && isListOf(paths, isPath);
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
