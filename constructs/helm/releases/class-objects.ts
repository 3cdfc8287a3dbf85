import type { Problems } from "../../core/errors";
import { storageClassObject } from "../../eks/addons/storage-class";
import { ingressClassObjects } from "../../eks/auto-mode/ingress-class";
import type { WrittenObject } from "../local-charts/manifest-files";
import type { HelmReleasesProps } from "./helm-releases.types";
import type { HelmValues } from "./release.types";

/** Name of the release of the classes. */
export const CLASSES = "cluster-classes";

/** What is known of the cluster that classes are for. */
interface ClassCluster {
  /** Whether EKS Auto Mode makes volumes and load balancers. */
  readonly autoMode: boolean;
  /** Names of the EKS add-ons that it has. */
  readonly addons: readonly string[];
}

/**
 * The objects of the classes that are asked for. Adds `STORAGE_CLASS_WITHOUT_DRIVER`, `INGRESS_CLASS_WITHOUT_AUTO_MODE` and what is wrong with
 * the options of each.
 */
export function classObjects(
  { storageClass = false, ingressClass = false }: HelmReleasesProps,
  { autoMode, addons }: ClassCluster,
  problems: Problems,
): readonly WrittenObject[] {
  const made: HelmValues[] = [];
  if (storageClass && !autoMode && !addons.includes("aws-ebs-csi-driver")) {
    problems.add("storageClass", {
      code: "STORAGE_CLASS_WITHOUT_DRIVER",
      message: "Nothing in the cluster makes volumes of the class.",
      found: "storageClass without the add-on aws-ebs-csi-driver and without EKS Auto Mode",
      expected: "one of the two",
      fix: "add aws-ebs-csi-driver: true to addons of eks, or take storageClass away",
    });
  }
  if (ingressClass && !autoMode) {
    problems.add("ingressClass", {
      code: "INGRESS_CLASS_WITHOUT_AUTO_MODE",
      message: "EKS Auto Mode alone makes load balancers for ingresses of the class.",
      found: "ingressClass without EKS Auto Mode",
      expected: "a cluster with EKS Auto Mode",
      fix: "take ingressClass away: loadBalancerController brings a class of its own",
    });
  }
  const optionsOf = <T extends object>(given: T | boolean): Partial<T> => (typeof given === "object" ? given : {});
  if (storageClass) made.push(storageClassObject({ ...optionsOf(storageClass), autoMode }, problems, "storageClass."));
  if (ingressClass) made.push(...ingressClassObjects(optionsOf(ingressClass), problems, "ingressClass."));
  return made.map((value) => ({ value, at: () => "" }));
}
