package dev.streambed.bedrock.model;

import java.io.IOException;

/// A source of answers. Called from many threads.
@FunctionalInterface
public interface Model {

  /// Answers a request.
  ///
  /// @throws IOException when the source itself cannot be reached
  Answer answer(ModelRequest modelRequest) throws IOException, InterruptedException;
}
