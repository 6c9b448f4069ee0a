package dev.streambed.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.domain.LocalStackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicFunctionsTest {

  private final IntrinsicFunctions intrinsicFunctions =
      new IntrinsicFunctions(new FakeReferenceScope());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Ref': 'Table'} | '<Table>'",
        "{'Fn::GetAtt': ['Table', 'Arn']} | '<Table.Arn>'",
        "{'Fn::GetAtt': 'Table.Arn'} | '<Table.Arn>'",
        "{'Fn::GetAtt': 'Nested.Outputs.Name'} | '<Nested.Outputs.Name>'",
        "{'Fn::ImportValue': 'data:Name'} | '<from data:Name>'",
        "{'Fn::ImportValue': {'Fn::Sub': 'data:${X}'}} | '<from data:<X>>'",
        "{'Fn::Join': ['-', ['a', {'Ref': 'B'}, {'Ref': 'AWS::NoValue'}]]} | 'a-<B>'",
        "{'Fn::Join': ['', {'Fn::Split': [':', 'a:b']}]} | 'ab'",
        "{'Fn::Split': [':', 'a::b:']} | ['a', '', 'b', '']",
        "{'Fn::Split': ['.', 'a.b']} | ['a', 'b']",
        "{'Fn::Select': [1, ['a', {'Ref': 'B'}]]} | '<B>'",
        "{'Fn::Select': ['7', {'Fn::Split': [':', 'arn:aws:lambda:r:1:function:f:live']}]} | 'live'",
        "{'Fn::Sub': 'x-${Ref}-${A.Arn}-${!Literal}'} | 'x-<Ref>-<A.Arn>-${Literal}'",
        "{'Fn::Sub': ['${Own} and ${Other}', {'Own': {'Ref': 'Z'}}]} | '<Z> and <Other>'",
        "{'Fn::If': ['Yes', 'a', 'b']} | 'a'",
        "{'Fn::If': ['No', 'a', {'Ref': 'B'}]} | '<B>'",
        "{'Fn::FindInMap': ['Map', {'Ref': 'R'}, 'k']} | 'Map/<R>/k'",
        "{'Fn::Base64': 'hello'} | 'aGVsbG8='",
        "{'a': {'Ref': 'AWS::NoValue'}, 'b': 1} | {'b': 1}",
        "[1, {'Ref': 'AWS::NoValue'}, true, null] | [1, true, null]",
        "{'Condition': {'StringEquals': {'a': {'Ref': 'B'}}}} | {'Condition': {'StringEquals': {'a': '<B>'}}}",
        "{'Ref': 'A', 'other': 1} | {'Ref': 'A', 'other': 1}"
      })
  void resolves(String given, String expected) {
    assertThat(intrinsicFunctions.resolve(json(given))).isEqualTo(json(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fn::Cidr", "Fn::GetAZs", "Fn::Transform", "Fn::Length", "Fn::Unheard"})
  void refusesAnUnknownFunctionByName(String name) {
    assertThatThrownBy(() -> intrinsicFunctions.resolve(json("{'" + name + "': []}")))
        .isInstanceOf(LocalStackException.class)
        .hasMessage("the intrinsic function " + name + " is not supported by the local stack");
  }

  @Test
  void aReferenceToASecretStandsForItself() {
    JsonNode reference = json("'{{resolve:secretsmanager:a:SecretString:::}}'");
    assertThat(intrinsicFunctions.resolve(reference)).isEqualTo(reference);
  }

  @Test
  void refusesDynamicReferences() {
    assertThatThrownBy(() -> intrinsicFunctions.resolve(json("'{{resolve:ssm:/a/b}}'")))
        .hasMessageContaining("the dynamic reference {{resolve:ssm:/a/b}}");
  }

  @Test
  void saysWhatSelectMissed() {
    assertThatThrownBy(() -> intrinsicFunctions.resolve(json("{'Fn::Select': [2, ['a', 'b']]}")))
        .hasMessage("Fn::Select finds nothing at 2 of [\"a\",\"b\"]");
  }

  private static JsonNode json(String text) {
    return Json.parseLeniently(text).orElseThrow();
  }
}
