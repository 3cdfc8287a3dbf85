import { HttpApi, type HttpApiProps } from "../../../../constructs/apis";
import { Certificate } from "../../../../constructs/certificates/certificate";
import { LambdaFunction } from "../../../../constructs/functions";
import { SecurityGroup } from "../../../../constructs/security-groups";
import type { Program, Transition } from "../transition";

const LISTENER =
  "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/net/in/1234567890abcdef/1234567890abcdef";

interface Version {
  /** Who decides on orders: those with a token, or a function. */
  readonly asks: "tokens" | "function";
  /** Host of the pages. */
  readonly pages: string;
  /** Tier of the VPC link, which is another one then. */
  readonly tier: "app" | "data";
  readonly stages: HttpApiProps["stages"];
}

/** An API with what may be behind it and before it, and a name of its own. */
function api({ asks, pages, tier, stages }: Version): Program {
  return (stack, site) => {
    const orders = new LambdaFunction(stack, "orders", {
      code: "__tests__/constructs/functions/fixtures/hello",
      runtime: "nodejs22.x",
    });
    const names = ["example.com", "*.example.com"];
    const certificate = Certificate.fromExisting(stack, "certificate", { certificateArn: site.certificateArn, names });
    const inside = SecurityGroup.fromExisting(stack, "inside", { securityGroupId: site.securityGroupId });
    const isToken = asks === "tokens";
    new HttpApi(stack, "shop", {
      network: site.network(stack),
      tier,
      ...(stages ? { stages } : {}),
      authorizers: isToken
        ? { users: { kind: "jwt", issuer: "https://login.example.com", audiences: ["shop"] } }
        : { keys: { kind: "lambda", function: orders, cache: "5 min" } },
      authorization: isToken ? "users" : "keys",
      routes: {
        "GET /orders": {
          function: orders,
          ...(isToken ? { scopes: ["orders.read"], throttling: { rate: 20, burst: 10 } } : {}),
        },
        "ANY /pages/{proxy+}": { url: `https://${pages}/{proxy}`, public: { reason: "everybody reads the pages" } },
        "ANY /inside": { listener: { listenerArn: LISTENER, port: 8080, connectTo: inside }, authorization: "iam" },
      },
      domain: { name: "api.example.com", certificate, zone: "none" },
    });
  };
}

/** Changes of HTTP APIs. */
export const APIS: readonly Transition[] = [
  {
    area: "APIs",
    name: "an API asks a function in the place of tokens, leads elsewhere, loses a stage, and goes into another tier",
    from: api({ asks: "tokens", pages: "old.example.com", tier: "app", stages: { $default: {}, beta: {} } }),
    to: api({
      asks: "function",
      pages: "new.example.com",
      tier: "data",
      stages: { $default: { description: "Everybody's", variables: { color: "blue" }, throttling: { rate: 50 } } },
    }),
    replaced: { aws_apigatewayv2_vpc_link: 1 },
    removed: {
      aws_apigatewayv2_api_mapping: 1,
      aws_apigatewayv2_authorizer: 1,
      aws_apigatewayv2_stage: 1,
      aws_lambda_permission: 1,
    },
  },
];
