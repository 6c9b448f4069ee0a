package dev.streambed.bedrock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStart;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

/// A streamed answer of the Converse API, as the AWS SDK reads it.
///
/// @param starts the starts of its content blocks
/// @param deltas their deltas
/// @param stopReasons one
/// @param metadata one
record ConverseAnswer(
    List<ContentBlockStart> starts,
    List<ContentBlockDelta> deltas,
    List<StopReason> stopReasons,
    List<ConverseStreamMetadataEvent> metadata) {

  static ConverseAnswer of(SdkClients sdkClients, Consumer<ConverseStreamRequest.Builder> request) {
    ConverseAnswer answer = new ConverseAnswer(list(), list(), list(), list());
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockStart(event -> answer.starts.add(event.start()))
                    .onContentBlockDelta(event -> answer.deltas.add(event.delta()))
                    .onMessageStop(event -> answer.stopReasons.add(event.stopReason()))
                    .onMetadata(answer.metadata::add)
                    .build())
            .build();
    sdkClients.client().converseStream(request, handler).join();
    return answer;
  }

  /// The names of the called tools.
  List<String> tools() {
    return starts.stream().map(ContentBlockStart::toolUse).map(ToolUseBlockStart::name).toList();
  }

  /// The parts of the tools' input.
  List<String> inputs() {
    return deltas.stream()
        .filter(delta -> delta.toolUse() != null)
        .map(delta -> delta.toolUse().input())
        .toList();
  }

  /// The text.
  String text() {
    return deltas.stream()
        .filter(delta -> delta.text() != null)
        .map(ContentBlockDelta::text)
        .collect(Collectors.joining());
  }

  private static <T> List<T> list() {
    return Collections.synchronizedList(new ArrayList<>());
  }
}
