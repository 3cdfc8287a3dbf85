import { DEV } from "./config-folder";

/** An environment with a bastion, a cluster and what runs in it, without mistakes. */
export const CLUSTER = `${DEV}  nat: { mode: single }
access:
  bastion: {}
eks:
  version: "1.35"
  admins: [role/platform-admin]
  access:
    developers: { principal: role/developer, policy: view, namespaces: [apps] }
  bastion: true
  endpointAccess:
    publicCidrs: [203.0.113.0/24]
  serviceCidr: 172.20.0.0/16
  logging:
    types: [api, audit]
  addons:
    vpc-cni: { prefixDelegation: true }
    aws-ebs-csi-driver: true
  nodeGroups:
    general:
      instanceTypes: [m7g.large]
      min: 2
      max: 4
      labels: { role: general }
  selfManagedNodes:
    own:
      instanceTypes: [m7i.large]
      min: 1
      max: 2
  fargateProfiles:
    batch:
      namespace: batch
eksAddons:
  loadBalancerController: true
  metricsServer: true
`;

/** Edits of {@link CLUSTER}, and what is told: code, path, message, found, expected, fix of every problem. */
export interface ClusterCase {
  readonly mistake: string;
  readonly edits: readonly (readonly [piece: string, replacement: string])[];
  readonly problems: readonly (readonly string[])[];
}

/** {@link CLUSTER} with pieces of text replaced; the pieces must be there. */
export function clusterWith(edits: ClusterCase["edits"]): string {
  return edits.reduce((text, [piece, replacement]) => {
    if (!text.includes(piece)) throw new Error(`the environment has no ${piece}`);
    return text.replace(piece, replacement);
  }, CLUSTER);
}
