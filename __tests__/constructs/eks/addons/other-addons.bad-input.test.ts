import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { type AddonsCase, type AddonsOptions, expectAddonsProblems, type Found, toldAddons } from "./support";

const others = (otherAddons: object): AddonsOptions => ({ cluster: { otherAddons: otherAddons as never } });

const VERSION = "v0.20.0-eksbuild.1";

function invalid(name: string, found: string): Found {
  return {
    property: `otherAddons.${name}.version`,
    code: "EKS_ADDON_VERSION_INVALID",
    message: "This is not a version of an add-on.",
    found,
    expected: "a version of EKS with v in front and its build at the end, such as v0.20.0-eksbuild.1, or default",
    fix: `take it from \`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version 1.35\``,
  };
}

const CASES: readonly AddonsCase[] = [
  {
    name: "an add-on that has options of its own, among the others",
    addons: {},
    options: others({ "metrics-server": { version: "v0.9.0-eksbuild.7" } }),
    problems: [
      {
        property: "otherAddons.metrics-server",
        code: "EKS_ADDON_KNOWN",
        message: "This add-on has options of its own, which stand with it under addons.",
        found: '"metrics-server" in otherAddons',
        expected: "an add-on that addons does not have",
        fix: 'write it in addons: { "metrics-server": … }',
      },
    ],
    ways: [
      {
        says: 'write it in addons: { "metrics-server": … }',
        to: { addons: { "metrics-server": { version: "v0.9.0-eksbuild.7" } }, options: {} },
      },
    ],
  },
  {
    name: "names with a typing error",
    addons: {},
    options: others({ "external-dsn": { version: VERSION }, "metric-server": { version: VERSION } }),
    problems: [
      {
        property: "otherAddons.external-dsn",
        code: "EKS_ADDON_NAME_MISSPELT",
        message: "EKS has no add-on of this name, but one whose name differs by a letter or two.",
        found: '"external-dsn"',
        expected: '"external-dns"',
        fix: 'write "external-dns"',
      },
      {
        property: "otherAddons.metric-server",
        code: "EKS_ADDON_NAME_MISSPELT",
        message: "EKS has no add-on of this name, but one whose name differs by a letter or two.",
        found: '"metric-server"',
        expected: '"metrics-server"',
        fix: 'write "metrics-server", in addons',
      },
    ],
    ways: [
      {
        says: ['write "external-dns"', 'write "metrics-server", in addons'],
        to: { addons: { "metrics-server": true }, options: others({ "external-dns": { version: VERSION } }) },
      },
    ],
  },
  {
    name: "a name that no add-on can have",
    addons: {},
    options: others({ "External DNS": { version: VERSION } }),
    problems: [
      {
        property: "otherAddons.External DNS",
        code: "EKS_ADDON_NAME_FORM",
        message: "The name of the add-on has a wrong form.",
        found: '"External DNS"',
        expected: "letters, digits, - and _, such as external-dns or seller_product",
        fix: "take it from `aws eks describe-addon-versions`",
      },
    ],
    ways: [
      {
        says: "take it from `aws eks describe-addon-versions`",
        to: { options: others({ "external-dns": { version: VERSION } }) },
      },
    ],
  },
  {
    name: "versions as charts have them",
    addons: {},
    options: others({ "external-dns": { version: "1.19.0" }, seller_product: { version: "latest" } }),
    problems: [invalid("external-dns", '"1.19.0"'), invalid("seller_product", '"latest"')],
    ways: [
      {
        says: [
          "take it from `aws eks describe-addon-versions --addon-name external-dns --kubernetes-version 1.35`",
          "take it from `aws eks describe-addon-versions --addon-name seller_product --kubernetes-version 1.35`",
        ],
        to: {
          options: others({ "external-dns": { version: VERSION }, seller_product: { version: "v24.10.0-eksbuild.2" } }),
        },
      },
    ],
  },
];

test.each(CASES)("refuses $name", expectAddonsProblems);

testAdvice(toldAddons(CASES), problemsIfAny);
