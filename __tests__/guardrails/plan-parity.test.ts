import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../guardrails/findings/judge";
import { GUARDRAILS } from "../../guardrails/rules";
import type { Estate } from "../../guardrails/tree/estate";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";
import { estateOfPlans } from "../../guardrails/tree/read-plans";

const recorded = (name: string) => JSON.parse(readFileSync(join(__dirname, "recorded", name), "utf8"));
const STACK = { name: "shop", environment: { name: "production", isProduction: true } };

const told = (estate: Estate) =>
  judge(estate, GUARDRAILS).map(({ rule, place, attribute }) => `${rule.id} ${place} ${attribute}`);

/** Rules about what a plan does not tell: what is Terraform's own, and whether a default of the provider was written down. */
const OF_CONFIGURATIONS = /^IAC-|^EC2-06 /;

test("a configuration and its first plan have the same findings, though the provider decides most attributes later", () => {
  const ofConfiguration = told(estateOfConfigurations([{ ...STACK, json: recorded("shop.tf.json") }]));
  const ofPlan = told(estateOfPlans([{ ...STACK, plan: recorded("shop.plan.json") }]));
  expect(ofPlan).toEqual(ofConfiguration.filter((one) => !OF_CONFIGURATIONS.test(one)));
  expect(ofPlan).toEqual(
    expect.arrayContaining([
      "DAT-11 shop/aws_rds_cluster.c storage_encrypted",
      "DAT-03 shop/aws_secretsmanager_secret_version.s secret_string",
      "EC2-01 shop/aws_instance.i metadata_options.http_tokens",
    ]),
  );
});
