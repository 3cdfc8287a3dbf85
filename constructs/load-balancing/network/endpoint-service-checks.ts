import type { IConstruct } from "constructs";
import { Problems } from "../../core/errors";
import { checkDomainName, isWithin } from "../../dns/domain-name";
import type { EndpointServiceProps, PrivateName } from "./endpoint-service.types";

/** Amazon VPC, AWS PrivateLink guide, "Manage permissions", as of 2026-11. */
const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(root|user\/\S+|role\/\S+)$/;

/** @throws GroundplanError with everything that is wrong with the properties */
export function checkEndpointService(service: IConstruct, props: EndpointServiceProps): void {
  const problems = new Problems(service.node.path);
  const { loadBalancers, allowedPrincipals = [], privateName } = props;
  if (loadBalancers.length === 0) {
    problems.add("loadBalancers", {
      code: "ENDPOINT_SERVICE_EMPTY",
      message: "An endpoint service needs a Network Load Balancer that takes the connections.",
      found: "no load balancers",
      expected: "at least one",
      fix: "make a NetworkLoadBalancer with scheme internal, and name it",
    });
  }
  for (const [index, arn] of allowedPrincipals.entries()) {
    checkPrincipal(arn, allowedPrincipals.indexOf(arn) < index, `allowedPrincipals[${index}]`, problems);
  }
  if (privateName) checkPrivateName(privateName, problems);
  problems.throwIfAny();
}

function checkPrincipal(arn: string, isAgain: boolean, property: string, problems: Problems): void {
  if (arn === "*") {
    problems.add(property, {
      code: "ENDPOINT_SERVICE_EVERYBODY",
      message: "Every account of AWS could ask for an endpoint of the service.",
      found: '"*"',
      expected: "ARNs of accounts, roles or users",
      fix: "name the accounts: arn:aws:iam::222222222222:root",
    });
  } else if (!PRINCIPAL.test(arn)) {
    problems.add(property, {
      code: "ENDPOINT_SERVICE_PRINCIPAL",
      message: "This is not the ARN of somebody who can make an endpoint.",
      found: `"${arn}"`,
      expected: "arn:aws:iam::<account>:root, …:role/<name> or …:user/<name>",
      fix: /^\d{12}$/.test(arn)
        ? `write arn:aws:iam::${arn}:root`
        : "take the ARN from the IAM console of the consumer",
    });
  } else if (isAgain) {
    problems.add(property, {
      code: "ENDPOINT_SERVICE_PRINCIPAL_TWICE",
      message: "The same principal is named twice.",
      found: arn,
      expected: "each principal once",
      fix: "remove one of the two",
    });
  }
}

function checkPrivateName({ name, zone }: PrivateName, problems: Problems): void {
  if (!checkDomainName(name, "privateName.name", problems, { wildcard: true }) || !zone) return;
  if (zone.visibility === "public" && isWithin(name.replace(/^\*\./, ""), zone.zoneName)) return;
  problems.add("privateName.zone", {
    code: "ENDPOINT_SERVICE_ZONE",
    message: "AWS asks the public DNS whether the name is ours, and would not find the proof in this zone.",
    found: `${name} with the ${zone.visibility} zone ${zone.zoneName}`,
    expected: "a public zone that the name is in",
    fix: "name the public zone of the domain",
  });
}
