import type { Answer } from "./answer.types";

/** The version of checkov that the answers are for, and that CI runs. */
export const CHECKOV_VERSION = "3.3.30";

/** Answers to checks of checkov, by what they are about. */
export const CHECKOV_ANSWERS: readonly Answer[] = [
  {
    check: "CKV_AWS_352",
    asks: "No rule of a network ACL admits all ports.",
    reason:
      "Network ACLs keep no connections in mind: answers come back to any port from 1024 on, which NAT gateways, load balancers and " +
      'Lambda use (Amazon VPC User Guide, "Custom network ACLs for your VPC", section "Ephemeral ports"). Who may ask is the rules\' and the security groups\' to say.',
  },
  {
    check: "CKV_AWS_231",
    asks: "No network ACL admits everybody to port 3389.",
    reason:
      "It is one of the ports that answers come back to. Security groups, which know what an answer is, admit nobody to it. Where it is known " +
      "which ports a tier's own systems choose, `ephemeralPorts: false` and a rule for these replace the answers' way.",
    rule: "SG-01",
  },
  {
    check: "CKV2_AWS_1",
    asks: "Network ACLs are attached to subnets.",
    reason: "They are, each by an aws_network_acl_association, which the check does not know.",
  },
  {
    check: "CKV2_AWS_11",
    asks: "Every VPC has a flow log.",
    reason: "Those of production have one; a sandbox does without its price.",
    rule: "NET-24",
  },
  {
    check: "CKV_AWS_260",
    asks: "No security group admits everybody to port 80.",
    reason: "Load balancers that the internet reaches answer there with a redirect to HTTPS.",
    rule: "ALB-03",
  },
  {
    check: "CKV_AWS_309",
    asks: "Every route of an API asks who calls.",
    reason:
      "Each does unless it says by `public` why everybody may call it, which is listed after every synth. What a browser asks before it sends " +
      "anything, and what a monitor asks, has no signature and no token.",
    rule: "SLS-17",
  },
  {
    check: "CKV_AWS_115",
    asks: "Functions have a limit of concurrent executions.",
    reason:
      "A limit takes executions from all other functions of the account, whether they are needed or not. `reservedConcurrency` sets one for " +
      "those that must not have more, or must always have some.",
    rule: "SLS-02",
  },
  {
    check: "CKV_AWS_116",
    asks: "Functions have a queue or a topic for dead letters.",
    reason:
      "It is for calls that do not wait for an answer alone, and a queue that a function works off has dead letters of its own. `deadLetters` " +
      "and `async.onFailure` keep the others.",
  },
  {
    check: "CKV_AWS_117",
    asks: "Functions lie in a VPC.",
    reason:
      "Those that reach something private do. For the others it would add an address, and the price of NAT, and protect nothing: nobody " +
      "connects to a function.",
  },
  {
    check: "CKV_AWS_173",
    asks: "Environment variables of functions are encrypted with a key of the account.",
    reason:
      "Lambda encrypts them with a key of AWS, and no secret stands in them. `environmentKey` encrypts them with another one.",
    rule: "SLS-06",
  },
  {
    check: "CKV_AWS_272",
    asks: "The code of functions is signed.",
    reason:
      "It is packed from the project at synth, and who may change it is who may change the project. `codeSigningConfigArn` asks for a signature " +
      "where others build it.",
  },
  {
    check: "CKV_AWS_158",
    asks: "Log groups are encrypted with a key of the account.",
    reason:
      "CloudWatch Logs encrypts every log group with a key of AWS. Logs of sessions and of commands in containers have keys of their own; " +
      "flow logs get one by `ownKey`, and `logs.keyArn` of an environment encrypts all others.",
  },
  {
    check: "CKV_AWS_338",
    asks: "Logs are kept for a year or longer.",
    reason:
      "Production keeps them for a year (`logs.retentionDays`). Elsewhere, and for flow logs of staging, it is less on purpose.",
    rule: "MON-02",
  },
  {
    check: "CKV_AWS_18",
    asks: "Access to buckets is logged.",
    reason:
      "The buckets are those of states and of access logs. Who reads and writes objects is recorded by data events of CloudTrail, which is the account's to decide.",
  },
  {
    check: "CKV_AWS_21",
    asks: "Buckets keep versions.",
    reason: "Those of states and of files do. Access logs are written once by AWS and deleted at their end.",
    rule: "S3-04",
  },
  {
    check: "CKV_AWS_144",
    asks: "Buckets are copied to another region.",
    reason:
      "A copy doubles the price and leaves the region, which law or contract may forbid. It is decided for each bucket.",
  },
  {
    check: "CKV_AWS_145",
    asks: "Buckets are encrypted with a key of the account.",
    reason:
      "S3 encrypts every object with its own keys. Log delivery of load balancers takes no others (Elastic Load Balancing User Guide, " +
      '"Access logs for your Application Load Balancer"); other buckets get a key by `ownKey`, `keyArn` or `key`.',
  },
  {
    check: "CKV2_AWS_62",
    asks: "Buckets tell somebody of what happens in them.",
    reason: "Nobody waits for it.",
  },
  {
    check: "CKV_AWS_8",
    asks: "Volumes of instances are encrypted.",
    reason: "They are, by the launch template that the instance is started from, which the check does not look into.",
    rule: "EC2-15",
  },
  {
    check: "CKV_AWS_126",
    asks: "Instances report every minute.",
    reason:
      "It is billed for each instance; a bastion is watched by its credits, which come every five minutes. `detailedMonitoring` turns it on.",
  },
  {
    check: "CKV_AWS_135",
    asks: "Instances are optimized for EBS.",
    reason:
      'All types of the present generations are, whatever is set (Amazon EC2 User Guide, "Amazon EBS-optimized instance types").',
  },
  {
    check: "CKV_AWS_37",
    asks: "Clusters write all types of logs.",
    reason:
      "They write api, audit and authenticator. Those of the scheduler and of the controller manager are large and seldom read; `logging.types` adds them.",
    rule: "EKS-13",
  },
  {
    check: "CKV_AWS_65",
    asks: "ECS clusters have Container Insights.",
    reason: "Those of production have; a sandbox does without its price.",
    rule: "ECS-11",
  },
  {
    check: "CKV_AWS_136",
    asks: "Image repositories are encrypted with a key of the account.",
    reason:
      "ECR encrypts with keys of AWS. `key`, in a configuration `keyArn`, names another one, which a repository is made with once for all.",
  },
  {
    check: "CKV_AWS_378",
    asks: "Load balancers speak HTTPS with their targets.",
    reason:
      "Between balancer and task AWS's network encrypts what instances of the present generations send; a target group takes `protocol: HTTPS` where the application answers so.",
  },
  {
    check: "CKV_AWS_2",
    asks: "Listeners speak HTTPS.",
    reason: "They do wherever there is a domain. A sandbox without one says so, with a reason (`plainHttp`).",
    rule: "ALB-03",
  },
  {
    check: "CKV_AWS_103",
    asks: "Listeners speak TLS 1.2 or newer.",
    reason: "They do wherever there is a domain; what is found is the listener of a sandbox by HTTP.",
    rule: "ALB-03",
  },
  {
    check: "CKV2_AWS_20",
    asks: "Load balancers redirect HTTP to HTTPS.",
    reason: "They do wherever there is a domain; what is found is the listener of a sandbox by HTTP.",
    rule: "ALB-03",
  },
  {
    check: "CKV_AWS_150",
    asks: "Load balancers are protected from deletion.",
    reason: "Those of production are; a sandbox is taken down.",
    rule: "ALB-12",
  },
  {
    check: "CKV2_AWS_76",
    asks: "The web ACL of a load balancer has a managed group against Log4j.",
    reason: "It has: AWSManagedRulesKnownBadInputsRuleSet, which the check does not find from the balancer.",
    rule: "ALB-08",
  },
  {
    check: "CKV2_AWS_47",
    asks: "The web ACL of a distribution has a managed group against Log4j.",
    reason: "It has: AWSManagedRulesKnownBadInputsRuleSet, which the check does not find from the distribution.",
    rule: "CDN-03",
  },
  {
    check: "CKV_AWS_86",
    asks: "Distributions log who called.",
    reason: "They do, by a delivery of CloudWatch Logs to a bucket; the check knows the older way alone.",
  },
  {
    check: "CKV_AWS_305",
    asks: "Distributions have a default root object.",
    reason: "The application answers for `/`. Where a bucket does, `rootObject` names one.",
  },
  {
    check: "CKV_AWS_310",
    asks: "Distributions have a second origin for failures.",
    reason: "The one origin is a load balancer in several zones; a second region is an architecture of its own.",
  },
  {
    check: "CKV_AWS_374",
    asks: "Distributions answer some countries only.",
    reason: "Which ones is the business's to say (`geoRestriction`).",
  },
  {
    check: "CKV_AWS_259",
    asks: "Distributions ask browsers for HTTPS on all subdomains, and to be in their lists.",
    reason:
      "They ask for a year, for the domain alone: subdomains and lists bind hosts that others run, and lists are hard to leave. `securityHeaders.hsts` says more.",
  },
  {
    check: "CKV2_AWS_71",
    asks: "Certificates have no wildcard.",
    reason:
      "One certificate for the hosts of an environment's services, whose names are not known to who reads public logs of certificates.",
  },
  {
    check: "CKV2_AWS_38",
    asks: "Public hosted zones are signed (DNSSEC).",
    reason:
      "The domain's registrar has to take part, and a mistake takes the domain off the internet. It is decided for each domain.",
  },
  {
    check: "CKV2_AWS_39",
    asks: "Public hosted zones log queries.",
    reason: "It is billed by query, in us-east-1 alone, and few look at it. It is decided for each domain.",
  },
  {
    check: "CKV2_AWS_40",
    asks: "No policy allows all of IAM.",
    reason:
      "It is the boundary of the role that deploys, which allows nothing by itself: it names what no policy of that role may go beyond.",
  },
  {
    check: "CKV_AWS_119",
    asks: "Tables are encrypted with a key of the account.",
    reason:
      "DynamoDB encrypts every table with a key of its own, at no price. `ownKey` of a table gives it one of the account's, which is billed by " +
      "the month and by use.",
  },
  {
    check: "CKV_AWS_191",
    asks: "Caches are encrypted with a key of the account.",
    reason:
      "ElastiCache encrypts every cache with a key of AWS. `ownKey` of a cache gives it one of the account's, which is billed by the month and by use.",
  },
  {
    check: "CKV2_AWS_50",
    asks: "Caches have replicas in other zones, one of which takes over.",
    reason: "Those of production have; a sandbox does without their price.",
    rule: "DAT-14",
  },
  {
    check: "CKV_AWS_149",
    asks: "Secrets are encrypted with a key of the account.",
    reason:
      "Secrets Manager encrypts every secret with a key of AWS, which no other account can use. `key` of a secret names another one.",
  },
  {
    check: "CKV2_AWS_57",
    asks: "Secrets are rotated by themselves.",
    reason:
      "Who gave a licence or a token makes the next one; what AWS can make anew is rotated by `rotation`, and RDS rotates passwords of databases.",
    rule: "SEC-26",
  },
  {
    check: "CKV2_AWS_34",
    asks: "Parameters are encrypted.",
    reason: "Those that hold secrets are. What may be read without a key, as a level of logs, is a String.",
    rule: "SEC-29",
  },
  {
    check: "CKV_AWS_28",
    asks: "Tables can be taken back to any second of the last days.",
    reason: "Those of production can; elsewhere a table does without the price.",
    rule: "DAT-12",
  },
  {
    check: "CKV_AWS_293",
    asks: "Databases are protected from deletion.",
    reason: "Those of production are; a sandbox is taken down.",
    rule: "DAT-04",
  },
  {
    check: "CKV_AWS_157",
    asks: "Databases have a second one in another zone.",
    reason: "Those of production have (`multiAz`); elsewhere it would double the price.",
    rule: "DAT-14",
  },
  {
    check: "CKV_AWS_226",
    asks: "Databases take minor versions by themselves.",
    reason: "They do, unless somebody turns it off (`minorUpgrades`) and follows the versions himself.",
    rule: "DAT-15",
  },
  {
    check: "CKV_AWS_161",
    asks: "Databases admit users of IAM.",
    reason:
      "They do where nothing else is said; `iamLogin: false` is for applications whose driver asks for a password, which RDS rotates.",
    rule: "DAT-18",
  },
  {
    check: "CKV_AWS_139",
    asks: "Clusters of databases are protected from deletion.",
    reason: "Those of production are; a sandbox is taken down.",
    rule: "DAT-04",
  },
  {
    check: "CKV_AWS_162",
    asks: "Clusters of databases admit users of IAM.",
    reason:
      "They do where nothing else is said; `iamLogin: false` is for applications whose driver asks for a password, which RDS rotates.",
    rule: "DAT-18",
  },
  {
    check: "CKV_AWS_326",
    asks: "Clusters of Aurora MySQL can be wound back in place (backtrack).",
    reason:
      "Backtrack takes the whole cluster offline and back, is billed by change, and cannot be turned on later than at the start. Backups restore any " +
      "second of the last days beside the cluster, whose data stay.",
    rule: "DAT-04",
  },
  {
    check: "CKV_AWS_327",
    asks: "Clusters of databases are encrypted with a key of the account.",
    reason:
      "Aurora encrypts them with a key of AWS, which no other account can use. `key` names another one, which a cluster is made with once for all.",
  },
  {
    check: "CKV2_AWS_8",
    asks: "Clusters of databases are in a plan of AWS Backup.",
    reason:
      "Aurora backs them up by itself, all the time, for as long as `backupDays` says. Copies elsewhere are the account's to decide, for all that it has.",
    rule: "DAT-04",
  },
  {
    check: "CKV2_AWS_27",
    asks: "Clusters of Aurora PostgreSQL log the statements that they get.",
    reason:
      "Who connects is logged. Statements may hold passwords and what people wrote, so that they are logged where `parameters` says so alone.",
  },
  {
    check: "CKV_AWS_297",
    asks: "Schedules are encrypted with a key of the account.",
    reason: "EventBridge encrypts every schedule with a key of AWS, and no secret stands in what it calls with.",
  },
  {
    check: "CKV_AWS_152",
    asks: "Network load balancers send connections to targets of all zones.",
    reason: "Traffic between zones is billed for this kind of balancer. `crossZone` turns it on.",
  },
  {
    check: "CKV2_AWS_28",
    asks: "Load balancers that the internet reaches have a web ACL.",
    reason:
      "They have, unless a distribution is in front: then the web ACL stands there, and the balancer admits CloudFront alone.",
    rule: "ALB-08",
  },
  {
    check: "CKV_AWS_192",
    asks: "Web ACLs have a managed group against Log4j.",
    reason:
      "They have AWSManagedRulesKnownBadInputsRuleSet where nothing is said of their rules; who names the rules says which.",
    rule: "WAF-03",
  },
  {
    check: "CKV_AWS_24",
    asks: "No security group admits everybody to port 22.",
    reason:
      "None does. The check takes a rule whose source is the group of another stack, as of the bastion, for one without a source.",
    rule: "SG-01",
  },
  {
    check: "CKV_AWS_333",
    asks: "Tasks have no public address.",
    reason: "They have none, unless a service says so with a reason (`publicAddress`).",
    rule: "ECS-03",
  },
  {
    check: "CKV_AWS_341",
    asks: "Answers about an instance's metadata go one hop.",
    reason: "They do, unless nodes say with a reason that an agent in a pod needs them (`podsReachMetadata`).",
    rule: "EKS-17",
  },
  {
    check: "CKV_AWS_39",
    asks: "The API of a cluster is closed to the internet.",
    reason: "It is, unless ranges are named that it answers (`publicCidrs`).",
    rule: "EKS-04",
  },
  {
    check: "CKV2_AWS_19",
    asks: "Elastic IPs are attached to instances.",
    reason: "Those of NAT instances are, to their network interfaces, which the check does not look at.",
    rule: "NET-09",
  },
  {
    check: "CKV2_AWS_41",
    asks: "Instances have a role.",
    reason: "Those that call AWS have. A NAT instance calls nothing, so that nothing is taken with it.",
  },
  {
    check: "CKV2_AWS_23",
    asks: "Records of addresses lead to resources of the same configuration.",
    reason: "Records that are written by hand lead to what is elsewhere.",
    rule: "EC2-04",
  },
  {
    check: "CKV_AWS_91",
    asks: "Load balancers log who called.",
    reason: "Those of production do; elsewhere `accessLogs` turns it on, and the bucket of the logs is billed.",
    rule: "ALB-04",
  },
  {
    check: "CKV2_AWS_5",
    asks: "Security groups are attached to something.",
    reason:
      "They are. The check does not look at tasks that a schedule starts, which have theirs from the rule of the schedule.",
  },
  {
    check: "CKV_AWS_189",
    asks: "Volumes are encrypted with a key of the account.",
    reason:
      "EBS encrypts them with a key of AWS. `keyArn` of a volume names another one, which it is made with once for all.",
    rule: "EC2-15",
  },
  {
    check: "CKV_AWS_174",
    asks: "Distributions take TLS 1.2 or newer.",
    reason:
      "They do under every name of their own. Under the name that CloudFront gives, AWS takes what it likes, and no setting changes it " +
      '(Amazon CloudFront Developer Guide, "Supported protocols and ciphers between viewers and CloudFront").',
    rule: "CDN-05",
  },
  {
    check: "CKV2_AWS_42",
    asks: "Distributions have a certificate of their own.",
    reason: "They do under every name of their own; one without a name answers under the name that CloudFront gives.",
  },
  {
    check: "CKV_AWS_354",
    asks: "Insights of databases are encrypted with a key of the account.",
    reason:
      "RDS encrypts them with a key of AWS, as the database without a key of its own. `ownKey` of a database gives both one of the account's.",
  },
];
