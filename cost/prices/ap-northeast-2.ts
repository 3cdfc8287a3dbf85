/**
 * Asia Pacific (Seoul). The documents quote EC2 of 2026-09-25, VPC of 2026-09-17, RDS of 2026-10-01, and the others as they were on
 * 2026-10-01; the catalog of SkyPilot is of 2025-08 or later. Written by hand from the sources below; `npm run prices -- ap-northeast-2`
 * puts the whole price list in their place.
 */
import type { PriceBlock } from "../price-blocks";

/** Prices of the region, by where they are from. */
export const PRICES: readonly PriceBlock[] = [
  {
    source: {
      title: "AWS Price List, ap-northeast-2, as public documents quote it",
      url: "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json",
      asOf: "2026-09-17",
    },
    prices: `
alarm 0.10
alarm-composite 0.50
alb 0.0225
clb 0.025
ebs-gb:gp2 0.114
ebs-gb:gp3 0.0912
ebs-iops:gp3 0.0057
ec2:m6g.large 0.094
ec2:m6i.large 0.118
ec2:m7g.large 0.1003
ec2:m7i.large 0.1239
ec2:t3.medium 0.052
ec2:t3.micro 0.013
ec2:t3.small 0.026
ec2:t4g.medium 0.0416
ec2:t4g.micro 0.0104
ec2:t4g.small 0.0208
eks-cluster 0.10
eks-cluster-extended 0.60
elasticache:redis:cache.r7g.large 0.262
elasticache:redis:cache.t4g.micro 0.024
elasticache:valkey:cache.r7g.large 0.2096
elasticache:valkey:cache.t4g.micro 0.0192
fargate-arm-gb 0.00409
fargate-arm-vcpu 0.03725
fargate-gb 0.00511
fargate-vcpu 0.04656
gwlb 0.0125
interface-endpoint 0.013
kms-key 1
nat-gateway 0.059
nlb 0.0225
public-ipv4 0.005
rds-gb:gp2:single-az 0.131
rds-gb:gp3:multi-az 0.262
rds-gb:gp3:single-az 0.131
rds-gb:io1:single-az 0.135
rds-iops:io1:multi-az 0.24
rds-iops:io1:single-az 0.108
rds:aurora-postgresql:db.r7g.large:single-az 0.333
rds:postgres:db.m7g.large:single-az 0.2344
rds:postgres:db.r7g.large:multi-az 0.5738
rds:postgres:db.r7g.large:single-az 0.2869
rds:postgres:db.t4g.large:single-az 0.203
rds:postgres:db.t4g.medium:single-az 0.102
rds:postgres:db.t4g.micro:multi-az 0.051
rds:postgres:db.t4g.micro:single-az 0.025
rds:postgres:db.t4g.small:single-az 0.051
secret 0.40
transit-gateway-attachment 0.07
web-acl 5
web-acl-rule 1
`,
  },
  {
    source: {
      title: "AWS Price List, ap-northeast-2, EC2, as the catalog of SkyPilot has it",
      url: "https://github.com/skypilot-org/skypilot-catalog/blob/00148f2af3672e2229b4f7bf8157d5a3f36e3c35/catalogs/v8/aws/vms.csv",
      asOf: "2025-08-01",
    },
    prices: `
ec2:t3.xlarge 0.208
ec2:t3a.2xlarge 0.3744
ec2:t4g.nano 0.0052
ec2:t4g.xlarge 0.1664
`,
  },
];
