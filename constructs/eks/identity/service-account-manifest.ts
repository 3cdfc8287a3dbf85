import { manifestText } from "../../core/texts/manifest-text";

/** What a ServiceAccount's manifest says. */
export interface ManifestParts {
  /** @default - none: it is of the namespace that it is applied to */
  readonly namespace?: string;
  readonly serviceAccount: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Annotations that give the pods of a service account a role by IRSA (Amazon EKS User Guide, "Assign IAM roles to Kubernetes
 * service accounts" and "Configure the AWS Security Token Service endpoint for a service account", as of 2026-11). The second has
 * pods ask for credentials in their own region, also on clusters where that is not yet the default.
 */
export function irsaAnnotations(roleArn: string): Readonly<Record<string, string>> {
  return {
    "eks.amazonaws.com/role-arn": roleArn,
    "eks.amazonaws.com/sts-regional-endpoints": "true",
  };
}

/** A ServiceAccount as YAML. Every text is quoted: a namespace may be called `on` or `1234`, and is a text all the same. */
export function serviceAccountManifest({ namespace, serviceAccount, annotations }: ManifestParts): string {
  const object = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: {
      name: serviceAccount,
      ...(namespace === undefined ? {} : { namespace }),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
  return manifestText(object);
}
