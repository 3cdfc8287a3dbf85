// By which id Terraform takes over what exists, for every type that the project makes.

export type { ComposedForm, ImportForm, ImportId, Looks, NoForm, Part } from "./import-form.types";
export { IMPORT_FORMS } from "./import-forms";
export { type Attributes, attributesOfImportId, importFormOf, importIdOf, looksOf, typesOfId } from "./import-id";
