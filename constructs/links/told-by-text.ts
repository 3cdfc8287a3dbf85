import type { LinkedSecret } from "./link.types";
import type { NamedLink } from "./links";

/**
 * The links as they are told to what reads secrets itself: in the place of each secret its ARN, and the field that is meant, as texts
 * (`ORDERS_PASSWORD_SECRET_ARN`, `ORDERS_PASSWORD_SECRET_FIELD`). A secret's value is never among them.
 */
export function toldByText(links: readonly NamedLink[]): readonly NamedLink[] {
  return links.map(({ name, link: { secrets = {}, ...link } }) => {
    const texts = Object.entries(secrets).flatMap(([end, secret]) => textsOf(end, secret));
    return { name, link: { ...link, variables: { ...link.variables, ...Object.fromEntries(texts) } } };
  });
}

function textsOf(end: string, { secretArn, field }: LinkedSecret): [string, string][] {
  // What is called a secret already is not called so twice.
  const named = end === "SECRET" ? end : `${end}_SECRET`;
  return [[`${named}_ARN`, secretArn], ...(field === undefined ? [] : [[`${named}_FIELD`, field] as [string, string]])];
}
