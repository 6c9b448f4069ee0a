package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
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
    AnswerBody sent =
        isStreamed()
            ? new AnswerBody.Streamed(RecordedFrames.of(bytes, betweenFrames))
            : new AnswerBody.Whole(bytes);
    return new Answer(Duration.ZERO, status, headers, sent);
  }

  private boolean isStreamed() {
    return !body.toString().endsWith(".json");
  }
}
