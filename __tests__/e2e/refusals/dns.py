from aws import case, refused


def zone_of(aws):
    name = f"{aws.name('zone')}.example.com"
    made = aws.route53.create_hosted_zone(Name=name, CallerReference=name)
    return made["HostedZone"]["Id"].split("/")[-1], name


def change(aws, zone_id, *changes):
    aws.route53.change_resource_record_sets(
        HostedZoneId=zone_id,
        ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record} for action, record in changes]},
    )


def record(name, identifier=None, ttl=60, **policy):
    routed = {"SetIdentifier": identifier, **policy} if identifier else {}
    return {"Name": f"app.{name}", "Type": "A", "TTL": ttl, "ResourceRecords": [{"Value": "192.0.2.1"}], **routed}


def refused_record(aws, zone_id, made, action="CREATE"):
    batch = {"Changes": [{"Action": action, "ResourceRecordSet": made}]}
    return refused("InvalidChangeBatch", aws.route53.change_resource_record_sets, HostedZoneId=zone_id, ChangeBatch=batch)


@case("records of one name and type are all plain or have one kind of policy, and a plain one is changed in one transaction")
def policies(aws):
    zone_id, name = zone_of(aws)
    plain = record(name)
    change(aws, zone_id, ("CREATE", plain))
    message = refused_record(aws, zone_id, record(name, "blue", Weight=1))
    expected = f"RRSet with DNS name app.{name}., type A, SetIdentifier blue cannot be created as a non-weighted set exists"
    assert expected in message, message
    change(aws, zone_id, ("DELETE", plain), ("CREATE", record(name, "blue", Weight=1)))
    refused_record(aws, zone_id, plain, "UPSERT")
    refused_record(aws, zone_id, record(name, "green", Region="eu-west-1"))
    refused_record(aws, zone_id, record(name, "green", ttl=300, Weight=1))
    change(aws, zone_id, ("CREATE", record(name, "green", Weight=1)))
    refused_record(aws, zone_id, record(name, "green", ttl=300, Weight=1), "UPSERT")
    change(aws, zone_id, ("UPSERT", record(name, "green", Weight=0)))


@case("two records of one name and type are not for one role, region or place")
def distinct(aws):
    zone_id, name = zone_of(aws)
    change(aws, zone_id, ("CREATE", record(name, "a", GeoLocation={"CountryCode": "DE"})))
    refused_record(aws, zone_id, record(name, "b", GeoLocation={"CountryCode": "DE"}))
    change(aws, zone_id, ("CREATE", record(name, "b", GeoLocation={"CountryCode": "*"})))


@case("a record is deleted by name, type and set identifier, and keeps its policy")
def deleted(aws):
    zone_id, name = zone_of(aws)
    place = {"AWSRegion": "eu-west-1", "Bias": 5}
    blue = record(name, "blue", GeoProximityLocation=place)
    other = {**record(name, "blue", Weight=1), "Name": f"other.{name}"}
    change(aws, zone_id, ("CREATE", blue), ("CREATE", other))
    change(aws, zone_id, ("DELETE", other))
    held = aws.route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    assert [one["GeoProximityLocation"] for one in held if one.get("SetIdentifier")] == [place], held


@case("a health check stays as long as a calculated one watches it, and one of an alarm keeps its alarm")
def health_checks(aws):
    route53 = aws.route53
    alarm = {"Region": "eu-west-1", "Name": "orders"}
    config = {"Type": "CLOUDWATCH_METRIC", "AlarmIdentifier": alarm, "InsufficientDataHealthStatus": "Healthy"}
    made = route53.create_health_check(CallerReference=aws.name("check"), HealthCheckConfig=config)["HealthCheck"]
    assert made["HealthCheckConfig"]["AlarmIdentifier"] == alarm, made
    child = made["Id"]
    config = {"Type": "CALCULATED", "ChildHealthChecks": [child], "HealthThreshold": 1}
    parent = route53.create_health_check(CallerReference=aws.name("check"), HealthCheckConfig=config)["HealthCheck"]["Id"]
    refused("HealthCheckInUse", route53.delete_health_check, HealthCheckId=child)
    route53.delete_health_check(HealthCheckId=parent)
    route53.update_health_check(HealthCheckId=child, InsufficientDataHealthStatus="Unhealthy")
    kept = route53.get_health_check(HealthCheckId=child)["HealthCheck"]["HealthCheckConfig"]
    assert (kept["AlarmIdentifier"], kept["InsufficientDataHealthStatus"]) == (alarm, "Unhealthy"), kept
    assert "Port" not in kept, kept
    route53.delete_health_check(HealthCheckId=child)
