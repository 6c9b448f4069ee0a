package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.BilledTokens;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// The account's model invocation log, as Bedrock delivers it to S3 when it logs no bodies: files
/// of gzipped JSON lines, by Region and hour. Thread-safe.
///
/// Bedrock writes an entry some time after the answer; this one is written before the answer is
/// sent, so that nobody has to wait for it.
final class InvocationLog {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FILE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HH'00000Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String accountId;
  private final String suffix = UUID.randomUUID().toString().replace("-", "").substring(0, 16);

  /// @param folder stands for the bucket
  /// @param accountId of whom the log is
  InvocationLog(Path folder, String accountId) {
    this.folder = folder;
    this.accountId = accountId;
  }

  /// Who calls, and where.
  ///
  /// @param principalArn for example an assumed role's ARN
  record Caller(String principalArn, String region) {}

  /// Writes the entry of an invocation.
  void write(ReceivedRequest request, Caller caller, Answer answer) throws IOException {
    Optional<Operation> operation = request.operation();
    if (operation.isPresent() && operation.get() != Operation.COUNT_TOKENS) {
      append(
          file(request.receivedAt(), caller.region()),
          Json.write(entry(request, operation.get(), caller, answer)));
    }
  }

  private Path file(Instant at, String region) {
    return folder
        .resolve("AWSLogs")
        .resolve(accountId)
        .resolve("BedrockModelInvocationLogs")
        .resolve(region)
        .resolve(HOUR.format(at))
        .resolve(FILE.format(at) + "_" + suffix + ".json.gz");
  }

  private static ObjectNode logged(ObjectNode part, String type, Optional<BilledTokens> tokens) {
    tokens.ifPresent(_ -> part.put(type + "ContentType", Answer.JSON));
    return part;
  }

  private ObjectNode entry(
      ReceivedRequest request, Operation operation, Caller caller, Answer answer) {
    ObjectNode entry =
        Json.object()
            .put("timestamp", request.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("accountId", accountId)
            .put("region", caller.region())
            .put("requestId", request.requestId())
            .put("operation", operation.awsName())
            .put("modelId", request.modelId());
    ObjectNode input = logged(entry.putObject("input"), "input", answer.billed());
    ObjectNode output = logged(entry.putObject("output"), "output", answer.billed());
    answer
        .billed()
        .ifPresent(tokens -> {
          input
              .put("inputTokenCount", tokens.input())
              .put("cacheReadInputTokenCount", tokens.cacheRead())
              .put("cacheWriteInputTokenCount", tokens.cacheWrite());
          output.put("outputTokenCount", tokens.output());
        });
    if (answer.status() >= 400) {
      entry.put(
          "errorCode", answer.headers().getOrDefault("x-amzn-errortype", "").split(":", 2)[0]);
    }
    entry.putObject("identity").put("arn", caller.principalArn());
    RequestMetadata.of(operation, request).ifPresent(pairs -> entry.set("requestMetadata", pairs));
    return entry.put("schemaType", "ModelInvocationLog").put("schemaVersion", "1.0");
  }

  // Gzip files one behind the other are a gzip file.
  private synchronized void append(Path file, byte[] line) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      out.write(line);
      out.write('\n');
    }
  }
}
