package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.Model;
import dev.streambed.bedrock.model.ModelRequest;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Answers from recordings. Thread-safe.
public final class ReplayingModel implements Model {

  private static final int QUOTED = 200;

  private final Map<RecordingFolder.Key, Turns> recordings;
  private final Duration betweenFrames;

  private ReplayingModel(Map<RecordingFolder.Key, Turns> recordings, Duration betweenFrames) {
    this.recordings = recordings;
    this.betweenFrames = betweenFrames;
  }

  /// Reads the recordings of a folder.
  ///
  /// @param betweenFrames the pause between two frames of a streamed answer
  /// @throws IOException when there are none, or one is incomplete
  public static ReplayingModel of(Path folder, Duration betweenFrames) throws IOException {
    Map<RecordingFolder.Key, Turns> recordings =
        RecordingFolder.read(folder).stream()
            .collect(
                Collectors.groupingBy(
                    RecordingFolder.Entry::key,
                    Collectors.collectingAndThen(
                        Collectors.mapping(RecordingFolder.Entry::recording, Collectors.toList()),
                        same -> new Turns(same, new AtomicInteger()))));
    return new ReplayingModel(recordings, betweenFrames);
  }

  /// Recordings of the same request.
  private record Turns(List<Recording> recordings, AtomicInteger served) {

    private Recording next() {
      return recordings.get(Math.floorMod(served.getAndIncrement(), recordings.size()));
    }
  }

  @Override
  public Answer answer(ModelRequest modelRequest) throws IOException {
    RequestTarget requestTarget = modelRequest.requestTarget();
    RecordingFolder.Key key =
        new RecordingFolder.Key(
            requestTarget.operation().path(),
            requestTarget.modelId(),
            CanonicalJson.question(modelRequest.body()));
    Turns turns = recordings.get(key);
    return turns == null
        ? Answer.refused(AwsError.validation(missing(key)))
        : turns.next().answer(betweenFrames);
  }

  private String missing(RecordingFolder.Key wanted) {
    long similar =
        recordings.keySet().stream()
            .filter(key -> key.api().equals(wanted.api()) && key.modelId().equals(wanted.modelId()))
            .count();
    String body = wanted.body();
    String quoted = body.length() > QUOTED ? body.substring(0, QUOTED) + "…" : body;
    return "No recording of %s with %s for this body; with other bodies there are %d. Asked was: %s"
        .formatted(wanted.api(), wanted.modelId(), similar, quoted);
  }
}
