// Texts on their way into Terraform: literal, without secrets, as JSON, as manifests.

export { canonicalJson } from "./canonical-json";
export { type ManifestValue, manifestText } from "./manifest-text";
export { shellWord } from "./shell-word";
