// Roles of the drivers of volumes and file systems.

export { type EbsCsiRoleProps, ebsCsiRole } from "./ebs-csi-role";
export { type EfsCsiRoleProps, efsCsiRole } from "./efs-csi-role";
