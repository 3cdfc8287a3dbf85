import { type ChartArchive, packChart } from "./chart-archive";

/** Name and version of the chart by which the objects of a list are installed. */
export const LIST_CHART = { name: "object-list", version: "1.0.0" };

/** Writes every object of the list that the values are. Values are no templates: whatever an object says, Helm runs nothing of it. */
const TEMPLATE = `{{- range .Values.items }}
---
{{ toYaml . }}
{{- end }}
`;

/** The chart whose values are a list of Kubernetes objects as \`kubectl\` takes it. */
export function listChart(): ChartArchive {
  const { name, version } = LIST_CHART;
  return packChart(
    name,
    new Map([
      [
        "Chart.yaml",
        `apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: A list of Kubernetes objects as it is given\n`,
      ],
      ["values.yaml", "items: []\n"],
      ["templates/objects.yaml", TEMPLATE],
    ]),
  );
}
