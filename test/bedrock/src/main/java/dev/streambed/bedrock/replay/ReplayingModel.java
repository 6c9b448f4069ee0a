package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Ask;
import dev.streambed.bedrock.answer.Model;
import dev.streambed.bedrock.wire.AwsError;
import dev.streambed.bedrock.wire.Target;
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

  private final Map<Library.Key, Turns> recordings;
  private final Duration betweenFrames;

  private ReplayingModel(Map<Library.Key, Turns> recordings, Duration betweenFrames) {
    this.recordings = recordings;
    this.betweenFrames = betweenFrames;
  }

  /// Reads the recordings of a folder.
  ///
  /// @param betweenFrames the pause between two frames of a streamed answer
  /// @throws IOException when there are none, or one is incomplete
  public static ReplayingModel of(Path folder, Duration betweenFrames) throws IOException {
    Map<Library.Key, Turns> recordings =
        Library.read(folder).stream()
            .collect(
                Collectors.groupingBy(
                    Library.Entry::key,
                    Collectors.collectingAndThen(
                        Collectors.mapping(Library.Entry::recording, Collectors.toList()),
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
  public Answer answer(Ask ask) throws IOException {
    Target target = ask.target();
    Library.Key key =
        new Library.Key(
            target.operation().path(), target.modelId(), CanonicalJson.text(ask.body()));
    Turns turns = recordings.get(key);
    return turns == null
        ? Answer.refused(AwsError.validation(missing(key)))
        : turns.next().answer(betweenFrames);
  }

  private String missing(Library.Key wanted) {
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
