package dev.streambed.local.functionurl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The headers that CloudFront adds to each request for an origin. Distributions are not imitated
/// otherwise: callers ask the Function URL as if they had come through one.
///
/// @param distributions each an `AWS::CloudFront::Distribution`
public record CloudFrontHeaders(List<Resource> distributions) {

  public CloudFrontHeaders {
    distributions = List.copyOf(distributions);
  }

  /// The headers, by their names in lower case.
  ///
  /// @param domainName the host name of the origin
  Map<String, String> of(String domainName) {
    Map<String, String> headers = new TreeMap<>();
    for (Resource distribution : distributions) {
      for (JsonNode origin : distribution.property("DistributionConfig").path("Origins")) {
        if (origin.path("DomainName").asText().equals(domainName)) {
          origin
              .path("OriginCustomHeaders")
              .forEach(header ->
                  headers.put(
                      header.path("HeaderName").asText().toLowerCase(Locale.ROOT),
                      header.path("HeaderValue").asText()));
        }
      }
    }
    return headers;
  }
}
