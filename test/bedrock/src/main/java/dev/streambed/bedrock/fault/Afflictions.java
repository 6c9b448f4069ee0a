package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Ask;
import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.answer.Model;
import dev.streambed.bedrock.wire.AwsError;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes an answer go wrong. Thread-safe.
public final class Afflictions {

  private final Attempts attempts = new Attempts();
  private final Release release;

  /// Makes faults whose pieces are held by a release.
  ///
  /// @param release lets held pieces go
  public Afflictions(Release release) {
    this.release = release;
  }

  /// The model's answer with all the faults, or the refusal that they ask for; then the model is
  /// not asked.
  public Answer afflict(Ask ask, List<Fault> faults, Model model)
      throws IOException, InterruptedException {
    Optional<AwsError> refusal =
        faults.stream().flatMap(fault -> refusal(ask, fault).stream()).findFirst();
    Answer answer =
        refusal.isPresent() ? Answer.refused(refusal.get()) : afflicted(model.answer(ask), faults);
    return answer.delayed(delay(faults));
  }

  private Optional<AwsError> refusal(Ask ask, Fault fault) {
    return switch (fault) {
      case Fault.Throttle(long first) when attempts.isAmongFirst(first, ask) ->
          Optional.of(AwsError.throttled());
      case Fault.Refusal(AwsError error) -> Optional.of(error);
      case Fault.Throttle _,
          Fault.Delay _,
          Fault.ExceptionFrame _,
          Fault.Cut _,
          Fault.Silence _,
          Fault.Hold _ ->
          Optional.empty();
    };
  }

  private static Duration delay(List<Fault> faults) {
    return faults.stream()
        .filter(Fault.Delay.class::isInstance)
        .map(fault -> ((Fault.Delay) fault).by())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Answer afflicted(Answer answer, List<Fault> faults) {
    return switch (answer.body()) {
      case Body.Streamed(Body.Frames frames) -> answer.withBody(streamed(frames, faults));
      case Body.Whole(byte[] bytes) -> afflictedWhole(answer, bytes, faults);
    };
  }

  private Answer afflictedWhole(Answer answer, byte[] bytes, List<Fault> faults) {
    Optional<Fault.ExceptionFrame> exception =
        faults.stream()
            .filter(Fault.ExceptionFrame.class::isInstance)
            .map(Fault.ExceptionFrame.class::cast)
            .findFirst();
    if (exception.isPresent()) {
      return Answer.refused(exception.get().error());
    }
    boolean isTouched = faults.stream().anyMatch(Afflictions::touchesBody);
    return isTouched ? inOnePiece(answer, bytes, faults) : answer;
  }

  private static boolean touchesBody(Fault fault) {
    return fault instanceof Fault.Cut
        || fault instanceof Fault.Silence
        || fault instanceof Fault.Hold;
  }

  private Answer inOnePiece(Answer answer, byte[] bytes, List<Fault> faults) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("content-length", String.valueOf(bytes.length));
    Body.Frames whole = outlet -> outlet.piece(() -> List.of(bytes));
    return new Answer(answer.after(), answer.status(), headers, streamed(whole, faults));
  }

  private Body streamed(Body.Frames frames, List<Fault> faults) {
    return new Body.Streamed(outlet -> {
      try {
        FaultyOutlet faulty = new FaultyOutlet(outlet, faults, release);
        faulty.open();
        frames.sendTo(faulty);
      } catch (FaultyOutlet.EndedException _) {
        // The exception frame was the answer's last.
      }
    });
  }
}
