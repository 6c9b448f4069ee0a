package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.gateway.fixture.SharedTestData;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.model.GuardrailTrace.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left of a document when a guardrail's trace is out: every other byte.
class GuardrailTraceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Of what is Bedrock's own.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // Where it stands.
        "{'a':1,'trace':{'guardrail':{}},'b':2} | {'a':1,'b':2}",
        "{'a':1 , 'b' : 1e2,'trace':{'guardrail':1}} | {'a':1 , 'b' : 1e2}",
        "{ 'trace':{'guardrail':1}, 'b':2.0 } | { 'b':2.0 }",
        "{'trace':{'guardrail':1}} | {}",
        "{'b':'\\u0041','amazon-bedrock-trace':{},'amazon-bedrock-guardrailAction':'NONE'}"
            + " | {'b':'\\u0041','amazon-bedrock-guardrailAction':'NONE'}",
        "{'metadata':{'usage':{},'trace':{'guardrail':1},'metrics':{}},'x':1}"
            + " | {'metadata':{'usage':{},'metrics':{}},'x':1}",
        "{'additionalModelResponseFields':{'amazon-bedrock-trace':1,'trace':{'own':1}}}"
            + " | {'additionalModelResponseFields':{'trace':{'own':1}}}",
        // Both, escaped, repeated.
        "{'trace':{'guardrail':1},'amazon-bedrock-trace':2,'metadata':{'trace':{'a':1}}}"
            + " | {'metadata':{}}",
        "{'a':1,'tr\\u0061ce':{'guardrail':1}} | {'a':1}",
        "{'a':1,'\\u0061mazon-bedrock-tra\\u0063e':1} | {'a':1}",
        "{'metad\\u0061ta':{'\\u0074race':{'guardrail':1},'a':1}} | {'metad\\u0061ta':{'a':1}}",
        "{'trace':{'guardrail':1},'a':1,'trace':{}} | {'a':1}",
        "{'trace':{},'a':1,'trace':{'guardrail':1},'trace':null} | {'a':1}",
        "{'amazon-bedrock-trace':1,'amazon-bedrock-trace':2,'a':1} | {'a':1}",
        "{'metadata':{'trace':{'guardrail':1}},'metadata':{'a':1}}"
            + " | {'metadata':{},'metadata':{'a':1}}",
        // Of any type.
        "{'a':1,'trace':'guardrail'} | {'a':1}",
        "{'a':1,'trace':[{'guardrail':1}]} | {'a':1}",
        "{'a':1,'trace':{'new':1}} | {'a':1}",
        // A prompt router's choice is none of a guardrail's.
        "{'trace':{'promptRouter':{ 'invokedModelId':'m'},'guardrail':1},'a':1}"
            + " | {'trace':{'promptRouter':{ 'invokedModelId':'m'}},'a':1}",
        "{'trace':{'guardrail':1},'trace':{'guardrail':1,'promptRouter':{}},'trace':7}"
            + " | {'trace':{},'trace':{'promptRouter':{}},'trace':{}}",
        // A fault that is repaired on the way to a caller.
        "{'a':NaN,'trace':{'guardrail':1}} | {'a':'NaN'}"
      })
  void isTakenOut(String json, String rest) {
    for (Source source : List.of(Source.CONVERSE_DOCUMENT, Source.FRAME_PAYLOAD)) {
      assertThat(removed(json, source)).isEqualTo(rest.replace('\'', '"'));
    }
  }

  /// What Bedrock adds to a model's own document or event.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'a':1,'amazon-bedrock-trace':{'guardrail':1}} | {'a':1}",
        "{'a':1,'\\u0061mazon-bedrock-tra\\u0063e':1,'b':2} | {'a':1,'b':2}",
        "{'amazon-bedrock-trace':1,'a':1,'amazon-bedrock-trace':2} | {'a':1}",
        "{'trace':{'own':1},'amazon-bedrock-trace':1} | {'trace':{'own':1}}",
        "{'a':NaN,'amazon-bedrock-trace':1} | {'a':'NaN'}"
      })
  void isTakenOutOfWhatAModelWrote(String json, String rest) {
    for (Source source : List.of(Source.MODEL_DOCUMENT, Source.MODEL_EVENT)) {
      assertThat(removed(json, source)).isEqualTo(rest.replace('\'', '"'));
    }
  }

  /// Members of a model that somebody imported may have any name.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':1,'trace':{'guardrail':1},'b':2}",
        "{'tr\\u0061ce':'own','trace':[1]}",
        "{'additionalModelResponseFields':{'amazon-bedrock-trace':1}}",
        "{'bytes':'eyJhbWF6b24tYmVkcm9jay10cmFjZSI6MX0='}",
        "{'a':NaN,'trace':{'own':1}}"
      })
  void isNoMemberOfAModelsOwn(String json) {
    byte[] utf8 = bytes(json);
    for (Source source : List.of(Source.MODEL_DOCUMENT, Source.MODEL_EVENT)) {
      assertThat(GuardrailTrace.removedFrom(utf8, source)).isSameAs(utf8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'metadata':{'usage':{},'trace':{'guardrail':1}},'a':1} | {'metadata':{'usage':{}},'a':1}",
        "{'metad\\u0061ta':{'\\u0074race':1},'metadata':{'trace':2}}"
            + " | {'metad\\u0061ta':{},'metadata':{}}"
      })
  void isTakenOutOfTheMetadataOfAnEventOnly(String json, String rest) {
    byte[] utf8 = bytes(json);
    assertThat(removed(json, Source.MODEL_EVENT)).isEqualTo(rest.replace('\'', '"'));
    assertThat(GuardrailTrace.removedFrom(utf8, Source.MODEL_DOCUMENT)).isSameAs(utf8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { 'a' : 1 , 'b':[ ] }\n",
        "{'trace':{}}",
        "{'trace':null}",
        "{'metadata':{'usage':{},'metrics':{},'trace':{}},'amazon-bedrock-invocationMetrics':{}}",
        "{'metadata':null,'additionalModelResponseFields':[1]}",
        "{'metadata':[{'trace':{'guardrail':1}}]}",
        "{'trace':{'promptRouter':{'invokedModelId':'m'}}}",
        "{'amazon-bedrock-guardrailAction':'INTERVENED'}",
        "{'a':NaN}"
      })
  void isNotThere(String json) {
    byte[] utf8 = bytes(json);
    for (Source source : Source.values()) {
      assertThat(GuardrailTrace.removedFrom(utf8, source)).isSameAs(utf8);
    }
  }

  /// What a model writes stays, whatever its members are called.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'delta':{'toolUse':{'input':{'trace':{'guardrail':1},'amazon-bedrock-trace':2}}}}",
        "{'output':{'message':{'content':[{'toolUse':{'input':{'trace':{'guardrail':1}}}}]}}}",
        "{'content':[{'type':'tool_use','input':{'amazon-bedrock-trace':{},'metadata':{'trace':1}}}]}",
        "{'text':'{\\'trace\\':{\\'guardrail\\':1}}','Trace':{'guardrail':1},'traces':1}"
      })
  void isNotWhatAModelWrote(String json) {
    byte[] utf8 = json.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    for (Source source : Source.values()) {
      assertThat(GuardrailTrace.removedFrom(utf8, source)).isSameAs(utf8);
    }
  }

  /// A trace might be in it, or in what follows.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{'a':1,'amazon-bedrock-tra",
        "ce':{'guardrail':1}}",
        "{'a':1,'trace':{'guardrail':1}",
        "{'a':1}{'trace':{'guardrail':1}}",
        "{'a':1,,'trace':1}",
        "['trace']",
        "'trace'",
        "\ufeff{'trace':{'guardrail':1}}",
        "{trace:{'guardrail':1}}"
      })
  void isNotLookedForInWhatCannotBeRead(String json) {
    for (Source source : Source.values()) {
      assertThatExceptionOfType(JsonException.class).isThrownBy(() -> removed(json, source));
    }
  }

  @Test
  void isTakenOutOfWhatIsNoText() {
    byte[] json = bytes("{'a':'__','trace':{'guardrail':1},'b':2}");
    json[6] = (byte) 0xff;
    byte[] rest = bytes("{'a':'__','b':2}");
    rest[6] = (byte) 0xff;
    assertThat(GuardrailTrace.removedFrom(json, Source.CONVERSE_DOCUMENT)).isEqualTo(rest);
  }

  /// Documents that Bedrock really sent.
  @TestFactory
  List<DynamicTest> isTakenOutOfRecordedDocuments() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedTestData.files("recordings", ".response.json")) {
      tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> document(file)));
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests;
  }

  private static void document(Path file) throws IOException {
    byte[] json = Files.readAllBytes(file);
    JsonNode expected = JSON.readTree(json);
    if (!(expected instanceof ObjectNode object)) {
      return;
    }
    boolean isConverse = file.getFileName().toString().contains(".converse.");
    object.remove(isConverse ? "trace" : "amazon-bedrock-trace");
    byte[] rest =
        GuardrailTrace.removedFrom(
            json, isConverse ? Source.CONVERSE_DOCUMENT : Source.MODEL_DOCUMENT);
    assertThat(JSON.readTree(rest)).isEqualTo(expected);
    assertThat(new String(rest, StandardCharsets.UTF_8))
        .doesNotContain("modelOutput", "inputAssessment", "outputAssessments");
    if (rest.length == json.length) {
      assertThat(rest).isSameAs(json);
    }
  }

  private static String removed(String json, Source source) {
    return new String(GuardrailTrace.removedFrom(bytes(json), source), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
