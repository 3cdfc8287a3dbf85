/** What a construct calls a property, and what the configuration calls it, below the key of the stack. */
type Translation = readonly [construct: RegExp, configured: string];

/**
 * The constructs of a stack are made from several parts of the configuration, and some properties have other names there. The
 * first that fits `<construct path below the stack> › <property>` counts.
 */
const TRANSLATIONS: Readonly<Record<string, readonly Translation[]>> = {
  edge: [
    [/^zone › zoneId$/, "domain.zoneId"],
    [/^(zone|certificate|record)[^›]*( ›.*)?$/, "domain.name"],
    [/^web-acl(?:\/[^›]*)? › managed(.*)$/, "webAcl.managed$1"],
    [/^web-acl(?:\/[^›]*)? › .*\brate.*$/, "webAcl.rateLimit"],
    [/^web-acl.*$/, "webAcl"],
    [/^access-logs.*$/, "accessLogDays"],
    [/^load-balancer[^›]* › (?:accessLogs|connectionLogs).*$/, "accessLogDays"],
    [/^(?:distribution)[^›]* › behaviors.*$/, "distribution.staticPath"],
    [/^(?:distribution|static-files)[^›]* › (?!webAcl).*$/, "distribution"],
  ],
  ecs: [
    [/^services\/([^/ ]+)[^›]* › (?:conditions\.hosts|host\b).*$/, "services.$1.expose.host"],
    [/^services\/([^/ ]+)[^›]* › (?:conditions\.paths|path\b).*$/, "services.$1.expose.paths"],
    [/^services\/([^/ ]+)\/exposure[^›]* › healthCheck\.path.*$/, "services.$1.healthCheckPath"],
    [/^services\/([^/ ]+)\/exposure\b.*$/, "services.$1.expose"],
    [/^services\/([^/ ]+)[^›]* › target$/, "services.$1.port"],
    [/^services\/([^/ ]+)[^›]* › capacity.*$/, "services.$1.spot"],
    [/^services\/([^/ ]+)[^›]* › containers\.[^.]+\.(.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)[^›]* › (.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)[^›]*$/, "services.$1"],
    [/^repositories\b.*$/, "repositories"],
  ],
  eks: [
    [/^cluster\/nodes-([^/ ]+)[^›]* › name$/, "nodeGroups.$1"],
    [/^cluster\/nodes-([^/ ]+)[^›]* › (.*)$/, "nodeGroups.$1.$2"],
    [/^cluster\/nodes-([^/ ]+)[^›]*$/, "nodeGroups.$1"],
    [/^cluster\/self-managed-([^/ ]+)[^›]* › name$/, "selfManagedNodes.$1"],
    [/^cluster\/self-managed-([^/ ]+)[^›]* › (.*)$/, "selfManagedNodes.$1.$2"],
    [/^cluster\/self-managed-([^/ ]+)[^›]*$/, "selfManagedNodes.$1"],
    [/^cluster\/fargate-([^/ ]+)[^›]* › name$/, "fargateProfiles.$1"],
    [/^cluster\/fargate-([^/ ]+)[^›]* › (.*)$/, "fargateProfiles.$1.$2"],
    [/^cluster\/fargate-([^/ ]+)[^›]*$/, "fargateProfiles.$1"],
  ],
};

/**
 * What the configuration calls a property of a construct.
 *
 * @param stack name of the stack without the environment
 * @param construct path of the construct below the stack
 * @param property the property that a problem names; may be empty
 * @returns the property below the configuration's key for the stack: `services.web.cpu`
 */
export function originOf(stack: string, construct: string, property: string): string {
  const told = [construct, property].filter(Boolean).join(" › ");
  for (const [pattern, configured] of TRANSLATIONS[stack] ?? []) {
    if (pattern.test(told)) return told.replace(pattern, configured);
  }
  return property;
}
