package dev.streambed.gateway.aws;

import java.net.URI;

/// The endpoints of AWS services in a Region, by AWS's rules.
///
/// @param fips whether endpoints with FIPS-validated cryptography are used
/// @param dualStack whether endpoints are used that are also reached over IPv6
public record AwsEndpoints(String region, boolean fips, boolean dualStack) {

  /// The endpoint of a service.
  ///
  /// @param service the first part of its host name, such as `bedrock-runtime`
  public URI of(String service) {
    // In GovCloud, DynamoDB's ordinary endpoint is one.
    boolean isFips =
        fips && (dualStack || !region.startsWith("us-gov-") || !"dynamodb".equals(service));
    return URI.create(
        "https://"
            + service
            + (isFips ? "-fips." : ".")
            + region
            + "."
            + (dualStack ? dualStackSuffix() : dnsSuffix()));
  }

  /// The domain of the Region's partition, such as `amazonaws.com`.
  public String dnsSuffix() {
    return switch (partition()) {
      case "cn" -> "amazonaws.com.cn";
      case "eusc" -> "amazonaws.eu";
      case "us-iso" -> "c2s.ic.gov";
      case "us-isob" -> "sc2s.sgov.gov";
      case "eu-isoe" -> "cloud.adc-e.uk";
      case "us-isof" -> "csp.hci.ic.gov";
      default -> "amazonaws.com";
    };
  }

  private String dualStackSuffix() {
    return switch (partition()) {
      case "cn" -> "api.amazonwebservices.com.cn";
      case "eusc" -> "api.amazonwebservices.eu";
      case "us-iso" -> "api.aws.ic.gov";
      case "us-isob" -> "api.aws.scloud";
      case "eu-isoe" -> "api.cloud-aws.adc-e.uk";
      case "us-isof" -> "api.aws.hci.ic.gov";
      default -> "api.aws";
    };
  }

  // The beginning of the Region's name, where it tells the partition.
  private String partition() {
    String[] parts = region.split("-", 3);
    boolean isIsolated = parts.length == 3 && parts[1].startsWith("iso");
    return isIsolated ? parts[0] + "-" + parts[1] : parts[0];
  }
}
