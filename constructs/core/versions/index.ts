// Versions of Terraform, how constraints and versions compare, and the day that support of versions is judged at.

export { TODAY_CONTEXT } from "./today";
