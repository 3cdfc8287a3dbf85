import { OidcProvider } from "../../../../constructs/eks/identity";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIn } from "../../dns/support";

const EXAMPLE = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

const MISTAKES = [
  "oidc.eks.eu-west-1.amazonaws.com/id/0123",
  "http://oidc.eks.eu-west-1.amazonaws.com/id/0123",
  "https://oidc.eks.eu-west-1.amazonaws.com/id/0123/",
].map((issuer) => ({
  mistake: issuer,
  problems: [
    {
      code: "OIDC_ISSUER_INVALID",
      path: "sandbox-test/oidc › issuer",
      message: "This is not the address of an OpenID Connect issuer.",
      found: `"${issuer}"`,
      expected: "https://, a host, and a path without a slash at its end, or a reference to such an address",
      fix: `copy the address from the cluster, for example ${EXAMPLE}`,
    },
  ],
  ways: [{ says: `for example ${EXAMPLE}`, to: EXAMPLE }],
}));

const problemsWith = (issuer: string) => problemsIn((stack) => new OidcProvider(stack, "oidc", { issuer }));

test.each(MISTAKES)("an issuer that IAM would not know is refused: $mistake", ({ mistake, problems }) => {
  expect(problemsWith(mistake)).toEqual(problems);
});

testAdvice(MISTAKES, problemsWith);
