// TLS certificates of ACM, proved by DNS records in the zones of constructs/dns.
export { Certificate } from "./certificate";
export type { CertificateProps, ExistingCertificateProps, ICertificate, KeyAlgorithm } from "./certificate.types";
