import type { DatabaseCluster } from "../../../constructs/databases/cluster/database-cluster";
import { dataOutput, mockArn } from "../outputs";

/** What other stacks are told of the clusters. */
export const DATABASE_CLUSTER_OUTPUTS = {
  databaseClusterHosts: dataOutput(
    "Host names of the writers of the clusters by name",
    (name) => `mock-${name}.cluster-000000000000.us-east-1.rds.amazonaws.com`,
    ({ host }: DatabaseCluster) => host,
  ),
  databaseClusterReaderHosts: dataOutput(
    "Host names of the readers of the clusters by name",
    (name) => `mock-${name}.cluster-ro-000000000000.us-east-1.rds.amazonaws.com`,
    ({ readerHost }: DatabaseCluster) => readerHost,
  ),
  databaseClusterGroups: dataOutput(
    "Security groups of the clusters by name",
    () => "sg-00000000000000000",
    ({ securityGroup }: DatabaseCluster) => securityGroup.securityGroupId,
  ),
  databaseClusterSecretArns: dataOutput(
    "Secrets with the names and passwords of the owners, by the names of the clusters",
    mockArn("secretsmanager", "secret:rds!cluster-mock-"),
    ({ secretArn }: DatabaseCluster) => secretArn,
  ),
  databaseClusterSecretKeyArns: dataOutput(
    "Keys of these secrets, by the names of the clusters whose secret has one",
    mockArn("kms", "key/mock-"),
    ({ secretKeyArn }: DatabaseCluster) => secretKeyArn,
  ),
  databaseClusterResourceIds: dataOutput(
    "What IAM knows the clusters by, by the names of those that it lets in to",
    (name) => `cluster-MOCK${name.toUpperCase()}`,
    ({ resourceId }: DatabaseCluster) => resourceId,
  ),
};
