package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawFailureMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain                                                                     | plain",
        "The model returned the following errors: plain                            | plain",
        "ValidationException: The model returned the following errors: plain       | plain",
        "{\"message\":\"plain\"}                                                   | plain",
        "{\"error\":{\"type\":\"t\",\"message\":\"plain\"},\"request_id\":\"r\"}    | plain",
        "The model returned the following errors: {\"Message\":\"{\\\"message\\\":\\\"plain\\\"}\"}| plain",
        "plain (Service: BedrockRuntime, Status Code: 400, Request ID: 1)          | plain",
        "plain (SDK Attempt Count: 1)                                              | plain",
      })
  void isTakenOutOfWhatItIsWrappedIn(String message, String plain) {
    assertThat(RawFailureMessage.of(message).plain()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"message\":7}",
        "{\"message\":\"half",
        "{\"error\":\"a text of no form\"}",
        "<html><head><title>502</title></head></html>",
        "<!DOCTYPE html>",
        "<?xml version=\"1.0\"?><Error/>",
        "Traceback (most recent call last): File \"/opt/ml/model.py\", line 3",
        "boom at dev.streambed.gateway.Main.main(Main.java:17)",
        "boom at Object.<anonymous> (/var/task/index.js:1:2)",
        "java.lang.IllegalStateException: no",
        "software.amazon.awssdk.core.exception.SdkClientException",
        "CUDA error: out of memory",
      })
  void isEmptyWhenNothingIsMeantForPeople(String message) {
    assertThat(RawFailureMessage.of(message).plain()).isEmpty();
  }

  @Test
  void isEmptyWithoutAMessage() {
    assertThat(RawFailureMessage.of(null).plain()).isEmpty();
  }

  @Test
  void isOneLineWithoutControlCharacters() {
    assertThat(RawFailureMessage.of("a\r\nb\tc\u0000d\u001b[31me\u2028f\u0085g\u00a0h").plain())
        .isEqualTo("a b c d [31me f g h");
    assertThat(RawFailureMessage.of("1234\u200b5678\u20609012 \u202eabc \ud83d").plain())
        .isEqualTo("123456789012 abc");
  }

  @Test
  void isReadOnlyAsFarAsAnyoneWould() {
    String wrapped = "{\"message\":\"" + "x ".repeat(50_000) + "\"}";
    assertThat(RawFailureMessage.of(wrapped).plain()).isEmpty();
    String account = "z".repeat(1_990) + " arn:aws:iam::123456789012:role/secret " + "z".repeat(99);
    assertThat(RawFailureMessage.of(account).plain()).isEqualTo("z".repeat(1_990));
  }

  @Test
  void isNotReadLayerByLayerForEver() {
    assertThat(RawFailureMessage.of("aException: ".repeat(20) + "b").plain()).isEmpty();
  }
}
