package dev.streambed.local.http;

import java.util.Set;

/// When and how a front door reads the prelude of a streamed answer.
///
/// @param always whether every answer must have one; otherwise those whose content type says so
/// @param known the members that it may have
public record PreludeRule(boolean always, Set<String> known) {

  /// AWS: within the first 16 KB of the stream.
  private static final int LIMIT = 16 << 10;

  private static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";

  public PreludeRule {
    known = Set.copyOf(known);
  }

  boolean isExpected(String contentType) {
    return always || contentType.startsWith(CONTENT_TYPE);
  }

  PreludeReader reader() {
    return new PreludeReader(LIMIT, known);
  }
}
