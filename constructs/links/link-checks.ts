import { Problems } from "../core/errors";
import { Port } from "../security-groups/port";

/** Something that is used, as a program without types may have it. */
interface PlacedValue {
  readonly name: string;
  /** The property, such as `uses.orders` or `uses.orders[1]`. */
  readonly at: string;
  readonly link: unknown;
}

/** One thing that is wrong with a link. */
interface Mistake {
  readonly at: string;
  readonly message: string;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

const MADE_BY = "bucketLink(…) or databaseLink(…)";

/** What a link is made from. */
interface LinkedKind {
  /** What it is: `a bucket`. */
  readonly what: string;
  /** The construct: `Bucket`. */
  readonly maker: string;
  /** How the function calls it: `bucket`. */
  readonly key: string;
  /** A text and a function that it has. */
  readonly has: readonly [text: string, method: string];
}

/**
 * What a link is made from by a program without types.
 *
 * @param link the function: `bucketLink`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function checkLinked(link: string, { what, maker, key, has: [text, method] }: LinkedKind, value: unknown): void {
  if (isRecord(value) && typeof value[text] === "string" && typeof value[method] === "function") return;
  const problems = new Problems(`${link}(…)`);
  add(problems, {
    at: key,
    message: `The link is made from ${what}, and this is none.`,
    found: shown(value),
    expected: `a ${maker}, or one that exists`,
    fix: `hand over ${what.replace(/^an? /, "the ")} itself, or ${maker}.fromExisting(…)`,
  });
  problems.throwIfAny();
}

/** What a link to a database is made from. @throws GroundplanError `USE_LINK_INVALID` */
export function checkLinkedDatabase(props: unknown): void {
  const problems = new Problems("databaseLink(…)");
  const given: Readonly<Record<string, unknown>> = isRecord(props) ? props : {};
  for (const key of ["host", "database", "secretArn"]) {
    if (typeof given[key] === "string") continue;
    const told = { expected: "a text", fix: `write ${key} as the database has it` };
    add(problems, {
      at: key,
      message: "The link says where the database is, by a text.",
      found: shown(given[key]),
      ...told,
    });
  }
  const { port, group } = given;
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) {
    const told = {
      expected: "a whole number from 1 to 65535",
      fix: "write the port that the database listens on, such as 5432",
    };
    add(problems, {
      at: "port",
      message: "The link says by which port the database is reached.",
      found: shown(port),
      ...told,
    });
  }
  if (!isRecord(group) || !isRecord(group.connections)) {
    add(problems, {
      at: "group",
      message: "The link connects to the security group of the database, and this is none.",
      found: shown(group),
      expected: "a SecurityGroup, or one that exists",
      fix: 'hand over the group itself, or SecurityGroup.fromExisting(this, "orders", { securityGroupId })',
    });
  }
  problems.throwIfAny();
}

/** What is used one by one, in the order of the names: nothing where it is no object of links. */
export function placedLinks(uses: unknown, at: string): readonly PlacedValue[] {
  if (!isRecord(uses)) return [];
  return Object.entries(uses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, links]): PlacedValue[] =>
      Array.isArray(links)
        ? [...links].map((link, index) => ({ name, at: `${at}.${name}[${index}]`, link }))
        : [{ name, at: `${at}.${name}`, link: links }],
    );
}

/**
 * Adds `USE_LINK_INVALID` for whatever is no link, which a program without types may say.
 *
 * @param at the property that holds the links
 */
export function checkLinks(uses: unknown, at: string, problems: Problems): void {
  if (uses === undefined) return;
  if (!isRecord(uses)) {
    add(problems, {
      at,
      message: "What is used is said by name.",
      found: shown(uses),
      expected: `an object of links by name, such as { orders: databaseLink(…) }`,
      fix: "give each link the name that its variables begin with",
    });
    return;
  }
  for (const { at: place, link } of placedLinks(uses, at)) {
    for (const mistake of mistakesOf(link, place)) add(problems, mistake);
  }
}

/** What is wrong with a link: the first of what keeps it from being one, or each of its parts. */
export function mistakesOf(link: unknown, at: string): readonly Mistake[] {
  if (!isRecord(link)) {
    return [
      {
        at,
        message: "This is no link, so nobody knows what it means to use it.",
        found: shown(link),
        expected: `a link, made by ${MADE_BY}`,
        fix: `make it by ${MADE_BY}, or take it out`,
      },
    ];
  }
  if (typeof link.grant !== "function") {
    return [
      {
        at: `${at}.grant`,
        message: "A link says what it permits, and this says nothing.",
        found: shown(link.grant),
        expected: "a function grant({ grantee }), which may do nothing",
        fix: `make the link by ${MADE_BY}, or add grant() {} where there is nothing to permit`,
      },
    ];
  }
  return [
    ...connectionMistakes(link.connections, `${at}.connections`),
    ...textMistakes(link.variables, `${at}.variables`),
    ...secretMistakes(link.secrets, `${at}.secrets`),
  ];
}

function connectionMistakes(connections: unknown, at: string): readonly Mistake[] {
  if (connections === undefined) return [];
  const told = {
    expected: "a list of { to, port }",
    fix: "such as [{ to: group, port: Port.tcp(5432) }], or leave it out",
  };
  if (!Array.isArray(connections)) {
    return [{ at, message: "What is connected to is a list.", found: shown(connections), ...told }];
  }
  return [...connections].flatMap((one, index): Mistake[] => {
    const isConnection = isRecord(one) && isRecord(one.to) && isRecord(one.to.connections) && one.port instanceof Port;
    if (isConnection) return [];
    const message = "This says neither what is connected to nor by which port.";
    return [{ at: `${at}[${index}]`, message, found: parts(one, ["to", "port"]), ...told }];
  });
}

function textMistakes(variables: unknown, at: string): readonly Mistake[] {
  return entries(variables, at, (value, place) =>
    typeof value === "string"
      ? []
      : [
          {
            at: place,
            message: "An environment variable is a text.",
            found: shown(value),
            expected: "a text",
            fix: "write it as a text, such as String(port), or leave it out",
          },
        ],
  );
}

function secretMistakes(secrets: unknown, at: string): readonly Mistake[] {
  return entries(secrets, at, (value, place) =>
    isRecord(value) && typeof value.secretArn === "string"
      ? []
      : [
          {
            at: place,
            message: "A secret is named by its ARN.",
            found: parts(value, ["secretArn"]),
            expected: "{ secretArn }, and field for one key of its JSON",
            fix: "write { secretArn: secret.arn }, or leave it out",
          },
        ],
  );
}

function entries(
  record: unknown,
  at: string,
  check: (value: unknown, place: string) => readonly Mistake[],
): readonly Mistake[] {
  if (record === undefined) return [];
  if (isRecord(record)) return Object.entries(record).flatMap(([key, value]) => check(value, `${at}.${key}`));
  return [
    {
      at,
      message: "What the application is told has names.",
      found: shown(record),
      expected: "an object by the ends of variables' names",
      fix: "such as { HOST: … }, or leave it out",
    },
  ];
}

function add(problems: Problems, { at, ...told }: Mistake): void {
  problems.add(at, { code: "USE_LINK_INVALID", ...told });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What something is, in a word or two; a text in full. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** The parts of what should be an object. */
function parts(value: unknown, names: readonly string[]): string {
  return isRecord(value) ? names.map((name) => `${name}: ${shown(value[name])}`).join(", ") : shown(value);
}
