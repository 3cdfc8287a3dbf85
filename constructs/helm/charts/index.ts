// Charts in pinned versions, with the values that they know.

export { CHARTS, type Chart } from "./charts";
export { HelmChart } from "./helm-chart";
export type { HelmChartProps, InstalledChart } from "./helm-chart.types";
