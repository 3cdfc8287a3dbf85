/** A name in the form of environment variables: `reportFiles` and `report-files` → `REPORT_FILES`. */
export function variableWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}
