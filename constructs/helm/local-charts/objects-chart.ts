import type { HelmValues } from "../releases/release.types";
import { type ChartArchive, packChart } from "./chart-archive";

/** Name and version of the chart that objects are installed by. */
export const OBJECTS_CHART = { name: "objects", version: "1.0.0" };

/**
 * Writes every object of the values as it stands there. Values are no templates: whatever an object says, Helm runs nothing of it.
 * Objects have keys and no places, so that a plan shows each change at its object, and are written in the order of their keys.
 */
const TEMPLATE = `{{- range .Values.objects }}
---
{{ toYaml . }}
{{- end }}
`;

/** The chart that has nothing but the objects that it is given. */
export function objectsChart(): ChartArchive {
  const { name, version } = OBJECTS_CHART;
  return packChart(
    name,
    new Map([
      [
        "Chart.yaml",
        `apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: Objects of Kubernetes as they are given\n`,
      ],
      ["values.yaml", "objects: {}\n"],
      ["templates/objects.yaml", TEMPLATE],
    ]),
  );
}

/** Values of the chart. */
export function objectsValues(objects: Readonly<Record<string, HelmValues>>): HelmValues {
  return { objects };
}
