import { Problems } from "../../core/errors";
import { manifestText } from "../../core/texts/manifest-text";
import { checkScope } from "../controllers/scope-checks";
import { isDnsSubdomain } from "../kubernetes-names";

/** Properties of {@link encryptedStorageClass}. */
export interface StorageClassProps {
  /**
   * Name, as claims of pods ask for it.
   *
   * @default "gp3-encrypted"
   */
  readonly name?: string;
  /**
   * ARN of the KMS key of the volumes; one of the `keyArns` of the add-on.
   *
   * @default - AWS's own key for EBS
   */
  readonly keyArn?: string;
  /**
   * Whether claims that name no class get this one.
   *
   * @default true
   */
  readonly isDefault?: boolean;
  /**
   * What becomes of a volume when its claim is deleted. Volumes that are kept are left behind when the cluster goes.
   *
   * @default "Delete"
   */
  readonly reclaim?: "Delete" | "Retain";
  /**
   * Whether EKS Auto Mode makes the volumes, which has no class of its own (Amazon EKS User Guide, "Create a Storage Class", as of 2026-11). A
   * key of your own has to admit the cluster's role by its policy then.
   *
   * @default false - the add-on aws-ebs-csi-driver makes them
   */
  readonly autoMode?: boolean;
}

/**
 * The manifest of a StorageClass for encrypted gp3 volumes, which the add-on `aws-ebs-csi-driver`, or EKS Auto Mode, makes in the zone of the
 * pod that asks for them. The add-on's own default class does not ask for encryption, and its configuration takes no other (aws-ebs-csi-driver,
 * `docs/parameters.md` and `values.schema.json`, v1.64.0, 2026-08); so it is left off, and this one is applied to the cluster.
 *
 * @throws GroundplanError with `EKS_STORAGE_CLASS_NAME` and what is wrong with the key
 */
export function encryptedStorageClass(props: StorageClassProps = {}): string {
  const problems = new Problems(`StorageClass ${props.name ?? DEFAULT_NAME}`);
  const object = storageClassObject(props, problems, "");
  problems.throwIfAny();
  return manifestText(object);
}

const DEFAULT_NAME = "gp3-encrypted";

/**
 * The object of the manifest. Adds `EKS_STORAGE_CLASS_NAME` and what is wrong with the key.
 *
 * @param at where the properties stand: empty, or with a dot at its end
 */
export function storageClassObject(props: StorageClassProps, problems: Problems, at: string) {
  const { name = DEFAULT_NAME, keyArn, isDefault = true, reclaim = "Delete", autoMode = false } = props;
  check(name, keyArn, problems, at);
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name,
      ...(isDefault ? { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } } : {}),
    },
    provisioner: autoMode ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }) },
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
    reclaimPolicy: reclaim,
  };
}

function check(name: string, keyArn: string | undefined, problems: Problems, at: string): void {
  if (!isDnsSubdomain(name)) {
    problems.add(`${at}name`, {
      code: "EKS_STORAGE_CLASS_NAME",
      message: "Kubernetes has no storage class of this name.",
      found: `"${name}" (${name.length} characters)`,
      expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
      fix: 'for example "gp3-encrypted"',
    });
  }
  if (keyArn !== undefined) {
    const key = new Problems(problems.path);
    checkScope("key", [keyArn], "keyArn", key);
    problems.addAll(key.list.map((problem) => ({ ...problem, path: `${problems.path} › ${at}keyArn` })));
  }
}
