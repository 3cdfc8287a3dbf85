import { DeployBoundary, DeployRole, GithubOidcProvider } from "../../../constructs/delivery";
import { resourceOf, synthStack } from "../../support/synth";
import { deliveredEnvironment, REPOSITORY } from "./support";

test("a role trusts the identity provider that its account has already, which is neither made nor looked up", () => {
  const synthesized = synthStack(
    (stack) => {
      new DeployRole(stack, "plan", {
        may: "plan",
        provider: GithubOidcProvider.fromExisting(stack, "github"),
        boundary: new DeployBoundary(stack, "boundary"),
        repository: REPOSITORY,
        branches: ["main"],
      });
    },
    { environment: deliveredEnvironment() },
  );
  expect(synthesized.resources).not.toHaveProperty("aws_iam_openid_connect_provider");
  expect(synthesized.data).toEqual({});
  expect(JSON.parse(String(resourceOf(synthesized, "aws_iam_role").assume_role_policy)).Statement[0].Principal).toEqual(
    {
      Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
    },
  );
});
