package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.Model;
import dev.streambed.bedrock.model.ModelRequest;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes an answer go wrong. Thread-safe.
public final class FaultInjector {

  private final RefusalCounter refusalCounter = new RefusalCounter();
  private final HeldChunks heldChunks;

  /// Creates an injector whose held chunks a test can release.
  ///
  /// @param heldChunks releases held chunks
  public FaultInjector(HeldChunks heldChunks) {
    this.heldChunks = heldChunks;
  }

  /// The model's answer with all the faults, or the refusal that they ask for; then the model is
  /// not asked.
  public Answer inject(ModelRequest modelRequest, List<Fault> faults, Model model)
      throws IOException, InterruptedException {
    Optional<AwsError> refusal =
        faults.stream().flatMap(fault -> refusal(modelRequest, fault).stream()).findFirst();
    Answer answer =
        refusal.isPresent()
            ? Answer.refused(refusal.get())
            : afflicted(model.answer(modelRequest), faults);
    return answer.delayed(delay(faults));
  }

  private Optional<AwsError> refusal(ModelRequest modelRequest, Fault fault) {
    return switch (fault) {
      case Fault.Throttle(long first) when refusalCounter.isAmongFirst(first, modelRequest) ->
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
    return switch (answer.answerBody()) {
      case AnswerBody.Streamed(AnswerBody.FrameSource frameSource) ->
          answer.withBody(streamed(frameSource, faults));
      case AnswerBody.Whole(byte[] bytes) -> afflictedWhole(answer, bytes, faults);
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
    boolean isTouched = faults.stream().anyMatch(FaultInjector::touchesBody);
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
    AnswerBody.FrameSource whole = answerSink -> answerSink.sendChunk(() -> List.of(bytes));
    return new Answer(
        answer.after(), answer.status(), headers, streamed(whole, faults), answer.billed());
  }

  private AnswerBody streamed(AnswerBody.FrameSource frameSource, List<Fault> faults) {
    return new AnswerBody.Streamed(answerSink -> {
      try {
        FaultySink faulty = new FaultySink(answerSink, faults, heldChunks);
        faulty.open();
        frameSource.sendTo(faulty);
      } catch (FaultySink.EndedException _) {
        // The exception frame was the answer's last.
      }
    });
  }

  /// Counts how often the same request was refused. Thread-safe.
  private static final class RefusalCounter {

    private static final int REMEMBERED = 1_000;

    private final SequencedMap<Same, Long> refused = new LinkedHashMap<>();

    /// The parts that two attempts of the same request share.
    private record Same(RequestTarget requestTarget, int bodyHash, int bodyLength) {}

    /// Whether this attempt is still one of the first so many; the one after them starts the count
    /// anew.
    synchronized boolean isAmongFirst(long attempts, ModelRequest modelRequest) {
      Same same =
          new Same(
              modelRequest.requestTarget(),
              Arrays.hashCode(modelRequest.body()),
              modelRequest.body().length);
      long before = refused.getOrDefault(same, 0L);
      refused.remove(same);
      if (before >= attempts) {
        return false;
      }
      refused.put(same, before + 1);
      forgetTheOldest();
      return true;
    }

    private void forgetTheOldest() {
      if (refused.size() > REMEMBERED) {
        refused.pollFirstEntry();
      }
    }
  }
}
