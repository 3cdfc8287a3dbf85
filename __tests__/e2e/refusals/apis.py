from aws import case, refused


def api(aws):
    return aws.apigatewayv2.create_api(Name=aws.name("api"), ProtocolType="HTTP")["ApiId"]


def integration(aws, api_id, **settings):
    made = {"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", **settings}
    return aws.apigatewayv2.create_integration(ApiId=api_id, IntegrationUri="https://example.com", **made)["IntegrationId"]


def token(aws, api_id):
    issuer = {"Issuer": "https://login.example.com", "Audience": ["shop"]}
    made = {"AuthorizerType": "JWT", "IdentitySource": ["$request.header.Authorization"], "JwtConfiguration": issuer}
    return aws.apigatewayv2.create_authorizer(ApiId=api_id, Name="users", **made)["AuthorizerId"]


@case("an integration and an authorizer stay as long as a route has them")
def parts_of_routes(aws):
    apis = aws.apigatewayv2
    api_id = api(aws)
    answer, asks = integration(aws, api_id), token(aws, api_id)
    route = apis.create_route(
        ApiId=api_id,
        RouteKey="GET /",
        Target=f"integrations/{answer}",
        AuthorizationType="JWT",
        AuthorizerId=asks,
        AuthorizationScopes=["read"],
    )["RouteId"]
    refused("ConflictException", apis.delete_integration, ApiId=api_id, IntegrationId=answer)
    refused("ConflictException", apis.delete_authorizer, ApiId=api_id, AuthorizerId=asks)
    without = {"AuthorizationType": "NONE", "AuthorizerId": "", "AuthorizationScopes": []}
    apis.update_route(ApiId=api_id, RouteId=route, **without)
    found = apis.get_route(ApiId=api_id, RouteId=route)
    assert found["AuthorizationScopes"] == [] and found["AuthorizationType"] == "NONE", found
    apis.delete_authorizer(ApiId=api_id, AuthorizerId=asks)
    apis.delete_route(ApiId=api_id, RouteId=route)
    apis.delete_integration(ApiId=api_id, IntegrationId=answer)
    apis.delete_api(ApiId=api_id)


@case("a VPC link stays as long as an integration goes by it")
def link_in_use(aws):
    apis = aws.apigatewayv2
    api_id = api(aws)
    link = apis.create_vpc_link(Name=aws.name("link"), SubnetIds=["subnet-1"])["VpcLinkId"]
    answer = integration(aws, api_id, ConnectionType="VPC_LINK", ConnectionId=link)
    refused("BadRequestException", apis.delete_vpc_link, VpcLinkId=link)
    apis.delete_integration(ApiId=api_id, IntegrationId=answer)
    apis.delete_vpc_link(VpcLinkId=link)
    apis.delete_api(ApiId=api_id)


@case("an API stays as long as a domain leads to it; a domain takes its mappings along, and says where it leads to")
def mapped_api(aws):
    apis = aws.apigatewayv2
    api_id, name = api(aws), f"{aws.name('api')}.example.com"
    apis.create_stage(ApiId=api_id, StageName="$default")
    configuration = {"CertificateArn": "arn:aws:acm:ap-northeast-2:222222222222:certificate/1", "EndpointType": "REGIONAL"}
    apis.create_domain_name(DomainName=name, DomainNameConfigurations=[configuration], Tags={"a": "1"})
    mapping = apis.create_api_mapping(DomainName=name, ApiId=api_id, Stage="$default")["ApiMappingId"]
    refused("BadRequestException", apis.delete_api, ApiId=api_id)
    apis.update_api_mapping(DomainName=name, ApiMappingId=mapping, ApiId=api_id, ApiMappingKey="beta")
    assert apis.get_api_mapping(DomainName=name, ApiMappingId=mapping)["ApiMappingKey"] == "beta"
    [found] = apis.get_domain_name(DomainName=name)["DomainNameConfigurations"]
    assert found["DomainNameStatus"] == "AVAILABLE" and found["HostedZoneId"] == "Z20JF4UZKIW1U8", found
    arn = f"arn:aws:apigateway:ap-northeast-2::/domainnames/{name}"
    apis.tag_resource(ResourceArn=arn, Tags={"b": "2"})
    apis.untag_resource(ResourceArn=arn, TagKeys=["a"])
    other = {**configuration, "CertificateArn": "arn:aws:acm:ap-northeast-2:222222222222:certificate/2"}
    apis.update_domain_name(DomainName=name, DomainNameConfigurations=[other])
    changed = apis.get_domain_name(DomainName=name)
    assert changed["Tags"] == {"b": "2"} and changed["DomainNameConfigurations"][0]["CertificateArn"].endswith("/2"), changed
    apis.delete_domain_name(DomainName=name)
    apis.delete_api(ApiId=api_id)


@case("a stage is changed, and loses settings of routes, variables and its log")
def changed_stage(aws):
    apis = aws.apigatewayv2
    api_id = api(aws)
    at = {"ApiId": api_id, "StageName": "$default"}
    log = {"DestinationArn": "arn:aws:logs:ap-northeast-2:222222222222:log-group:x", "Format": "{}"}
    limits = {"GET /": {"ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 1.0}}
    apis.create_stage(**at, AccessLogSettings=log, RouteSettings=limits, StageVariables={"a": "1"})
    apis.update_stage(**at, Description="second", StageVariables={"a": "", "b": "2"}, AutoDeploy=True)
    apis.delete_route_settings(**at, RouteKey="GET /")
    apis.delete_access_log_settings(**at)
    arn = f"arn:aws:apigateway:ap-northeast-2::/apis/{api_id}/stages/$default"
    apis.tag_resource(ResourceArn=arn, Tags={"a": "1"})
    found = apis.get_stage(**at)
    assert (found["Description"], found["StageVariables"], found["RouteSettings"]) == ("second", {"b": "2"}, {}), found
    assert "AccessLogSettings" not in found and found["AutoDeploy"] and found["Tags"] == {"a": "1"}, found
    apis.delete_api(ApiId=api_id)


@case("an API that speaks IPv6 says so")
def address_type(aws):
    apis = aws.apigatewayv2
    made = apis.create_api(Name=aws.name("api"), ProtocolType="HTTP", IpAddressType="dualstack")
    assert made["IpAddressType"] == "dualstack", made
    apis.update_api(ApiId=made["ApiId"], IpAddressType="ipv4")
    assert apis.get_api(ApiId=made["ApiId"])["IpAddressType"] == "ipv4"
    apis.delete_api(ApiId=made["ApiId"])


@case("requests of API Gateway V2 are judged by its own model")
def judged(aws):
    api_id = api(aws)
    refused("BadRequestException", lambda: integration(aws, api_id, IntegrationType="FTP"))
    aws.apigatewayv2.delete_api(ApiId=api_id)
