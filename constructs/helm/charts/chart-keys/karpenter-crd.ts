/** Keys of the chart karpenter-crd 1.14.1, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: additionalAnnotations
`;
