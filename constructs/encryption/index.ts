// KMS keys.

export { EncryptionKey } from "./encryption-key";
