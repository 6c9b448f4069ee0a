package dev.streambed.gateway.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Names and values that Bedrock writes into its invocation log with a call of a model. Those of
/// the gateway say whose request it was, so that each entry of the log finds its usage record.
public record RequestMetadata(Map<String, String> pairs) {

  public static final RequestMetadata NONE = new RequestMetadata(Map.of());

  /// The header with the pairs of an `InvokeModel`; Converse has them in its body.
  public static final String HEADER = "x-amzn-bedrock-request-metadata";

  /// The member of a body of Converse.
  public static final String MEMBER = "requestMetadata";

  /// What the gateway's own names begin with.
  private static final String RESERVED = "streambed_";

  private static final String CUSTOMER = RESERVED + "customer";
  private static final String REQUEST = RESERVED + "request";

  /// Bedrock takes no more than this with one call.
  private static final int MOST = 16;

  private static final int MOST_OF_CALLER = MOST - 2;

  private static final int LONGEST_VALUE = 256;
  private static final String MARKS = " :_@$#=/+,.-";

  public RequestMetadata {
    pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
  }

  /// Whose request it is. A customer's id that Bedrock would refuse is left out: the request is
  /// worth more than its label.
  public static RequestMetadata of(CustomerId customer, RequestId requestId) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (isValue(customer.value())) {
      pairs.put(CUSTOMER, customer.value());
    }
    pairs.put(REQUEST, requestId.value());
    return new RequestMetadata(pairs);
  }

  /// What is wrong with the pairs of a caller; empty when nothing is. Bedrock checks their
  /// characters.
  ///
  /// @param source what has them, for the sentence
  public String problem(String source) {
    if (pairs.size() > MOST_OF_CALLER) {
      return source + " has more than " + MOST_OF_CALLER + " pairs.";
    }
    for (String name : pairs.keySet()) {
      // A report may have the names in lower case.
      if (name.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
        return source + ": names that begin with " + RESERVED + " are the gateway's own.";
      }
    }
    return "";
  }

  /// These pairs and the others, which win.
  public RequestMetadata with(RequestMetadata others) {
    Map<String, String> all = new LinkedHashMap<>(pairs);
    all.putAll(others.pairs);
    return new RequestMetadata(all);
  }

  // Without a pattern or a stream, ahead of the first answer.
  private static boolean isValue(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (!isAllowed(text.charAt(at))) {
        return false;
      }
    }
    return text.length() <= LONGEST_VALUE;
  }

  private static boolean isAllowed(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || MARKS.indexOf(character) >= 0;
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }
}
