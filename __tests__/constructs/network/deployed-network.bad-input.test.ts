import { lettingMove } from "../../../constructs/network/deployed-network";
import type { NetworkProps, TierProps } from "../../../constructs/network/network-props";
import { testAdvice, type Way } from "../../support/followed-advice";
import { CACHE, DEPLOYED, factsOf, planned, TIERS } from "./deployed-fixtures";

type Facts = ReturnType<typeof factsOf>;

/** A configuration, and what is remembered when it is read. */
interface Step {
  readonly props: NetworkProps;
  readonly facts: Facts;
}

const [PUBLIC_TIER, APP_TIER, DATA_TIER] = TIERS as readonly [TierProps, TierProps, TierProps];

function withApp(change: Partial<TierProps>): NetworkProps {
  return { ...DEPLOYED, tiers: [PUBLIC_TIER, { ...APP_TIER, ...change }, DATA_TIER] };
}

const MOVED = "The tier `app` would move: its subnets would be made anew, and what lies in them with them.";
const TAKEN =
  "A new subnet needs addresses of one that is destroyed in the same run: AWS refuses it while that one is there.";
const ACCEPT = "accept the move: `npx groundplan accept dev --move app`";
const PIN = "pin the places that are deployed: `npx groundplan map dev --pin`";

const REMEMBERED = factsOf(DEPLOYED);
const ACCEPTED = lettingMove(REMEMBERED, "app") ?? REMEMBERED;
/** `app` as `map --pin` writes it. */
const PINNED = "10.0.64.0/18";

function only(props: NetworkProps, facts: Facts = REMEMBERED): readonly Step[] {
  return [{ props, facts }];
}

function refused(
  mistake: string,
  given: readonly Step[],
  problems: readonly (readonly [
    code: string,
    path: string,
    message: string,
    found: string,
    expected: string,
    fix: string,
  ])[],
  ways: readonly Way<readonly Step[]>[],
) {
  return {
    mistake,
    given,
    problems: problems.map(([code, path, message, found, expected, fix]) => ({
      code,
      path: `network › ${path}`,
      message,
      found,
      expected,
      fix,
    })),
    ways,
  };
}

const withSubnet = withApp({ subnets: { a: "10.0.128.0/20" } });
const inShared = { ...withApp({ range: "100.64.0.0/16" }), secondaryCidrs: ["100.64.0.0/16"] };
const shrunk = withApp({ cidr: "10.0.64.0/19", prefixLength: 21 });
const withoutData: NetworkProps = { ...DEPLOYED, tiers: [PUBLIC_TIER, APP_TIER] };
const onDataPlace: NetworkProps = { ...DEPLOYED, tiers: [PUBLIC_TIER, APP_TIER, { ...CACHE, cidr: "10.0.4.0/22" }] };
const threeZones: NetworkProps = { ...DEPLOYED, zones: ["a", "b", "c"] };

const REFUSED = [
  refused(
    "a tier that is pinned elsewhere",
    only(withApp({ cidr: "10.0.128.0/18" })),
    [
      [
        "TIER_MOVED",
        "tiers.app",
        MOVED,
        "app-a 10.0.64.0/20 → 10.0.128.0/20, app-c 10.0.96.0/20 → 10.0.160.0/20",
        "the place that the tier was deployed with: 10.0.64.0/18",
        `${PIN}, or ${ACCEPT}`,
      ],
    ],
    [
      { says: PIN, to: only(withApp({ cidr: PINNED })) },
      { says: ACCEPT, to: only(withApp({ cidr: "10.0.128.0/18" }), ACCEPTED) },
    ],
  ),
  refused(
    "a tier of another size",
    only(withApp({ prefixLength: 19 })),
    [
      [
        "TIER_MOVED",
        "tiers.app",
        MOVED,
        "app-a 10.0.64.0/20 → 10.0.128.0/19, app-c 10.0.96.0/20 → 10.0.192.0/19",
        "the place that the tier was deployed with: 10.0.64.0/18",
        `set prefixLength to 20, or ${ACCEPT}`,
      ],
    ],
    [
      { says: "set prefixLength to 20", to: only(withApp({ prefixLength: 20 })) },
      { says: ACCEPT, to: only(withApp({ prefixLength: 19 }), ACCEPTED) },
    ],
  ),
  refused(
    "a tier of another size that is pinned elsewhere",
    only(withApp({ cidr: "10.0.128.0/19", prefixLength: 21 })),
    [
      [
        "TIER_MOVED",
        "tiers.app",
        MOVED,
        "app-a 10.0.64.0/20 → 10.0.128.0/21, app-c 10.0.96.0/20 → 10.0.144.0/21",
        "the place that the tier was deployed with: 10.0.64.0/18",
        `set prefixLength to 20, then ${PIN}, or ${ACCEPT}`,
      ],
    ],
    [
      { says: `set prefixLength to 20, then ${PIN}`, to: only(withApp({ cidr: PINNED })) },
      { says: ACCEPT, to: only(withApp({ cidr: "10.0.128.0/19", prefixLength: 21 }), ACCEPTED) },
    ],
  ),
  refused(
    "a tier in another range",
    only(inShared),
    [
      [
        "TIER_MOVED",
        "tiers.app",
        MOVED,
        "app-a 10.0.64.0/20 → 100.64.0.0/20, app-c 10.0.96.0/20 → 100.64.32.0/20",
        "the place that the tier was deployed with: 10.0.64.0/18",
        `set range to 10.0.0.0/16, or ${ACCEPT}`,
      ],
    ],
    [
      { says: "set range to 10.0.0.0/16", to: only({ ...inShared, tiers: withApp({ range: "10.0.0.0/16" }).tiers }) },
      { says: ACCEPT, to: only(inShared, ACCEPTED) },
    ],
  ),
  refused(
    "a subnet that is given another place",
    only(withSubnet),
    [
      [
        "TIER_MOVED",
        "tiers.app",
        MOVED,
        "app-a 10.0.64.0/20 → 10.0.128.0/20",
        "the place that the tier was deployed with: 10.0.64.0/18",
        `set subnets.a to 10.0.64.0/20, or ${ACCEPT}`,
      ],
    ],
    [
      { says: "set subnets.a to 10.0.64.0/20", to: only(withApp({ subnets: { a: "10.0.64.0/20" } })) },
      { says: ACCEPT, to: only(withSubnet, ACCEPTED) },
    ],
  ),
  refused(
    "a move that was accepted to addresses that the tier still has",
    only(shrunk, ACCEPTED),
    [
      [
        "SUBNET_PLACE_TAKEN",
        "tiers.app",
        TAKEN,
        "app-a 10.0.64.0/21, where app-a 10.0.64.0/20 is deployed",
        "addresses that no subnet has yet",
        "give the tier another place (`cidr`), or make a tier of another name beside it and take `app` away afterwards",
      ],
    ],
    [
      {
        says: "give the tier another place (`cidr`)",
        to: only(withApp({ cidr: "10.0.128.0/19", prefixLength: 21 }), ACCEPTED),
      },
      {
        says: "make a tier of another name beside it and take `app` away afterwards",
        to: [
          {
            props: { ...DEPLOYED, tiers: [...TIERS, { ...APP_TIER, name: "web", prefixLength: 21 }] },
            facts: REMEMBERED,
          },
          {
            props: { ...DEPLOYED, tiers: [PUBLIC_TIER, { ...APP_TIER, name: "web", prefixLength: 21 }, DATA_TIER] },
            facts: factsOf({ ...DEPLOYED, tiers: [...TIERS, { ...APP_TIER, name: "web", prefixLength: 21 }] }),
          },
        ],
      },
    ],
  ),
  refused(
    "a new tier that is pinned to the place of one that leaves in the same change",
    only(onDataPlace),
    [
      [
        "SUBNET_PLACE_TAKEN",
        "tiers.cache",
        TAKEN,
        "cache-a 10.0.4.0/24, where data-a 10.0.4.0/24 is deployed",
        "addresses that no subnet has yet",
        "deploy without `cache` first, then with it; or give it another place (`cidr`)",
      ],
      [
        "SUBNET_PLACE_TAKEN",
        "tiers.cache",
        TAKEN,
        "cache-c 10.0.6.0/24, where data-c 10.0.6.0/24 is deployed",
        "addresses that no subnet has yet",
        "deploy without `cache` first, then with it; or give it another place (`cidr`)",
      ],
    ],
    [
      {
        says: "deploy without `cache` first, then with it",
        to: [...only(withoutData), ...only(onDataPlace, factsOf(withoutData))],
      },
      {
        says: "give it another place (`cidr`)",
        to: only({ ...DEPLOYED, tiers: [PUBLIC_TIER, APP_TIER, { ...CACHE, cidr: "10.0.8.0/22" }] }),
      },
    ],
  ),
  refused(
    "zones that are taken away and added in one change",
    only({ ...DEPLOYED, zones: ["a", "b"] }),
    [
      [
        "ZONES_SWAPPED",
        "zones",
        "Zones are taken away and added in one change: what lies in the network has to leave the old ones first, and can go to the new ones only when they are there.",
        "[a, c] is deployed, [a, b] is wanted",
        "only more zones, or only fewer",
        "two changes: deploy all stacks with zones: [a, b, c], then with zones: [a, b]",
      ],
    ],
    [
      {
        says: "two changes: deploy all stacks with zones: [a, b, c], then with zones: [a, b]",
        to: [...only(threeZones), ...only({ ...DEPLOYED, zones: ["a", "b"] }, factsOf(threeZones))],
      },
    ],
  ),
];

const problemsOfSteps = (steps: readonly Step[]) => steps.flatMap(({ props, facts }) => planned(props, facts).problems);

test.each(REFUSED)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfSteps(given)).toEqual(problems);
});

testAdvice(REFUSED, problemsOfSteps);

test("a move that was accepted is planned", () => {
  expect(planned(withApp({ cidr: "10.0.128.0/18" }), ACCEPTED).subnets["app-a"]).toBe("10.0.128.0/20");
  expect(lettingMove(REMEMBERED, "other")).toBeUndefined();
});
