import { HttpApi, type HttpApiProps } from "../../../constructs/apis";
import { Certificate } from "../../../constructs/certificates";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { HostedZone } from "../../../constructs/dns";
import { type ILambdaFunction, LambdaFunction } from "../../../constructs/functions";
import { type SynthesizedStack, synthStack } from "../../support/synth";

/** A function that exists and is called by its alias. */
export function existingFunction(stack: EnvironmentStack, name = "orders"): ILambdaFunction {
  return LambdaFunction.fromExisting(stack, name, {
    functionArn: `arn:aws:lambda:ap-northeast-2:111111111111:function:${name}`,
    aliasName: "live",
  });
}

export const USERS = {
  kind: "jwt",
  issuer: "https://cognito-idp.ap-northeast-2.amazonaws.com/ap-northeast-2_Example1",
  audiences: ["shop"],
} as const;

/** A zone, and a certificate of the region for names in it. */
export function domainParts(stack: EnvironmentStack, region = "ap-northeast-2") {
  const zone = HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" });
  const certificate = Certificate.fromExisting(stack, "certificate", {
    certificateArn: `arn:aws:acm:${region}:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab`,
    names: ["api.example.com"],
    region,
  });
  return { zone, certificate };
}

/** Options of an API, which may need the stack that it is made in. */
export type Made = Partial<HttpApiProps> | ((stack: EnvironmentStack) => Partial<HttpApiProps>);

/** An API called `shop` with one route, in a stack of its own. */
export function makeApi(stack: EnvironmentStack, made: Made = {}): HttpApi {
  const given = typeof made === "function" ? made(stack) : made;
  return new HttpApi(stack, "shop", {
    routes: given.routes ?? { "GET /orders": existingFunction(stack) },
    ...given,
  });
}

/** The stack of an API, and of what is made with it. */
export function synthApi(
  made: Made = {},
  use: (api: HttpApi, stack: EnvironmentStack) => void = () => {},
): SynthesizedStack {
  return synthStack((stack) => use(makeApi(stack, made), stack));
}
