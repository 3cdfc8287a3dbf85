/** What is known of a rule group that AWS maintains. */
export interface ManagedRuleGroup {
  /** Name that AWS gave it. */
  readonly awsName: string;
  /** Capacity units. */
  readonly capacity: number;
  /** Part of the labels that it sets: `awswaf:managed:aws:<labels>:…`. */
  readonly labels: string;
  /** Place in the order of rules when none is given. */
  readonly priority: number;
  /** Names of its rules. */
  readonly rules: readonly string[];
}

/**
 * Rule groups that AWS maintains (AWS WAF Developer Guide, "AWS Managed Rules rule groups list", as of 2026-11). The cheap ones
 * come first: what they block is not looked at further. Gaps in the priorities leave room for rules of one's own.
 */
export const MANAGED_RULE_GROUPS = {
  /** Addresses that AWS has seen attacking. */
  "ip-reputation": {
    awsName: "AWSManagedRulesAmazonIpReputationList",
    labels: "amazon-ip-list",
    capacity: 25,
    priority: 4000,
    rules: ["AWSManagedIPReputationList", "AWSManagedReconnaissanceList", "AWSManagedIPDDoSList"],
  },
  /** Addresses that hide who uses them: VPNs, proxies, Tor, hosting providers. */
  "anonymous-ip": {
    awsName: "AWSManagedRulesAnonymousIpList",
    labels: "anonymous-ip-list",
    capacity: 50,
    priority: 4100,
    rules: ["AnonymousIPList", "HostingProviderIPList"],
  },
  /** What every web application wants kept off, by and large the OWASP Top 10. */
  core: {
    awsName: "AWSManagedRulesCommonRuleSet",
    labels: "core-rule-set",
    capacity: 700,
    priority: 4200,
    rules: [
      ...["NoUserAgent_HEADER", "UserAgent_BadBots_HEADER", "SizeRestrictions_QUERYSTRING"],
      ...["SizeRestrictions_Cookie_HEADER", "SizeRestrictions_BODY", "SizeRestrictions_URIPATH"],
      ...["EC2MetaDataSSRF_BODY", "EC2MetaDataSSRF_COOKIE", "EC2MetaDataSSRF_URIPATH"],
      ...["EC2MetaDataSSRF_QUERYARGUMENTS", "GenericLFI_QUERYARGUMENTS", "GenericLFI_URIPATH", "GenericLFI_BODY"],
      ...["RestrictedExtensions_URIPATH", "RestrictedExtensions_QUERYARGUMENTS", "GenericRFI_QUERYARGUMENTS"],
      ...["GenericRFI_BODY", "GenericRFI_URIPATH", "CrossSiteScripting_COOKIE", "CrossSiteScripting_QUERYARGUMENTS"],
      ...["CrossSiteScripting_BODY", "CrossSiteScripting_URIPATH"],
    ],
  },
  /** Requests that are known to look for a weakness, such as Log4j's. */
  "known-bad-inputs": {
    awsName: "AWSManagedRulesKnownBadInputsRuleSet",
    labels: "known-bad-inputs",
    capacity: 200,
    priority: 4300,
    rules: [
      ...["JavaDeserializationRCE_HEADER", "JavaDeserializationRCE_BODY", "JavaDeserializationRCE_URIPATH"],
      ...["JavaDeserializationRCE_QUERYSTRING", "Host_localhost_HEADER", "PROPFIND_METHOD", "ExploitablePaths_URIPATH"],
      ...["Log4JRCE_HEADER", "Log4JRCE_QUERYSTRING", "Log4JRCE_BODY", "Log4JRCE_URIPATH", "ReactJSRCE_BODY"],
    ],
  },
  /** Administration pages of common software. */
  "admin-protection": {
    awsName: "AWSManagedRulesAdminProtectionRuleSet",
    labels: "admin-protection",
    capacity: 100,
    priority: 4400,
    rules: ["AdminProtection_URIPATH"],
  },
  /** SQL injection. */
  "sql-database": {
    awsName: "AWSManagedRulesSQLiRuleSet",
    labels: "sql-database",
    capacity: 200,
    priority: 4500,
    rules: [
      ...["SQLi_QUERYARGUMENTS", "SQLiExtendedPatterns_QUERYARGUMENTS", "SQLi_BODY", "SQLiExtendedPatterns_BODY"],
      ...["SQLi_COOKIE", "SQLi_URIPATH"],
    ],
  },
  /** Files of a Linux server. */
  linux: {
    awsName: "AWSManagedRulesLinuxRuleSet",
    labels: "linux-os",
    capacity: 200,
    priority: 4600,
    rules: ["LFI_URIPATH", "LFI_QUERYSTRING", "LFI_HEADER"],
  },
  /** Commands of POSIX shells; beside `linux`. */
  posix: {
    awsName: "AWSManagedRulesUnixRuleSet",
    labels: "posix-os",
    capacity: 100,
    priority: 4700,
    rules: [
      ...["UNIXShellCommandsVariables_QUERYSTRING", "UNIXShellCommandsVariables_QUERYARGUMENTS"],
      ...["UNIXShellCommandsVariables_BODY", "UNIXShellCommandsVariables_HEADER"],
    ],
  },
  /** Commands of Windows and PowerShell. */
  windows: {
    awsName: "AWSManagedRulesWindowsRuleSet",
    labels: "windows-os",
    capacity: 200,
    priority: 4800,
    rules: [
      ...["WindowsShellCommands_COOKIE", "WindowsShellCommands_QUERYARGUMENTS", "WindowsShellCommands_BODY"],
      ...["PowerShellCommands_COOKIE", "PowerShellCommands_QUERYARGUMENTS", "PowerShellCommands_BODY"],
    ],
  },
  /** Weak functions of PHP. */
  php: {
    awsName: "AWSManagedRulesPHPRuleSet",
    labels: "php-app",
    capacity: 100,
    priority: 4900,
    rules: [
      ...["PHPHighRiskMethodsVariables_HEADER", "PHPHighRiskMethodsVariables_QUERYSTRING"],
      "PHPHighRiskMethodsVariables_BODY",
    ],
  },
  /** WordPress; beside `php` and `sql-database`. */
  wordpress: {
    awsName: "AWSManagedRulesWordPressRuleSet",
    labels: "wordpress-app",
    capacity: 100,
    priority: 5000,
    rules: ["WordPressExploitableCommands_QUERYSTRING", "WordPressExploitablePaths_URIPATH"],
  },
  /** Bots, by what they say they are or, with `inspectionLevel: "targeted"`, by how they behave. AWS bills each request, so it comes last. */
  "bot-control": {
    awsName: "AWSManagedRulesBotControlRuleSet",
    labels: "bot-control",
    capacity: 50,
    priority: 5100,
    rules: [
      ...["CategoryAdvertising", "CategoryArchiver", "CategoryContentFetcher", "CategoryEmailClient"],
      ...["CategoryHttpLibrary", "CategoryLinkChecker", "CategoryMiscellaneous", "CategoryMonitoring"],
      ...["CategoryPagePreview", "CategoryScrapingFramework", "CategorySearchEngine", "CategorySecurity"],
      ...["CategorySeo", "CategorySocialMedia", "CategoryWebhooks", "CategoryAI", "SignalAutomatedBrowser"],
      ...["SignalKnownBotDataCenter", "SignalNonBrowserUserAgent", "TGT_VolumetricIpTokenAbsent"],
      ...["TGT_TokenAbsent", "TGT_VolumetricSession", "TGT_VolumetricSessionMaximum", "TGT_SignalAutomatedBrowser"],
      ...["TGT_SignalBrowserAutomationExtension", "TGT_SignalBrowserInconsistency", "TGT_TokenReuseIpLow"],
      ...["TGT_TokenReuseIpMedium", "TGT_TokenReuseIpHigh", "TGT_TokenReuseCountryLow", "TGT_TokenReuseCountryMedium"],
      ...["TGT_TokenReuseCountryHigh", "TGT_TokenReuseAsnLow", "TGT_TokenReuseAsnMedium", "TGT_TokenReuseAsnHigh"],
      ...["TGT_ML_CoordinatedActivityLow", "TGT_ML_CoordinatedActivityMedium", "TGT_ML_CoordinatedActivityHigh"],
    ],
  },
} as const satisfies Record<string, ManagedRuleGroup>;

/** Name of a rule group that AWS maintains. */
export type ManagedRuleGroupName = keyof typeof MANAGED_RULE_GROUPS;

/** A rule group by its name; `undefined` if there is none of the name. */
export function managedRuleGroup(name: string): ManagedRuleGroup | undefined {
  return Object.entries(MANAGED_RULE_GROUPS).find(([known]) => known === name)?.[1];
}
