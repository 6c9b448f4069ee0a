package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One recorded answer; its body stays in its file until it is asked for.
///
/// @param status the HTTP status
/// @param headers those that can be sent again
/// @param body the file
record Recording(int status, Map<String, String> headers, Path body) {

  Recording {
    headers = Map.copyOf(headers);
  }

  /// The answer.
  ///
  /// @param betweenFrames the pause between two frames
  Answer answer(Duration betweenFrames) throws IOException {
    byte[] bytes = Files.readAllBytes(body);
    Body sent =
        isStreamed()
            ? new Body.Streamed(RecordedFrames.of(bytes, betweenFrames))
            : new Body.Whole(bytes);
    return new Answer(Duration.ZERO, status, headers, sent);
  }

  private boolean isStreamed() {
    return !body.toString().endsWith(".json");
  }
}
