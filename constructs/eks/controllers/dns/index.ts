// Roles of the controllers that write records of zones.

export { type CertManagerRoleProps, certManagerRole } from "./cert-manager-role";
export { type ExternalDnsRecordType, type ExternalDnsRoleProps, externalDnsRole } from "./external-dns-role";
