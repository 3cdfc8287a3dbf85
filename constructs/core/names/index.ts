// Physical names and addresses of resources.

export { addressBy, addressOf, stoodAt } from "./address";
export type { NameKind } from "./naming";
export type { NameParts, Naming, NamingFunction, NamingTemplates } from "./naming.types";
export { environmentName } from "./naming-scheme";
export { namedBy } from "./physical-names/name-source";
