/** What of a route and of its API decides who may call it. */
interface Asking {
  readonly public?: unknown;
  readonly authorization?: string;
}

/** Who may call a route: `public`, `iam`, or the name of an authorizer. */
export function callerOf({ public: open, authorization }: Asking, api: Pick<Asking, "authorization">): string {
  return open ? "public" : (authorization ?? api.authorization ?? "iam");
}

/** Keys of the routes that ask for signed requests, sorted. A text, or a function, says nothing of who may call. */
export function iamRoutesOf(
  routes: Readonly<Record<string, string | Asking>>,
  api: Pick<Asking, "authorization">,
): readonly string[] {
  return Object.keys(routes)
    .filter((key) => {
      const route = routes[key];
      return callerOf(typeof route === "object" ? route : {}, api) === "iam";
    })
    .sort();
}
