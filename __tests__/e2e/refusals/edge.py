from aws import case, refused


def distribution_config(reference, **behavior):
    behavior = {"TargetOriginId": "s3", "ViewerProtocolPolicy": "redirect-to-https", **behavior}
    return {
        "CallerReference": reference,
        "Comment": "",
        "Enabled": True,
        "DefaultCacheBehavior": behavior,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {"Id": "s3", "DomainName": "files.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
            ],
        },
    }


def cache_policy(aws, name):
    config = {"Name": name, "MinTTL": 0}
    return aws.cloudfront.create_cache_policy(CachePolicyConfig=config)["CachePolicy"]["Id"]


def function(aws, name):
    config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
    made = aws.cloudfront.create_function(Name=name, FunctionConfig=config, FunctionCode=b"function handler() {}")
    return made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]


def access_control(aws, name):
    config = {
        "Name": name,
        "SigningProtocol": "sigv4",
        "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3",
    }
    made = aws.cloudfront.create_origin_access_control(OriginAccessControlConfig=config)
    return made["OriginAccessControl"]["Id"]


@case("policies, functions and access controls stay as long as a distribution has them, which is deleted when it is disabled")
def parts_in_use(aws):
    cdn = aws.cloudfront
    policy, name, control = cache_policy(aws, aws.name("cache")), aws.name("rewrite"), access_control(aws, aws.name("oac"))
    functions = {"Quantity": 1, "Items": [{"FunctionARN": function(aws, name), "EventType": "viewer-request"}]}
    config = distribution_config(aws.name("distribution"), CachePolicyId=policy, FunctionAssociations=functions)
    config["Origins"]["Items"][0]["OriginAccessControlId"] = control
    made = cdn.create_distribution(DistributionConfig=config)
    distribution, etag = made["Distribution"]["Id"], made["ETag"]
    refused("CachePolicyInUse", cdn.delete_cache_policy, Id=policy, IfMatch="-")
    refused("FunctionInUse", cdn.delete_function, Name=name, IfMatch="-")
    refused("OriginAccessControlInUse", cdn.delete_origin_access_control, Id=control, IfMatch="-")
    refused("DistributionNotDisabled", cdn.delete_distribution, Id=distribution, IfMatch=etag)
    config["Origins"]["Items"][0].pop("OriginAccessControlId")
    del config["DefaultCacheBehavior"]["FunctionAssociations"]
    config["Enabled"] = False
    cdn.update_distribution(Id=distribution, IfMatch=etag, DistributionConfig=config)
    cdn.delete_function(Name=name, IfMatch="-")
    cdn.delete_origin_access_control(Id=control, IfMatch="-")
    refused("CachePolicyInUse", cdn.delete_cache_policy, Id=policy, IfMatch="-")
    cdn.delete_distribution(Id=distribution, IfMatch=etag)
    cdn.delete_cache_policy(Id=policy, IfMatch="-")


@case("names of CloudFront's policies, functions and access controls are not taken twice")
def names(aws):
    for make, code in (
        (cache_policy, "CachePolicyAlreadyExists"),
        (function, "FunctionAlreadyExists"),
        (access_control, "OriginAccessControlAlreadyExists"),
    ):
        name = aws.name("part")
        make(aws, name)
        refused(code, lambda make=make, name=name: make(aws, name))


def vpc_origin(aws, arn, name):
    config = {"Name": name, "Arn": arn, "HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}
    return config, lambda: aws.cloudfront.create_vpc_origin(VpcOriginEndpointConfig=config)


@case("a VPC origin is for an internal balancer, in a VPC with an internet gateway")
def vpc_origin_out_of_reach(aws):
    vpc = aws.vpc()
    subnets = aws.subnets(vpc)
    _, make = vpc_origin(aws, aws.balancer(subnets, Scheme="internal"), aws.name("origin"))
    refused("InvalidArgument", make)
    gateway = aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    aws.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    make()
    refused("EntityAlreadyExists", make)
    _, public = vpc_origin(aws, aws.balancer(subnets), aws.name("origin"))
    refused("InvalidArgument", public)


@case("a VPC origin is neither changed nor tagged nor deleted as long as a distribution has it")
def vpc_origin_in_use(aws):
    cdn, vpc = aws.cloudfront, aws.vpc()
    gateway = aws.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    aws.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    endpoint, make = vpc_origin(aws, aws.balancer(aws.subnets(vpc), Scheme="internal"), aws.name("origin"))
    made = make()
    origin, etag, arn = made["VpcOrigin"]["Id"], made["ETag"], made["VpcOrigin"]["Arn"]
    config = distribution_config(aws.name("distribution"))
    private = {"Id": "app", "DomainName": "internal-app.example.com", "VpcOriginConfig": {"VpcOriginId": origin}}
    files = config["Origins"]["Items"]
    config["Origins"] = {"Quantity": 2, "Items": [*files, private]}
    front = cdn.create_distribution(DistributionConfig=config)
    update = {"Id": origin, "VpcOriginEndpointConfig": {**endpoint, "HTTPPort": 8080}}
    tags = {"Resource": arn, "Tags": {"Items": [{"Key": "Owner", "Value": "web"}]}}
    refused("CannotUpdateEntityWhileInUse", cdn.update_vpc_origin, IfMatch=etag, **update)
    refused("CannotUpdateEntityWhileInUse", cdn.tag_resource, **tags)
    refused("CannotDeleteEntityWhileInUse", cdn.delete_vpc_origin, Id=origin, IfMatch=etag)
    config["Origins"] = {"Quantity": 1, "Items": files}
    cdn.update_distribution(Id=front["Distribution"]["Id"], IfMatch=front["ETag"], DistributionConfig=config)
    refused("PreconditionFailed", cdn.update_vpc_origin, IfMatch="another", **update)
    cdn.tag_resource(**tags)
    changed = cdn.update_vpc_origin(IfMatch=etag, **update)
    assert cdn.get_vpc_origin(Id=origin)["VpcOrigin"]["VpcOriginEndpointConfig"]["HTTPPort"] == 8080
    assert origin in [item["Id"] for item in cdn.list_vpc_origins()["VpcOriginList"]["Items"]]
    cdn.delete_vpc_origin(Id=origin, IfMatch=changed["ETag"])
    refused("EntityNotFound", cdn.get_vpc_origin, Id=origin)


VISIBLE = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}


@case("sets of WAF stay as long as a rule names them, regional ones and those for CloudFront")
def sets_in_use(aws):
    for scope, region in (("REGIONAL", "ap-northeast-2"), ("CLOUDFRONT", "us-east-1")):
        waf = aws.client("wafv2", region)
        name = aws.name("set")
        ips = waf.create_ip_set(Name=name, Scope=scope, IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"])["Summary"]
        refused(
            "WAFDuplicateItemException",
            waf.create_ip_set,
            **{"Name": name, "Scope": scope, "IPAddressVersion": "IPV4", "Addresses": []},
        )
        paths = waf.create_regex_pattern_set(
            Name=name, Scope=scope, RegularExpressionList=[{"RegexString": "^/admin"}]
        )["Summary"]
        field = {"FieldToMatch": {"UriPath": {}}, "TextTransformations": [{"Priority": 0, "Type": "NONE"}]}
        statements = [
            {"IPSetReferenceStatement": {"ARN": ips["ARN"]}},
            {"RegexPatternSetReferenceStatement": {"ARN": paths["ARN"], **field}},
        ]
        rules = [
            {"Name": str(n), "Priority": n, "Action": {"Block": {}}, "Statement": held, "VisibilityConfig": VISIBLE}
            for n, held in enumerate(statements)
        ]
        acl = {"Name": aws.name("acl"), "Scope": scope, "DefaultAction": {"Allow": {}}, "VisibilityConfig": VISIBLE}
        made = waf.create_web_acl(Rules=rules, **acl)["Summary"]
        delete = {"Name": name, "Scope": scope}
        refused("WAFAssociatedItemException", waf.delete_ip_set, Id=ips["Id"], LockToken=ips["LockToken"], **delete)
        gone = {"Id": paths["Id"], "LockToken": paths["LockToken"], **delete}
        refused("WAFAssociatedItemException", waf.delete_regex_pattern_set, **gone)
        waf.update_web_acl(Id=made["Id"], LockToken=made["LockToken"], Rules=[], **acl)
        waf.delete_ip_set(Id=ips["Id"], LockToken=ips["LockToken"], **delete)
        waf.delete_regex_pattern_set(**gone)


def web_acl(waf, name, scope):
    made = waf.create_web_acl(Name=name, Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig=VISIBLE)
    summary = made["Summary"]
    return summary["ARN"], {"Name": name, "Scope": scope, "Id": summary["Id"], "LockToken": summary["LockToken"]}


@case("a web ACL stays as long as a load balancer has it, which has one at a time")
def web_acl_of_balancer(aws):
    balancer = aws.balancer(aws.subnets(aws.vpc()))
    first, delete_first = web_acl(aws.wafv2, aws.name("acl"), "REGIONAL")
    second, delete_second = web_acl(aws.wafv2, aws.name("acl"), "REGIONAL")
    aws.wafv2.associate_web_acl(WebACLArn=first, ResourceArn=balancer)
    refused("WAFAssociatedItemException", aws.wafv2.delete_web_acl, **delete_first)
    aws.wafv2.associate_web_acl(WebACLArn=second, ResourceArn=balancer)
    aws.wafv2.delete_web_acl(**delete_first)
    refused("WAFAssociatedItemException", aws.wafv2.delete_web_acl, **delete_second)
    aws.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    aws.wafv2.delete_web_acl(**delete_second)


@case("a web ACL stays as long as a distribution has it")
def web_acl_of_distribution(aws):
    waf = aws.client("wafv2", "us-east-1")
    arn, delete = web_acl(waf, aws.name("acl"), "CLOUDFRONT")
    config = {**distribution_config(aws.name("distribution")), "WebACLId": arn}
    made = aws.cloudfront.create_distribution(DistributionConfig=config)
    refused("WAFAssociatedItemException", waf.delete_web_acl, **delete)
    aws.cloudfront.update_distribution(
        Id=made["Distribution"]["Id"], IfMatch=made["ETag"], DistributionConfig={**config, "WebACLId": ""}
    )
    waf.delete_web_acl(**delete)


@case("a certificate stays as long as a listener or a distribution has it")
def certificate_in_use(aws):
    arns = [aws.acm.request_certificate(DomainName=f"{name}.example.com")["CertificateArn"] for name in "ab"]
    listener = aws.elbv2.create_listener(
        LoadBalancerArn=aws.balancer(aws.subnets(aws.vpc())),
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": arns[0]}],
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}],
    )["Listeners"][0]["ListenerArn"]
    aws.elbv2.add_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": arns[1]}])
    for arn in arns:
        refused("ResourceInUseException", aws.acm.delete_certificate, CertificateArn=arn)
    aws.elbv2.remove_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": arns[1]}])
    aws.acm.delete_certificate(CertificateArn=arns[1])
    aws.elbv2.delete_listener(ListenerArn=listener)
    aws.acm.delete_certificate(CertificateArn=arns[0])
    acm = aws.client("acm", "us-east-1")
    arn = acm.request_certificate(DomainName="c.example.com")["CertificateArn"]
    viewer = {"ACMCertificateArn": arn, "SSLSupportMethod": "sni-only"}
    config = {**distribution_config(aws.name("distribution")), "ViewerCertificate": viewer}
    aws.cloudfront.create_distribution(DistributionConfig=config)
    refused("ResourceInUseException", acm.delete_certificate, CertificateArn=arn)
