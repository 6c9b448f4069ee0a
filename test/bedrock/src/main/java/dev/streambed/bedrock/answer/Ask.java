package dev.streambed.bedrock.answer;

import dev.streambed.bedrock.wire.Target;
import java.util.List;
import java.util.Map;

/// A signed and allowed request for a model.
///
/// @param target which operation on which model
/// @param rawPath the request's path as it came, still escaped
/// @param headers values by lower-case name
/// @param body as it came
// Handed on once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Ask(Target target, String rawPath, Map<String, List<String>> headers, byte[] body) {

  public Ask {
    headers = Map.copyOf(headers);
  }
}
