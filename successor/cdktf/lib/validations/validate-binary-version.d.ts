export * from "cdktn/lib/validations/validate-binary-version";
