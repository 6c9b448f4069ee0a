package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The parts of a prompt that have come, as the answer's row lists them.
///
/// @param bytes how long each is, by its index
/// @param count how many there will be; zero while the last has not come
record ReceivedParts(SortedMap<Integer, Integer> bytes, int count) {

  static final String PART = "part";
  static final String COUNT = "lastCount";

  private static final String TOO_LARGE = "The parts are longer than 1 MB together.";

  static ReceivedParts of(Map<String, AttributeValue> row) {
    SortedMap<Integer, Integer> bytes = new TreeMap<>();
    for (int index = 0; index < PromptPart.MAX_PARTS; index++) {
      AttributeValue part = row.get(PART + index);
      if (part != null) {
        bytes.put(index, Integer.valueOf(part.n()));
      }
    }
    int count =
        Optional.ofNullable(row.get(COUNT)).map(AttributeValue::n).map(Integer::valueOf).orElse(0);
    return new ReceivedParts(bytes, count);
  }

  PromptAssembly progress() {
    int all = bytes.values().stream().mapToInt(Integer::intValue).sum();
    if (all > PromptParts.MAX_BYTES) {
      return new PromptAssembly.Invalid(Problem.of(ErrorCode.REQUEST_TOO_LARGE, TOO_LARGE));
    }
    if (count > 0 && bytes.lastKey() >= count) {
      String sentence = String.format("Part %d comes after the last.", bytes.lastKey());
      return new PromptAssembly.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
    }
    return bytes.size() == count
        ? new PromptAssembly.Complete(count)
        : new PromptAssembly.Incomplete(missing());
  }

  private List<Integer> missing() {
    return IntStream.range(0, count).filter(index -> !bytes.containsKey(index)).boxed().toList();
  }
}
