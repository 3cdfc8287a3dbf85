export * from "cdktn/lib/util";
