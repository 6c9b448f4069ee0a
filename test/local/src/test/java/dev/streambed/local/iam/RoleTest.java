package dev.streambed.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.local.domain.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

  private static final String TABLE = "arn:aws:dynamodb:r:1:table/t";

  @Test
  void allowsNothingByItself() {
    assertThat(role().decide(new AccessRequest("dynamodb:GetItem", TABLE)))
        .isEqualTo(
            new Decision.Denied(
                "because no identity-based policy allows the dynamodb:GetItem action"));
  }

  @Test
  void allowsWhatAStatementNames() {
    Role role = role("{Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '" + TABLE + "'}");
    assertThat(allows(role, "dynamodb:GetItem", TABLE)).isTrue();
    assertThat(allows(role, "DynamoDB:getitem", TABLE)).isTrue();
    assertThat(allows(role, "dynamodb:PutItem", TABLE)).isFalse();
    assertThat(allows(role, "dynamodb:GetItem", TABLE + "/index/i")).isFalse();
    assertThat(allows(role, "dynamodb:GetItem", TABLE.toUpperCase(java.util.Locale.ROOT)))
        .isFalse();
  }

  @Test
  void letsADenyWinOverEveryAllow() {
    Role role =
        role(
            "{Effect: 'Allow', Action: '*', Resource: '*'}",
            "{Effect: 'Deny', Action: 'dynamodb:Delete*', Resource: '*'}");
    assertThat(allows(role, "dynamodb:GetItem", TABLE)).isTrue();
    assertThat(role.decide(new AccessRequest("dynamodb:DeleteItem", TABLE)))
        .isEqualTo(new Decision.Denied("with an explicit deny in an identity-based policy"));
  }

  @Test
  void readsNotActionAndNotResource() {
    Role role =
        role(
            "{Effect: 'Allow', NotAction: ['iam:*', 'dynamodb:DeleteTable'], Resource: '*'}",
            "{Effect: 'Deny', Action: '*', NotResource: '" + TABLE + "'}");
    assertThat(allows(role, "dynamodb:GetItem", TABLE)).isTrue();
    assertThat(allows(role, "dynamodb:DeleteTable", TABLE)).isFalse();
    assertThat(allows(role, "dynamodb:GetItem", TABLE + "2")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{StringEquals: {k: 'v'}} | v | true",
        "{StringEquals: {k: 'v'}} | V | false",
        "{StringEquals: {k: ['u', 'v']}} | v | true",
        "{StringEquals: {k: 'v'}} | | false",
        "{StringEqualsIfExists: {k: 'v'}} | | true",
        "{StringEqualsIfExists: {k: 'v'}} | w | false",
        "{StringNotEquals: {k: 'v'}} | v | false",
        "{StringNotEquals: {k: 'v'}} | w | true",
        "{StringNotEquals: {k: ['v', 'w']}} | w | false",
        "{StringNotEquals: {k: 'v'}} | | true",
        "{StringEqualsIgnoreCase: {k: 'V'}} | v | true",
        "{StringLike: {k: 'a*'}} | abc | true",
        "{StringNotLike: {k: 'a*'}} | abc | false",
        "{ArnLike: {k: 'arn:aws:s3:::b/*'}} | arn:aws:s3:::b/x | true",
        "{ArnLike: {k: 'arn:*:s3:::b'}} | arn:aws:x:s3:::b | false",
        "{Bool: {k: 'true'}} | True | true",
        "{Bool: {k: true}} | false | false",
        "{'Null': {k: 'true'}} | | true",
        "{'Null': {k: 'true'}} | v | false",
        "{'Null': {k: 'false'}} | v | true",
        "{'Null': {k: 'false'}} | | false",
        "{StringEquals: {K: 'v'}, StringLike: {k: 'v*'}} | v | true",
        "{StringEquals: {k: 'v'}, StringLike: {k: 'w*'}} | v | false"
      })
  void holdsConditions(String condition, String value, boolean expected) {
    Role role =
        role("{Effect: 'Allow', Action: 'a:B', Resource: '*', Condition: " + condition + "}");
    Map<String, String> context = value == null ? Map.of() : Map.of("k", value);
    assertThat(role.decide(new AccessRequest("a:B", "r", context)) instanceof Decision.Allowed)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Effect: 'Allow', Action: 'a', Resource: '*', Condition: {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}}}",
        "{Effect: 'Allow', Action: 'a', Resource: '*', Condition: {'ForAllValues:StringEquals': {k: 'v'}}}",
        "{Effect: 'Allow', Action: 'a', Resource: '*', Principal: '*'}",
        "{Effect: 'Allow', Action: 'a', Resource: 'arn:aws:s3:::home/${aws:username}/*'}"
      })
  void refusesWhatItDoesNotUnderstand(String statement) {
    assertThatThrownBy(() -> role(statement))
        .hasMessageContaining("is not supported by the local stack");
  }

  private static boolean allows(Role role, String action, String resource) {
    return role.decide(new AccessRequest(action, resource)) instanceof Decision.Allowed;
  }

  private static Role role(String... statements) {
    String document = "{Statement: [" + String.join(",", statements) + "]}";
    return new Role(
        "role", "arn", List.of(), Role.statements(Json.parseLeniently(document).orElseThrow()));
  }
}
