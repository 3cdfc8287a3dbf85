import { TerraformVariable } from "cdktf";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import {
  BlueGreenTargetGroups,
  ListenerRule,
  type ListenerRuleProps,
  type RuleConditions,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import { type Attributes, resourceOf, resourcesOf } from "../../../support/synth";
import { readable, synthEdge, testBalancer } from "../support";

const ANSWER = { respond: { status: 200 } };

function ruleOf(props: (stack: EnvironmentStack) => Omit<ListenerRuleProps, "listener">): Attributes {
  const synthesized = synthEdge((stack) => {
    const { listener } = testBalancer(stack, { authenticates: true });
    new ListenerRule(stack, "rule", { ...props(stack), listener });
  });
  expect(synthesized.problems).toEqual([]);
  return resourceOf(synthesized, "aws_lb_listener_rule");
}

function conditionsOf(conditions: RuleConditions): unknown {
  return ruleOf(() => ({ conditions, action: ANSWER })).condition;
}

/** Target groups with these ids. */
function groups(stack: EnvironmentStack, ...names: string[]): TargetGroup[] {
  const network = { vpcId: "vpc-0123456789abcdef0" };
  return names.map((name) => new TargetGroup(stack, name, { network, port: 8080 }));
}

describe("a listener rule", () => {
  it("asks for everything that a request has", () => {
    const conditions = {
      hosts: ["API.example.com"],
      paths: ["/v1/*"],
      headers: { "X-Canary": ["yes"] },
      query: [{ key: "version", value: "2" }],
      methods: ["GET"],
    };
    expect(conditionsOf(conditions)).toEqual([
      { host_header: { values: ["api.example.com"] } },
      { path_pattern: { values: ["/v1/*"] } },
      { http_header: { http_header_name: "X-Canary", values: ["yes"] } },
      { query_string: [{ key: "version", value: "2" }] },
      { http_request_method: { values: ["GET"] } },
    ]);
    expect(conditionsOf({ sourceIps: ["192.0.2.0/24", "2001:db8::/32"] })).toEqual([
      { source_ip: { values: ["192.0.2.0/24", "2001:db8::/32"] } },
    ]);
  });

  it("is the same in whatever order its values are written", () => {
    const one = { hosts: ["a.example.com", "b.example.com"], query: [{ value: "x" }, { key: "k", value: "y" }] };
    const other = { query: [...one.query].reverse(), hosts: [...one.hosts].reverse() };
    const rule = (conditions: RuleConditions) => ruleOf(() => ({ conditions, action: ANSWER }));
    expect(rule(other)).toEqual(rule(one));
  });

  it("forwards to one group, or shares requests out by weight", () => {
    const conditions = { hosts: ["api.example.com"] };
    const single = ruleOf((stack) => {
      const [forward] = groups(stack, "api");
      return { conditions, action: forward ? { forward } : ANSWER };
    });
    expect(readable(single.action)).toEqual([
      { type: "forward", target_group_arn: "${aws_lb_target_group.api_group.arn}" },
    ]);
    const shared = ruleOf((stack) => {
      const weights = [90, 10];
      const targets = groups(stack, "old", "new").map((targetGroup, index) => ({
        targetGroup,
        weight: weights[index] ?? 0,
      }));
      return { conditions, action: { forward: { targets, stickySeconds: 300 } } };
    });
    expect(readable(shared.action)).toEqual([
      {
        type: "forward",
        forward: {
          target_group: [
            { arn: "${aws_lb_target_group.old_group.arn}", weight: 90 },
            { arn: "${aws_lb_target_group.new_group.arn}", weight: 10 },
          ],
          stickiness: { enabled: true, duration: 300 },
        },
      },
    ]);
  });

  it("redirects, and keeps of the request what it does not change", () => {
    const redirect = { host: "www.example.com", path: "/shop/#{path}", permanent: true };
    const { action } = ruleOf(() => ({ conditions: { hosts: ["shop.example.com"] }, action: { redirect } }));
    expect(action).toEqual([
      {
        type: "redirect",
        redirect: {
          host: "www.example.com",
          path: "/shop/#{path}",
          port: "#{port}",
          protocol: "#{protocol}",
          query: "#{query}",
          status_code: "HTTP_301",
        },
      },
    ]);
  });

  it("answers by itself", () => {
    const respond = { status: 503, contentType: "application/json", body: "{}" } as const;
    const { action } = ruleOf(() => ({ conditions: { paths: ["/*"] }, action: { respond } }));
    expect(action).toEqual([
      {
        type: "fixed-response",
        fixed_response: { status_code: "503", content_type: "application/json", message_body: "{}" },
      },
    ]);
  });

  it("has users log in at an identity provider before anything else", () => {
    const { action } = ruleOf((stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
      const oidc = {
        issuer: "https://login.example.com",
        authorizationEndpoint: "https://login.example.com/authorize",
        tokenEndpoint: "https://login.example.com/token",
        userInfoEndpoint: "https://login.example.com/me",
        clientId: "shop",
        clientSecret: secret.stringValue,
        clientSecretInState: { reason: "the state is encrypted, and only the team reads it" },
      };
      return { conditions: { paths: ["/admin/*"] }, authenticate: { oidc }, action: ANSWER };
    });
    expect(action).toEqual([
      {
        order: 1,
        type: "authenticate-oidc",
        authenticate_oidc: {
          issuer: "https://login.example.com",
          authorization_endpoint: "https://login.example.com/authorize",
          token_endpoint: "https://login.example.com/token",
          user_info_endpoint: "https://login.example.com/me",
          client_id: "shop",
          client_secret: "${var.secret}",
          on_unauthenticated_request: "authenticate",
          scope: "openid",
          session_cookie_name: "AWSELBAuthSessionCookie",
          session_timeout: 604800,
        },
      },
      { order: 2, type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "200" } },
    ]);
  });

  it("has users log in at a user pool", () => {
    const cognito = {
      userPoolArn: "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/ap-northeast-2_abc",
      userPoolClientId: "client",
      userPoolDomain: "acme",
      onUnauthenticated: "deny" as const,
      sessionSeconds: 3600,
    };
    const { action } = ruleOf(() => ({ conditions: { paths: ["/*"] }, authenticate: { cognito }, action: ANSWER }));
    expect((action as Attributes[])[0]).toEqual({
      order: 1,
      type: "authenticate-cognito",
      authenticate_cognito: {
        user_pool_arn: cognito.userPoolArn,
        user_pool_client_id: "client",
        user_pool_domain: "acme",
        on_unauthenticated_request: "deny",
        scope: "openid",
        session_cookie_name: "AWSELBAuthSessionCookie",
        session_timeout: 3600,
      },
    });
  });

  it("leaves its action to a deployment that shifts traffic, until its target groups are others, and to Terraform otherwise", () => {
    const synthesized = synthEdge((stack) => {
      const { listener } = testBalancer(stack);
      const network = { vpcId: "vpc-0123456789abcdef0" };
      const pair = new BlueGreenTargetGroups(stack, "targets", { network, port: 8080, name: "api" });
      const action = { action: pair.action, actionChangesOutside: true };
      new ListenerRule(stack, "rule", { listener, conditions: { paths: ["/*"] }, ...action });
    });
    const shifting = resourceOf(synthesized, "aws_lb_listener_rule");
    const [id] = Object.keys(synthesized.resources.terraform_data ?? {});
    expect(shifting.lifecycle).toEqual({ ignore_changes: ["action"], replace_triggered_by: [`terraform_data.${id}`] });
    expect(readable(resourceOf(synthesized, "terraform_data").input)).toEqual({
      arns: ["${aws_lb_target_group.targets_blue_group.arn}", "${aws_lb_target_group.targets_green_group.arn}"],
    });
    expect(readable(shifting.action)).toMatchObject([
      {
        forward: {
          target_group: [
            { arn: "${aws_lb_target_group.targets_blue_group.arn}", weight: 100 },
            { arn: "${aws_lb_target_group.targets_green_group.arn}", weight: 0 },
          ],
          stickiness: { enabled: false },
        },
      },
    ]);
    expect(ruleOf(() => ({ conditions: { paths: ["/*"] }, action: ANSWER })).lifecycle).toBeUndefined();
  });

  it("has the priority that is written out, or one that follows from its conditions alone", () => {
    const rule = (priority?: number) =>
      ruleOf(() => ({ conditions: { hosts: ["api.example.com"] }, action: ANSWER, priority })).priority;
    expect(rule(10)).toBe(10);
    const alone = rule();
    const among = synthEdge((stack) => {
      const { listener } = testBalancer(stack);
      for (const name of ["a", "api", "z"]) {
        new ListenerRule(stack, name, { listener, conditions: { hosts: [`${name}.example.com`] }, action: ANSWER });
      }
    });
    expect(resourcesOf(among, "aws_lb_listener_rule").map(({ priority }) => priority)).toContain(alone);
  });
});
