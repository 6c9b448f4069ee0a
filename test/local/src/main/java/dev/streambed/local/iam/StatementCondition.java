package dev.streambed.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.LocalStackException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// One line of a statement's `Condition`: an operator, a key, and values of which one must match.
///
/// @param key the condition key
/// @param values the policy's values
/// @param fits compares a value of the policy with one of the request
/// @param negated whether no value may match
/// @param whenAbsent the result when the request does not have the key
record StatementCondition(
    String key,
    List<String> values,
    BiPredicate<String, String> fits,
    boolean negated,
    boolean whenAbsent) {

  private static final String IF_EXISTS = "IfExists";

  static StatementCondition of(String operator, String key, JsonNode values) {
    boolean ifExists = operator.endsWith(IF_EXISTS);
    String name =
        ifExists ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
    if (name.equals("Null")) {
      return absence(key, values);
    }
    boolean negated = name.contains("Not");
    return new StatementCondition(
        key, PolicyStatement.strings(values), comparison(name), negated, ifExists || negated);
  }

  boolean holds(AccessRequest accessRequest) {
    Optional<String> actual = accessRequest.value(key);
    return actual.map(value -> anyFits(value) != negated).orElse(whenAbsent);
  }

  private boolean anyFits(String actual) {
    return values.stream().anyMatch(value -> fits.test(value, actual));
  }

  private static StatementCondition absence(String key, JsonNode values) {
    boolean expected = values.asBoolean();
    return new StatementCondition(key, List.of("true"), (_, _) -> !expected, false, expected);
  }

  private static BiPredicate<String, String> comparison(String operator) {
    return switch (operator) {
      case "StringEquals", "StringNotEquals" -> String::equals;
      case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool" ->
          String::equalsIgnoreCase;
      case "StringLike", "StringNotLike" -> Wildcard::matches;
      // According to AWS, the two behave identically, and both accept wildcards.
      case "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike" -> StatementCondition::arnFits;
      default ->
          throw LocalStackException.unsupported(
              "the condition operator " + operator + " in a policy");
    };
  }

  private static boolean arnFits(String pattern, String arn) {
    String[] expected = pattern.split(":", 6);
    String[] actual = arn.split(":", 6);
    if (expected.length != actual.length) {
      return false;
    }
    for (int part = 0; part < expected.length; part++) {
      if (!Wildcard.matches(expected[part], actual[part])) {
        return false;
      }
    }
    return true;
  }
}
