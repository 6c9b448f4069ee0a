package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.constructs.IConstruct;

/**
 * What the function could not reach from subnets that have no route to the internet. Subnets that
 * are imported as private ones are taken to have such a route.
 */
record VpcCheck(StreambedProps props, VpcSettings settings) {

  /** A sentence about what is missing; empty if nothing is. */
  Optional<String> finding() {
    if (!isIsolated()) {
      return Optional.empty();
    }
    var missing = new ArrayList<>(missingEndpoints());
    if (props.has(FrontDoor.WEB_SOCKET)) {
      missing.add("API Gateway's @connections, with which messages are sent to WebSocket clients");
    }
    if (props.jwt().isPresent()) {
      missing.add("the keys of jwt's issuer");
    }
    if (otherRegions()) {
      missing.add("Bedrock in the other Regions of modelAliases");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "vpc: the function's subnets have no route to the internet and, so far, no VPC endpoint"
                + " for: "
                + String.join(", ", missing));
  }

  private boolean isIsolated() {
    var isolated = new HashSet<>(ids(settings.vpc().getIsolatedSubnets()));
    var chosen =
        settings
            .subnets()
            .map(selection -> settings.vpc().selectSubnets(selection))
            .orElseGet(() -> settings.vpc().selectSubnets());
    return chosen.getSubnetIds().stream().anyMatch(isolated::contains);
  }

  private List<String> missingEndpoints() {
    var present =
        settings.vpc().getNode().findAll().stream().flatMap(VpcCheck::serviceName).toList();
    return neededServices().stream()
        .filter(service -> present.stream().noneMatch(name -> isOf(service, name)))
        .toList();
  }

  /** CDK ends the name of an endpoint's service in a token. */
  private static boolean isOf(String service, String name) {
    return name.replaceFirst("\\$\\{Token\\[[^]]*]}$", "").endsWith("." + service);
  }

  private List<String> neededServices() {
    var services = new ArrayList<>(List.of("bedrock-runtime", "dynamodb"));
    if (props.has(FrontDoor.WEB_SOCKET)) {
      services.add("lambda");
    }
    if (props.observability().alarms()) {
      services.add("sns");
    }
    if (props.function().managedInstances().isPresent()) {
      // Elsewhere Lambda itself takes the lines.
      services.add("logs");
    }
    return services;
  }

  private boolean otherRegions() {
    return props.modelAliases().values().stream()
        .flatMap(alias -> alias.targets().stream())
        .anyMatch(target -> target.region().isPresent());
  }

  private static Stream<String> serviceName(IConstruct construct) {
    return construct instanceof CfnVPCEndpoint endpoint
        ? Stream.ofNullable(endpoint.getServiceName())
        : Stream.empty();
  }

  private static List<String> ids(List<ISubnet> subnets) {
    return subnets.stream().map(ISubnet::getSubnetId).toList();
  }
}
