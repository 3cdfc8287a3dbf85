/** Keys of the chart argocd-apps 2.0.5, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: applications applicationsets extensions itemTemplates projects
`;
