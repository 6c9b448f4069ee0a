package dev.streambed.gateway.dialect;

import dev.streambed.gateway.dialect.bedrock.BedrockDialect;
import java.util.Optional;

/// Finds the API that a path belongs to. The classes of one are loaded when it is first called.
public final class Dialects {

  private static final String BEDROCK = "/model/";

  private Dialects() {}

  /// The adapter of a `POST` to a path; empty when no API has it.
  public static Optional<DialectAdapter> adapterOf(String path) {
    if (path.startsWith(BEDROCK)) {
      return BedrockDialect.of(path.substring(BEDROCK.length()));
    }
    return Optional.empty();
  }
}
