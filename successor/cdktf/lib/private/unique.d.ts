export * from "cdktn/lib/private/unique";
