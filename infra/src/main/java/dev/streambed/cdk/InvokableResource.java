package dev.streambed.cdk;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Permission to invoke one Bedrock resource.
 *
 * @param resource an ARN, in which {@code *} stands for any region
 * @param onlyWhen IAM condition keys and the values that they must equal; if empty, there is no
 *     condition
 */
record InvokableResource(String resource, SortedMap<String, String> onlyWhen) {

  static InvokableResource always(String resource) {
    return when(resource, Map.of());
  }

  /** Sorted, so that the template is the same in every run. */
  static InvokableResource when(String resource, Map<String, String> conditions) {
    return new InvokableResource(resource, new TreeMap<>(conditions));
  }
}
