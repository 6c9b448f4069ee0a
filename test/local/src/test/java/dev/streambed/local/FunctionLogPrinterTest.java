package dev.streambed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionLogPrinterTest {

  private static final String COMPLETE =
      """
      {"event_type":"bedrock_stream","customer_id":"acme","request_id":"r-1","model_id":"m",\
      "input_tokens":5,"output_tokens":94,"duration_ms":3444,"timestamp":1795000000.123,\
      "outcome":"complete","usage_source":"bedrock","cost_nano_usd":236500}\
      """;
  private static final String FAILED =
      """
      {"event_type":"bedrock_error","customer_id":"acme","request_id":"r-2","model_id":"m",\
      "timestamp":1795000000.5,"outcome":"model_error","usage_source":"estimate",\
      "estimate_reason":"broken_off","input_tokens":5,"output_tokens":0,\
      "error_code":"model_error"}\
      """;
  private static final String REFUSED =
      "{\"event_type\":\"request_refused\",\"customer_id\":\"acme\",\"error_code\":\"rate_limited\"}";
  private static final String METRIC = "{\"_aws\":{},\"Answers\":1}";
  private static final String REPORT = "{\"type\":\"platform.report\",\"record\":{}}";
  private static final String TRACE = "java.lang.OutOfMemoryError: Java heap space";
  private static final List<String> LINES =
      List.of(COMPLETE, METRIC, FAILED, REFUSED, REPORT, TRACE);

  @Test
  void showsAllLinesAsTheyAre() {
    assertThat(printed(FunctionLogPrinter.Choice.ALL)).isEqualTo(LINES);
  }

  @Test
  void showsWhatFailedAsItIs() {
    assertThat(printed(FunctionLogPrinter.Choice.ERRORS)).containsExactly(FAILED, REFUSED, TRACE);
  }

  @Test
  void showsWhatEachAnswerTookInALineToRead() {
    assertThat(printed(FunctionLogPrinter.Choice.USAGE))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches("\\d\\d:\\d\\d:\\d\\d  acme  m  .*")
                    .endsWith("  5 in, 94 out  $0.000237  3444 ms  complete  r-1"),
            line ->
                assertThat(line)
                    .endsWith(
                        "  acme  m  5 in, 0 out  model_error (model_error)"
                            + "  estimated: broken_off  r-2"));
  }

  @Test
  void knowsTheTimeOfALineThatIsMadeForLambdasFormatJson() {
    String made =
        COMPLETE.replace(
            "\"timestamp\":",
            "\"timestamp\":\"2026-11-18T11:06:40.123Z\",\"level\":\"INFO\",\"admitted_at\":");
    assertThat(printed(List.of(made))).isEqualTo(printed(List.of(COMPLETE)));
  }

  private static List<String> printed(List<String> lines) {
    return printed(FunctionLogPrinter.Choice.USAGE, lines);
  }

  private static List<String> printed(FunctionLogPrinter.Choice choice) {
    return printed(choice, LINES);
  }

  private static List<String> printed(FunctionLogPrinter.Choice choice, List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      FunctionLogPrinter printer = new FunctionLogPrinter(choice, out);
      lines.forEach(line -> printer.line("function", line));
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
