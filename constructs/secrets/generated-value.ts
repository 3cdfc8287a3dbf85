import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { EphemeralValue } from "../core/resources/ephemeral-value";
import { terraformJson } from "../core/texts/terraform-json";
import type { GeneratedField, GenerateOptions } from "./generated-value.types";

/** How often a value was asked for; the next one is written when it is raised. */
export const FIRST_VERSION = 1;

/**
 * A text that Secrets Manager makes by chance, in each run another one: it is written when the version of what it is written to changes, and
 * is kept nowhere else (AWS Secrets Manager API Reference, `GetRandomPassword`, as of 2026-11).
 */
export function generatedText(
  scope: Construct,
  id: string,
  { length = 40, punctuation = false, without = "" }: GenerateOptions,
): string {
  const password = new EphemeralValue(scope, id, "aws_secretsmanager_random_password", {
    password_length: length,
    exclude_punctuation: !punctuation,
    ...(without === "" ? {} : { exclude_characters: without }),
  });
  return password.read("random_password");
}

/** JSON in which one field is a text that is known in the run alone, with its fields in the order in which `jsonencode` writes them. */
export function jsonWith({ generated, fields = {} }: GeneratedField, text: string): string {
  const known = Object.entries(fields).map(([field, value]) => [terraformJson(field), terraformJson(value)] as const);
  const all = [...known, [terraformJson(generated), Fn.jsonencode(text)] as const];
  const sorted = all.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([field, value]) => `${field}:${value}`).join(",")}}`;
}
