package dev.streambed.cdk.app;

import dev.streambed.cdk.GatewayTableNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the keys that name resources of the account. */
final class ExistingResourcesReader {
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]+:\\d{12}:.+");

  private ExistingResourcesReader() {}

  static ExistingResources read(Section section) {
    var domains = section.section("domain", ExistingResourcesReader::domains);
    return new ExistingResources(
        section.section("tables", ExistingResourcesReader::tables),
        section.section("vpc", ExistingResourcesReader::vpc),
        domains.flatMap(Domains::restApi),
        domains.flatMap(Domains::webSocket),
        section.sectionOrFlag(
            "cloudFront",
            ExistingResourcesReader::cloudFront,
            ExistingResources.CloudFront.DEFAULTS),
        section.section("alarmTopic", ExistingResourcesReader::encrypted),
        section.section("deadLetterQueue", ExistingResourcesReader::encrypted),
        arn(section, "encryptionKey"),
        section.text("logGroup"),
        arn(section, "capacityProvider"));
  }

  private static ExistingResources.Tables tables(Section section) {
    return new ExistingResources.Tables(
        GatewayTableNames.of(
            table(section, "customers"),
            table(section, "apiKeys"),
            table(section, "limits"),
            table(section, "usage"),
            table(section, "sessions"),
            table(section, "prices")),
        arn(section, "encryptionKey"));
  }

  private static String table(Section section, String key) {
    return required(section, key, "names customers, apiKeys, limits, usage, sessions and prices");
  }

  private static ExistingResources.Network vpc(Section section) {
    var subnets = section.texts("subnetIds").orElse(List.of());
    if (subnets.isEmpty()) {
      throw section.refusal("has an id and subnetIds");
    }
    return new ExistingResources.Network(
        required(section, "id", "has an id and subnetIds"),
        subnets,
        section.texts("securityGroupIds").orElse(List.of()));
  }

  private static Domains domains(Section section) {
    return new Domains(
        section.section("restApi", ExistingResourcesReader::domain),
        section.section("webSocket", ExistingResourcesReader::domain));
  }

  private static ExistingResources.Domain domain(Section section) {
    var rule = "has a name and a certificateArn";
    return new ExistingResources.Domain(
        required(section, "name", rule),
        arn(section, "certificateArn").orElseThrow(() -> section.refusal(rule)),
        section.text("basePath"));
  }

  private static ExistingResources.Encrypted encrypted(Section section) {
    return new ExistingResources.Encrypted(
        arn(section, "arn").orElseThrow(() -> section.refusal("has an arn")),
        arn(section, "encryptionKey"));
  }

  private static ExistingResources.CloudFront cloudFront(Section section) {
    return new ExistingResources.CloudFront(
        section.texts("domainNames").orElse(List.of()),
        arn(section, "certificateArn"),
        arn(section, "webAclArn"),
        arn(section, "originSecretArn"),
        arn(section, "alternateOriginSecretArn"),
        section.flag("directAccess").orElse(ExistingResources.CloudFront.DEFAULTS.directAccess()));
  }

  private static Optional<String> arn(Section section, String key) {
    var arn = section.text(key);
    if (arn.isPresent() && !ARN.matcher(arn.get()).matches()) {
      throw new ChoiceException(section.pathOf(key) + " is an ARN, not " + arn.get());
    }
    return arn;
  }

  private static String required(Section section, String key, String rule) {
    return section.text(key).orElseThrow(() -> section.refusal(rule));
  }

  private record Domains(
      Optional<ExistingResources.Domain> restApi, Optional<ExistingResources.Domain> webSocket) {}
}
