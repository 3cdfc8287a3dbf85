/**
 * Keeps Terraform from reading `${…}` and `%{…}` of a text as its own: the variables of a shell or of a JavaScript template
 * stay what they are. References to other resources are left as they are.
 */
export function escapeTemplate(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, "$$$${").replace(/%\{/g, "%%{");
}
