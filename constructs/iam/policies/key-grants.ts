import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { IGrantable } from "../grantable";
import { grantSid } from "./sid";

/**
 * The conditions under which a key serves for what a service of AWS encrypts with it, and not for texts of the role's own (AWS Key
 * Management Service Developer Guide, "kms:ViaService", as of 2026-11).
 *
 * @param service as it stands in the service's endpoint, such as `sqs`
 */
export function viaService(
  scope: IConstruct,
  service: string,
): { readonly StringEquals: { readonly "kms:ViaService": string } } {
  const { region } = EnvironmentStack.of(scope).environment;
  return { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } };
}

/** Lets the key that something is encrypted with be used by way of its service; nothing where it has no key of its own. */
export function grantKey(
  target: IConstruct & { readonly keyArn?: string },
  service: string,
  verb: string,
  actions: readonly string[],
  grantable: IGrantable,
): void {
  if (target.keyArn === undefined) return;
  grantable.grantee.allow({
    sid: grantSid(`${verb}Key`, target, grantable),
    actions,
    resources: [target.keyArn],
    conditions: viaService(target, service),
  });
}
