import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { layValues } from "../../core/texts/values";
import { HelmChart } from "../charts/helm-chart";
import type { ClusterHelmProvider } from "../releases/cluster-helm-provider";
import type { HelmValues } from "../releases/release.types";
import { keyOf, nameOf } from "./manifest-checks";
import type { WrittenObject } from "./manifest-files";
import type { ManifestOptions } from "./manifests.types";
import { OBJECTS_CHART, objectsChart, objectsValues } from "./objects-chart";

/** Properties of {@link Manifests}. */
export interface ManifestsProps extends Omit<ManifestOptions, "from" | "after"> {
  /** Helm in the cluster that the objects lie in. */
  readonly provider: ClusterHelmProvider;
  /** Name of the release, 1 to 48 of `a-z`, `0-9` and `-`. */
  readonly name: string;
  readonly objects: readonly WrittenObject[];
  /** Releases that come before, and go after. */
  readonly after: readonly HelmChart[];
}

/** Namespace of the records of releases whose objects all name theirs. */
const NO_NAMESPACE = "default";

/** Kinds that others count on, and that stay in the cluster: with them everything would go that is of the kind, or in the namespace. */
const FIRST: ReadonlySet<string> = new Set(["CustomResourceDefinition", "Namespace"]);

/**
 * Objects of Kubernetes as they are written, as a release of a chart that has nothing else. Definitions of kinds, and namespaces, are a
 * release of their own before: Helm looks up all kinds of a release before it makes anything. These stay when they are taken out, as they do
 * with every chart here.
 */
export class Manifests extends BaseConstruct {
  /** The objects. */
  readonly release: HelmChart;
  /** Only with definitions of kinds, or namespaces, beside other objects. */
  readonly first?: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the release */
  constructor(scope: Construct, id: string, props: ManifestsProps) {
    super(scope, id);
    props = layDefaults(this, "Manifests", props);
    checkShape(this, "Manifests", props).throwIfAny();
    const { name, objects, after } = props;
    const isFirst = ({ value }: WrittenObject) => FIRST.has(nameOf(value).kind);
    const first = objects.filter(isFirst).map((object) => ({ ...object, value: kept(object.value) }));
    const others = objects.filter((object) => !isFirst(object));
    if (first.length > 0 && others.length > 0) {
      this.first = this.#install("first", `${name}-first`, first, NO_NAMESPACE, props, after);
    }
    this.release = this.#install(
      "release",
      name,
      others.length > 0 ? others : first,
      others.length > 0 ? (props.namespace ?? NO_NAMESPACE) : NO_NAMESPACE,
      props,
      this.first ? [this.first] : after,
    );
  }

  #install(
    id: string,
    releaseName: string,
    objects: readonly WrittenObject[],
    namespace: string,
    { provider, publicLoadBalancer, timeoutSeconds, namespace: byDefault }: ManifestsProps,
    after: readonly HelmChart[],
  ): HelmChart {
    return new HelmChart(this, id, {
      provider,
      releaseName,
      chart: { ...OBJECTS_CHART, archive: objectsChart() },
      namespace,
      after,
      values: valuesOf(objects, byDefault),
      ...(publicLoadBalancer ? { publicLoadBalancer } : {}),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    });
  }
}

/** The values that the objects are, for what else is looked up in values. */
export function valuesOf(objects: readonly WrittenObject[], namespace?: string): HelmValues {
  return objectsValues(Object.fromEntries(objects.map(({ value }) => [keyOf(value, namespace), value])));
}

/** The object, so that Helm leaves it where it is taken out (Helm, "Chart Development Tips and Tricks": resource policy, 3.18). */
function kept(object: HelmValues): HelmValues {
  const annotations = { "helm.sh/resource-policy": "keep" };
  return layValues(object, { metadata: { annotations } });
}
