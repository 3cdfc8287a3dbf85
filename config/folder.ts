/**
 * The folder that the environments are read from: `GROUNDPLAN_CONFIG`, or `config`. Another folder is another set of
 * environments, for example those that the end-to-end tests deploy besides the shipped ones.
 */
export function configFolder(variables: NodeJS.ProcessEnv): string {
  return variables.GROUNDPLAN_CONFIG || "config";
}
