package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The condition that a key is used by a service on behalf of its caller. Without it, whoever may
 * read an encrypted table could decrypt anything else that the same key encrypts.
 */
final class ViaService {
  private ViaService() {}

  /** The condition for one or more services of a Region, such as {@code dynamodb}. */
  static Map<String, Map<String, Object>> of(String region, String... services) {
    // The end differs between partitions.
    List<String> names =
        Stream.of(services).map(service -> service + "." + region + ".amazonaws.*").toList();
    return Map.of(
        "StringLike", Map.of("kms:ViaService", names.size() == 1 ? names.get(0) : (Object) names));
  }
}
